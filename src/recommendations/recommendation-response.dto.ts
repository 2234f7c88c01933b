import { ApiProperty } from '@nestjs/swagger';
import { CONCURRENCES, EVENT_KINDS, STATUSES } from './ledger.rules.js';
import { STEP_NAMES } from './steps.rules.js';

export class StatusCountsResponse {
  @ApiProperty({ example: 13 }) total!: number;
  @ApiProperty({ example: 11 }) closed!: number;
  @ApiProperty({ example: 2 }) resolvedOpen!: number;
  @ApiProperty({ example: 0 }) unresolvedOpen!: number;
  @ApiProperty({
    example: 0,
    description: 'Of which only a later day by which they had changed is known',
  })
  statusUnknown!: number;
}

export class ReportCountsResponse extends StatusCountsResponse {
  @ApiProperty({ example: 'OIG-11-119' }) number!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ example: '2011-09', description: 'A day, or a month where only that is known' })
  issued!: string;
}

export class ResponseClockResponse {
  @ApiProperty({ example: '2012-12-24', description: '90 days after the memo' }) dueOn!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The day from which all that the memo asks for was on record',
  })
  answeredOn!: string | null;
  @ApiProperty({ description: 'Until it is due; with a minus, since' }) daysLeft!: number;
}

export class RecommendationResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'OIG-12-130' }) report!: string;
  @ApiProperty({ example: 1 }) number!: number;
  @ApiProperty({ type: String, nullable: true }) addressee!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'null = it was not found' })
  text!: string | null;
  @ApiProperty({ enum: [...STATUSES, 'unknown'] }) status!: string;
  @ApiProperty({ example: 'closed by 2012-09-25, day unknown' }) statusText!: string;
  @ApiProperty({ description: 'The day of the last change of status, or one by which it was' })
  since!: string;
  @ApiProperty() isDayKnown!: boolean;
  @ApiProperty({ type: String, enum: CONCURRENCES, nullable: true }) concurrence!: string | null;
  @ApiProperty({ type: String, nullable: true }) correctiveActionPlan!: string | null;
  @ApiProperty({ type: String, nullable: true }) targetDate!: string | null;
  @ApiProperty({ type: String, nullable: true }) responsibleParties!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the OIG waits for' })
  nextEvidence!: string | null;
  @ApiProperty({ type: ResponseClockResponse, nullable: true })
  responseClock!: ResponseClockResponse | null;
}

export class LedgerResponse {
  @ApiProperty({ example: '2012-09-25' }) asOf!: string;
  @ApiProperty({ type: [ReportCountsResponse], description: 'Oldest first' })
  reports!: ReportCountsResponse[];
  @ApiProperty({ type: StatusCountsResponse, description: 'Of all reports' })
  totals!: StatusCountsResponse;
  @ApiProperty({ type: StatusCountsResponse, description: 'Of those before the latest one' })
  earlier!: StatusCountsResponse;
  @ApiProperty({ type: [RecommendationResponse], description: 'All of them, on one page' })
  items!: RecommendationResponse[];
}

export class RecommendationEventResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: EVENT_KINDS }) event!: string;
  @ApiProperty() on!: string;
  @ApiProperty({ description: 'false: it had happened by that day' }) isDayKnown!: boolean;
  @ApiProperty({ type: String, enum: CONCURRENCES, nullable: true }) concurrence!: string | null;
  @ApiProperty({ type: String, nullable: true }) correctiveActionPlan!: string | null;
  @ApiProperty({ type: String, nullable: true }) targetDate!: string | null;
  @ApiProperty({ type: String, nullable: true }) responsibleParties!: string | null;
  @ApiProperty({ type: String, nullable: true }) response!: string | null;
  @ApiProperty({ type: String, nullable: true }) analysis!: string | null;
  @ApiProperty({ type: String, nullable: true }) nextEvidence!: string | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty() source!: string;
  @ApiProperty() recordedAt!: string;
  @ApiProperty() recordedBy!: string;
  @ApiProperty({ type: String, nullable: true }) retractedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) retractedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) retractedBecause!: string | null;
}

export class RecommendationDocumentResponse {
  @ApiProperty() id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true }) sentOn!: string | null;
  @ApiProperty({ description: 'Of the content, lower-case hexadecimal' }) sha256!: string;
  @ApiProperty() byteCount!: number;
  @ApiProperty() fileName!: string;
  @ApiProperty() mediaType!: string;
  @ApiProperty() uploadedAt!: string;
  @ApiProperty() uploadedBy!: string;
  @ApiProperty({ type: String, nullable: true }) withdrawnAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) withdrawnBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) withdrawnBecause!: string | null;
  @ApiProperty() contentPath!: string;
}

export class RecommendationEvidenceResponse {
  @ApiProperty() id!: string;
  @ApiProperty() findingId!: string;
  @ApiProperty({ example: 'INS-2012-0003/F2' }) finding!: string;
  @ApiProperty({ description: 'false: it was a sample, and left with the samples' })
  isThere!: boolean;
  @ApiProperty() isSample!: boolean;
  @ApiProperty({ description: 'What it shows' }) note!: string;
  @ApiProperty() linkedAt!: string;
  @ApiProperty() linkedBy!: string;
}

export class RecommendationDetailResponse extends RecommendationResponse {
  @ApiProperty({ enum: STEP_NAMES, isArray: true, description: 'What can be recorded now' })
  steps!: string[];
  @ApiProperty({ type: [RecommendationEventResponse], description: 'Oldest first' })
  history!: RecommendationEventResponse[];
  @ApiProperty({ type: [RecommendationDocumentResponse] })
  documents!: RecommendationDocumentResponse[];
  @ApiProperty({ type: [RecommendationEvidenceResponse] })
  evidence!: RecommendationEvidenceResponse[];
}
