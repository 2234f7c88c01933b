import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ProgressEvents } from '../../platform/http/progress-events.js';
import type { ImportState } from './list-import.entity.js';
import { ListImports } from './list-imports.service.js';

/** How far the reading of a list is. */
export interface Progress {
  state: ImportState;
  rowsRead: number;
}

export const isBeingRead = (state: ImportState): boolean =>
  state === 'waiting' || state === 'reading';

/** Tells a browser how far the reading is. */
@Injectable()
export class ImportProgress {
  constructor(
    private readonly imports: ListImports,
    private readonly events: ProgressEvents,
  ) {}

  /** @throws NotFound before anything is sent */
  follow(id: string): Promise<Readable> {
    return this.events.follow<Progress>({
      lookAt: async () => {
        const { state, rowsRead } = await this.imports.find(id);
        return { state, rowsRead };
      },
      isOver: ({ state }) => !isBeingRead(state),
    });
  }
}
