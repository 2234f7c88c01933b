import type { PositionQuery } from './position.dto.js';
import type { PositionFilter } from './positions.service.js';

/** What a list is narrowed to, out of its address. */
export const filterOf = ({ role, vacant, qualification }: PositionQuery): PositionFilter => ({
  role,
  isVacant: vacant === undefined ? undefined : vacant === 'true',
  model: qualification?.toUpperCase(),
});
