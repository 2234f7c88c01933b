import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { etagOf } from '../../platform/http/etag.js';
import { Trimmed } from '../../platform/http/form-values.js';
import { standardWords } from '../../requirements/standard.rules.js';
import { FINDING_STATUSES, type Finding } from '../finding.entity.js';
import { INSPECTION_STATUSES } from '../life-cycle/life-cycle.rules.js';
import type { ChecklistEvidence, ChecklistItem } from './checklist.entity.js';
import { type Checklist, type Progress, progressOf } from './checklist.service.js';
import { computeRating, gapsOf, RATINGS, type Rating, ratingOf } from './rating.rules.js';
import { SIDES, type Side } from './side.rules.js';

/** What a form left empty is nothing; digits are a number. */
const NumberOrNothing = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }): unknown => {
    if (value === '') return null;
    return typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
  });

const LARGEST_COUNT = 1_000_000;

const IsCount = (name: string): PropertyDecorator => {
  const message = `${name} must be a whole number from 0 to ${LARGEST_COUNT}`;
  return (target, property) => {
    NumberOrNothing()(target, property);
    IsOptional()(target, property);
    IsInt({ message })(target, property);
    Min(0, { message })(target, property);
    Max(LARGEST_COUNT, { message })(target, property);
  };
};

/** What is put down of an item. What is absent stays as it is; null takes away what was there. */
export class ItemRequest {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    enum: RATINGS,
    example: 'compliant',
    description: 'Null = what the numbers say',
  })
  @Transform(({ value }: { value: unknown }): unknown => (value === '' ? null : value))
  @IsOptional()
  @IsIn(RATINGS, { message: `rating must be one of ${RATINGS.join(', ')}` })
  rating?: Rating | null;

  @ApiPropertyOptional({ enum: SIDES, description: 'Whose conduct it is about' })
  @IsOptional()
  @IsIn(SIDES, { message: 'side must be agency or ice' })
  side?: Side;

  @ApiPropertyOptional({ example: 'The posters hang in both languages.' })
  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(8000)
  observation?: string;

  @ApiPropertyOptional({
    description: 'Why it was not assessed, or why the computed rating does not hold',
  })
  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(2000)
  reason?: string;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'How many were looked at' })
  @IsCount('sampleSize')
  sampleSize?: number | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description: 'How many of them met the standard',
  })
  @IsCount('metCount')
  metCount?: number | null;

  @ApiPropertyOptional({ type: Number, nullable: true, description: 'In the standard’s unit' })
  @IsCount('measured')
  measured?: number | null;
}

export class EvidenceUploadWithFile {
  @ApiProperty({
    type: 'string',
    format: 'binary',
    description: 'PDF, DOCX, PNG, JPEG or plain text, at most 25 MB',
  })
  file!: unknown;
}

export class EvidenceResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'Of the content, lower-case hexadecimal' }) sha256!: string;
  @ApiProperty() byteCount!: number;
  @ApiProperty() fileName!: string;
  @ApiProperty() mediaType!: string;
  @ApiProperty() uploadedAt!: string;
  @ApiProperty() uploadedBy!: string;
  @ApiProperty() contentPath!: string;
}

export class ChecklistItemResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'CMP-01' }) requirementCode!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of a focus review' })
  followsFindingId!: string | null;
  @ApiProperty() category!: string;
  @ApiProperty() text!: string;
  @ApiProperty() clause!: string;
  @ApiProperty() standard!: string;
  @ApiProperty({ enum: SIDES }) side!: string;
  @ApiProperty({ description: 'Whether the text states the side, or it is inferred' })
  sideBasis!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    enum: RATINGS,
    description: 'The one that holds; null = not rated yet',
  })
  rating!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What somebody chose' })
  chosenRating!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the numbers say' })
  computedRating!: string | null;
  @ApiProperty({ type: String, nullable: true }) computedBecause!: string | null;
  @ApiProperty() reason!: string;
  @ApiProperty() observation!: string;
  @ApiProperty({ type: Number, nullable: true }) sampleSize!: number | null;
  @ApiProperty({ type: Number, nullable: true }) metCount!: number | null;
  @ApiProperty({ type: Number, nullable: true }) measured!: number | null;
  @ApiProperty({ type: [String], description: 'What is missing before the report can be final' })
  gaps!: string[];
  @ApiProperty({ type: [EvidenceResponse] }) evidence!: EvidenceResponse[];
  @ApiProperty({ type: String, nullable: true }) changedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) changedBy!: string | null;
  @ApiProperty() version!: number;
  @ApiProperty({ description: 'Send it as If-Match to save the item' }) etag!: string;
}

export class ChecklistResponse {
  @ApiProperty() inspectionId!: string;
  @ApiProperty({ example: 'INS-2013-0042' }) number!: string;
  @ApiProperty({ enum: INSPECTION_STATUSES }) status!: string;
  @ApiProperty({ description: 'Whether you may fill it in now' }) mayEdit!: boolean;
  @ApiProperty() itemCount!: number;
  @ApiProperty() ratedCount!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  byRating!: Progress['byRating'];
  @ApiProperty({ type: [ChecklistItemResponse] }) items!: ChecklistItemResponse[];
}

/** A draft or a finding of a report, as those see it who judge it. */
export class JudgedFindingResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'INS-2013-0042/F1' }) number!: string;
  @ApiProperty({ enum: FINDING_STATUSES }) status!: string;
  @ApiProperty({ type: String, nullable: true, enum: ['high', 'medium', 'low'] })
  severity!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The finding that it may repeat' })
  repeatOfId!: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['confirmed', 'declined'] })
  repeatDecision!: string | null;
  @ApiProperty() etag!: string;
}

export const evidenceResponse = (evidence: ChecklistEvidence): EvidenceResponse => ({
  id: evidence.id,
  sha256: evidence.sha256,
  byteCount: evidence.byteCount,
  fileName: evidence.fileName,
  mediaType: evidence.mediaType,
  uploadedAt: evidence.uploadedAt,
  uploadedBy: evidence.uploadedBy,
  contentPath: `/api/v1/checklist-evidence/${evidence.id}/content`,
});

export const itemResponse = (
  item: ChecklistItem,
  evidence: readonly ChecklistEvidence[],
): ChecklistItemResponse => ({
  id: item.id,
  requirementCode: item.requirementCode,
  followsFindingId: item.followsFindingId,
  category: item.category,
  text: item.text,
  clause: item.clause,
  standard: standardWords(item.standard),
  side: item.side,
  sideBasis: item.sideBasis,
  rating: ratingOf(item),
  chosenRating: item.rating,
  computedRating: item.computedRating,
  computedBecause: computeRating(item.standard, item)?.why ?? null,
  reason: item.reason,
  observation: item.observation,
  sampleSize: item.sampleSize,
  metCount: item.metCount,
  measured: item.measured,
  gaps: gapsOf(item),
  evidence: evidence.filter(({ itemId }) => itemId === item.id).map(evidenceResponse),
  changedAt: item.changedAt,
  changedBy: item.changedBy,
  version: item.version,
  etag: etagOf(item),
});

export function checklistResponse({
  visit,
  items,
  evidence,
  mayEdit,
}: Checklist): ChecklistResponse {
  const progress = progressOf(items);
  return {
    inspectionId: visit.id,
    number: visit.number,
    status: visit.status,
    mayEdit,
    itemCount: progress.items,
    ratedCount: progress.rated,
    byRating: progress.byRating,
    items: items.map((item) => itemResponse(item, evidence)),
  };
}

export const judgedFindingResponse = (finding: Finding): JudgedFindingResponse => ({
  id: finding.id,
  number: finding.number,
  status: finding.status,
  severity: finding.severity,
  repeatOfId: finding.repeatOfId,
  repeatDecision: finding.repeatDecision,
  etag: etagOf(finding),
});
