import { IsIn, IsNumberString, IsString, MaxLength } from 'class-validator';
import { Trimmed } from '../../platform/http/form-values.js';
import type { TrainingResult } from '../service-record.entity.js';

/** Forms of somebody's record; what is wrong with their fields is shown beside these. */
export class QualificationForm {
  @Trimmed() @IsString() @MaxLength(40) model = '';
  @Trimmed() @IsString() @MaxLength(20) from = '';
  @Trimmed() @IsString() @MaxLength(20) until = '';
  @Trimmed() @IsString() @MaxLength(500) basis = '';
}

export class TrainingForm {
  @Trimmed() @IsString() @MaxLength(36) leaderId = '';
  @Trimmed() @IsString() @MaxLength(40) model = '';
  @Trimmed() @IsString() @MaxLength(20) firstDay = '';
  @Trimmed() @IsString() @MaxLength(20) lastDay = '';
  @IsIn(['passed', 'not-passed']) result: TrainingResult = 'passed';
  @Trimmed() @IsString() @MaxLength(1000) note = '';
}

export class LeaveForm {
  @Trimmed() @IsString() @MaxLength(20) firstDay = '';
  @Trimmed() @IsString() @MaxLength(20) lastDay = '';
  @Trimmed() @IsString() @MaxLength(100) note = '';
}

export class ConflictForm {
  @Trimmed() @IsString() @MaxLength(36) agencyId = '';
  @Trimmed() @IsString() @MaxLength(20) from = '';
  @Trimmed() @IsString() @MaxLength(20) until = '';
  @Trimmed() @IsString() @MaxLength(1000) reason = '';
}

export class RecordEndForm {
  @Trimmed() @IsString() @MaxLength(20) on = '';
  @Trimmed() @IsString() @MaxLength(1000) reason = '';
  /** The version that the page showed. */
  @IsNumberString() version!: string;
}

export class RecordWithdrawalForm {
  @Trimmed() @IsString() @MaxLength(1000) reason = '';
  @IsNumberString() version!: string;
}
