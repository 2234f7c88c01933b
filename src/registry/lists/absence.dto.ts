import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import type { Day } from '../../platform/clock/calendar.js';
import { EmptyIsAbsent, Trimmed } from '../../platform/http/form-values.js';
import { IsDayText } from '../../platform/http/validation.js';
import { ABSENCE_RESOLUTIONS, type AbsenceResolution } from './list-import.entity.js';

/** What became of an agreement that a list lacks. */
export class ResolutionRequest {
  @ApiProperty({ enum: ABSENCE_RESOLUTIONS, example: 'left-list' })
  @IsIn(ABSENCE_RESOLUTIONS, {
    message: `resolution must be one of ${ABSENCE_RESOLUTIONS.join(', ')}`,
  })
  resolution!: AbsenceResolution;

  @ApiProperty({ example: 'The sheriff ended it by letter of 3 July 2025.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say how it is known' })
  @IsString()
  @MaxLength(2000)
  reason!: string;

  @ApiPropertyOptional({
    example: '2025-07-03',
    description: 'The day of a termination or expiry, where it is known',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  onDay?: Day;
}

export class AbsenceResponse {
  @ApiProperty() id!: string;
  @ApiProperty() version!: number;
  @ApiProperty() agreementId!: string;
  @ApiProperty() agencyName!: string;
  @ApiProperty() state!: string;
  @ApiProperty({ description: 'Code of the program model' }) model!: string;
  @ApiProperty() listId!: string;
  @ApiProperty() listTitle!: string;
  @ApiProperty({ description: 'The day of the first list without it' }) onDay!: string;
  @ApiProperty({ nullable: true, type: String }) lastListedOn!: Day | null;
  @ApiProperty({ enum: ABSENCE_RESOLUTIONS }) proposal!: AbsenceResolution;
  @ApiProperty({
    nullable: true,
    type: String,
    description: 'Another agreement of the agency, which the same list brought',
  })
  successorId!: string | null;
}

export class AbsenceListResponse {
  @ApiProperty({ type: [AbsenceResponse] }) items!: AbsenceResponse[];
  @ApiProperty({ nullable: true, type: String }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

export class ResolvedAbsenceResponse {
  @ApiProperty() id!: string;
  @ApiProperty() agreementId!: string;
  @ApiProperty({ enum: ABSENCE_RESOLUTIONS }) resolution!: AbsenceResolution;
}
