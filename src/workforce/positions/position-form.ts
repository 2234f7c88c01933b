import { Transform } from 'class-transformer';
import { IsIn, IsNumberString, IsString, MaxLength } from 'class-validator';
import { Trimmed } from '../../platform/http/form-values.js';
import { TEAM_ROLES, type TeamRole } from '../position.entity.js';
import type { GivenPosition } from './position-changes.service.js';

/** The fields of a position; what is wrong with them is shown beside them. */
class PositionFactsForm {
  @Trimmed() @IsString() @MaxLength(255) title = '';
  @Trimmed() @IsString() @MaxLength(255) homeOffice = '';
  /** Boxes that are ticked arrive as a list, one alone as a text. */
  @Transform(({ value }: { value: unknown }): unknown =>
    Array.isArray(value) ? value.join(';') : value,
  )
  @IsString()
  @MaxLength(1000)
  qualifications = '';
  @Trimmed() @IsString() @MaxLength(20) travelWeeksPerQuarter = '';
}

export class NewPositionForm extends PositionFactsForm {
  @IsIn(TEAM_ROLES) role: TeamRole = 'inspector';
  @Trimmed() @IsString() @MaxLength(20) establishedOn = '';
}

export class PositionChangeForm extends PositionFactsForm {
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}

export class FillForm {
  @Trimmed() @IsString() @MaxLength(36) accountId = '';
  @Trimmed() @IsString() @MaxLength(20) from = '';
  @Trimmed() @IsString() @MaxLength(20) until = '';
  @IsNumberString() version!: string;
}

export class VacateForm {
  @Trimmed() @IsString() @MaxLength(20) from = '';
  @Trimmed() @IsString() @MaxLength(1000) reason = '';
  @IsNumberString() version!: string;
}

export class AbolishForm {
  @Trimmed() @IsString() @MaxLength(20) on = '';
  @Trimmed() @IsString() @MaxLength(1000) reason = '';
  @IsNumberString() version!: string;
}

/** What the fields say of the position. */
export const givenBy = (form: PositionFactsForm): GivenPosition => ({
  title: form.title,
  homeOffice: form.homeOffice,
  qualifications: form.qualifications.split(';').filter((code) => code !== ''),
  travelWeeksPerQuarter:
    form.travelWeeksPerQuarter === '' ? null : Number(form.travelWeeksPerQuarter),
});
