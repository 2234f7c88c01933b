import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { AuditFilter } from '../audit/audit-log.js';
import { EmptyIsAbsent } from '../platform/http/form-values.js';
import { PageQuery } from '../platform/http/paging.js';
import { IsDayText } from '../platform/http/validation.js';

/** What the audit is narrowed to. A filter form sends its empty fields, too. */
export class AuditFilterQuery implements AuditFilter {
  @ApiPropertyOptional({
    example: 'INS-2013-0004',
    description:
      '`type:id` of a thing, the id of a thing or of what things belong to, or part of a thing’s name',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(300)
  subject?: string;

  @ApiPropertyOptional({ description: 'id of an account, or part of the name of who did it' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(300)
  actor?: string;

  @ApiPropertyOptional({ example: 'agreement.', description: 'how the action begins' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(100)
  action?: string;

  @ApiPropertyOptional({ example: '2027-01-01', description: 'first day, UTC' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  from?: string;

  @ApiPropertyOptional({ example: '2027-01-31', description: 'last day, UTC' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsDayText()
  until?: string;

  @ApiPropertyOptional({ description: 'the x-request-id of an answer' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(100)
  requestId?: string;
}

export class AuditQuery extends IntersectionType(PageQuery, AuditFilterQuery) {}

class AuditActorResponse {
  @ApiProperty({ enum: ['person', 'service', 'job', 'command', 'start', 'stranger'] })
  kind!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'null for jobs, commands and whoever has not signed in',
  })
  accountId!: string | null;
  @ApiProperty() name!: string;
}

class AuditSubjectResponse {
  @ApiProperty({ example: 'agreement' }) type!: string;
  @ApiProperty() id!: string;
  @ApiProperty({ description: 'as it was called then' }) label!: string;
  @ApiProperty({ type: String, nullable: true, description: 'its page, from the site’s root' })
  path!: string | null;
}

export class AuditEntryResponse {
  @ApiProperty({ type: 'integer', description: '1, 2, 3 … without a gap' }) sequence!: number;
  @ApiProperty({ description: 'real time, also in the demonstration' }) at!: string;
  @ApiProperty({ example: 'agreement.extended' }) action!: string;
  @ApiProperty() actor!: AuditActorResponse;
  @ApiProperty({ type: String, nullable: true, description: 'network address, or host name' })
  address!: string | null;
  @ApiProperty({ type: String, nullable: true }) requestId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'the job that did it' })
  job!: string | null;
  @ApiProperty() subject!: AuditSubjectResponse;
  @ApiProperty({ type: String, nullable: true, description: 'id of what the subject belongs to' })
  contextId!: string | null;
  @ApiProperty({
    type: 'array',
    description: 'field by field, what it was before and after',
    items: {
      type: 'object',
      properties: { field: { type: 'string' } },
      required: ['field'],
      additionalProperties: true,
    },
  })
  changes!: { field: string; before: unknown; after: unknown }[];
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  details!: Record<string, unknown> | null;
  @ApiProperty({ description: 'names the key that it is sealed with' }) keyId!: string;
  @ApiProperty({ description: 'of the entry before' }) previousHash!: string;
  @ApiProperty({ description: 'HMAC-SHA-256' }) hash!: string;
}

export class AuditListResponse {
  @ApiProperty({ type: [AuditEntryResponse] }) items!: AuditEntryResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}

/** The end of the audit, signed. */
export class AuditHeadResponse {
  @ApiProperty({ type: 'integer' }) sequence!: number;
  @ApiProperty() hash!: string;
  @ApiProperty() takenAt!: string;
  @ApiProperty() keyId!: string;
  @ApiProperty() signature!: string;
}
