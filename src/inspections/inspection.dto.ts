import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { EmptyIsAbsent, WholeNumber, Trimmed } from '../platform/http/form-values.js';
import { PageQuery } from '../platform/http/paging.js';
import { IsDayText } from '../platform/http/validation.js';
import { FINDING_STATUSES } from './finding.entity.js';
import type { InspectionKind } from './inspection.entity.js';
import { INSPECTION_STATUSES } from './life-cycle/life-cycle.rules.js';

const LIST_STATUSES = [...INSPECTION_STATUSES, 'not-due'] as const;

export class InspectionQuery extends PageQuery {
  @ApiPropertyOptional({ type: Number, description: 'The fiscal year being planned, if absent' })
  @IsOptional()
  @WholeNumber()
  @IsInt({ message: 'fiscalYear must be a year such as 2013' })
  @Min(2003, { message: 'fiscalYear must be 2003 or later' })
  @Max(2100, { message: 'fiscalYear must be 2100 or earlier' })
  fiscalYear?: number;

  @ApiPropertyOptional({ enum: ['full', 'focus'] })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(['full', 'focus'], { message: 'kind must be full or focus' })
  kind?: InspectionKind;

  @ApiPropertyOptional({ enum: LIST_STATUSES })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(LIST_STATUSES, { message: `status must be one of ${LIST_STATUSES.join(', ')}` })
  status?: (typeof LIST_STATUSES)[number];

  @ApiPropertyOptional({ description: 'Part of an agency’s name or of a number' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(100)
  q?: string;
}

/** The page takes the same filters and a view. */
export class InspectionPageQuery extends InspectionQuery {
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(['list', 'calendar'], { message: 'view must be list or calendar' })
  view?: 'list' | 'calendar';
}

export class RescheduleRequest {
  @ApiProperty({ example: '2012-11-05' })
  @IsDayText()
  startsOn!: string;

  @ApiProperty({ example: 'The jail is being repainted that week.' })
  @Trimmed()
  @IsNotEmpty({ message: 'reason must say why the visit moves' })
  @IsString()
  @MaxLength(1000)
  reason!: string;
}

export class TeamMemberResponse {
  @ApiProperty({ example: 'Team leader 1' }) position!: string;
  @ApiProperty({ enum: ['leader', 'inspector'] }) role!: string;
}

export class FindingReferenceResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'INS-2012-0003/F1' }) number!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['high', 'medium', 'low'],
    description: 'Null while a draft’s leader has not chosen one',
  })
  severity!: string | null;
  @ApiProperty({ enum: FINDING_STATUSES }) status!: string;
}

export class InspectionAgencyResponse {
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'GA' }) state!: string;
}

export class InspectionResponse {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null for an agreement without a visit in the year',
  })
  id!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'INS-2013-0042' }) number!: string | null;
  @ApiProperty({ enum: ['full', 'focus'] }) kind!: string;
  @ApiProperty() agreementId!: string;
  @ApiProperty() agency!: InspectionAgencyResponse;
  @ApiProperty({ example: 'DETENTION' }) model!: string;
  @ApiProperty({ type: String, nullable: true }) fieldOffice!: string | null;
  @ApiProperty({ type: String, nullable: true }) dueOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) startsOn!: string | null;
  @ApiProperty({ type: String, nullable: true }) endsOn!: string | null;
  @ApiProperty({ enum: LIST_STATUSES }) status!: string;
  @ApiProperty({ type: [TeamMemberResponse] }) team!: TeamMemberResponse[];
  @ApiProperty({ type: [FindingReferenceResponse], description: 'What the visit is to verify' })
  findings!: FindingReferenceResponse[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it is when it is, or why it has no date',
  })
  reason!: string | null;
  @ApiProperty({ description: 'Invented for the demonstration' }) isSample!: boolean;
}

export class InspectionEventResponse {
  @ApiProperty() event!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The day of a step of the life cycle' })
  on!: string | null;
  @ApiProperty({ type: String, nullable: true }) from!: string | null;
  @ApiProperty({ type: String, nullable: true }) to!: string | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty() recordedAt!: string;
  @ApiProperty() recordedBy!: string;
}

export class InspectionDetailResponse extends InspectionResponse {
  @ApiProperty() fiscalYear!: number;
  @ApiProperty({ type: String, nullable: true }) reportedOn!: string | null;
  @ApiProperty({ type: [FindingReferenceResponse], description: 'What the visit found' })
  raised!: FindingReferenceResponse[];
  @ApiProperty({ type: [InspectionEventResponse] }) history!: InspectionEventResponse[];
}

export class InspectionListResponse {
  @ApiProperty({ type: [InspectionResponse] }) items!: InspectionResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}
