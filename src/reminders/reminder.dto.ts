import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent } from '../platform/http/form-values.js';
import { PageQuery } from '../platform/http/paging.js';
import { REMINDER_STATES, type ReminderState } from './reminder.entity.js';

/** A filter form sends its empty fields, too. */
export class ReminderQuery extends PageQuery {
  @ApiPropertyOptional({
    description:
      'id of what is reminded of, or of what that belongs to (an inspection’s agreement); also `type:id`',
  })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(100)
  subject?: string;

  @ApiPropertyOptional({ enum: REMINDER_STATES })
  @IsOptional()
  @EmptyIsAbsent()
  @IsIn(REMINDER_STATES, { message: `status must be one of ${REMINDER_STATES.join(', ')}` })
  status?: ReminderState;

  @ApiPropertyOptional({ example: 'inspection-upcoming' })
  @IsOptional()
  @EmptyIsAbsent()
  @IsString()
  @MaxLength(100)
  kind?: string;
}

class ReminderSubject {
  @ApiProperty({ example: 'inspection' }) type!: string;
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'INS-2013-0004' }) label!: string;
  @ApiProperty({ description: 'the page, from the site’s root' }) path!: string;
}

class ReminderRecipient {
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
}

class ReminderStep {
  @ApiProperty() at!: string;
  @ApiProperty() state!: string;
  @ApiProperty({ type: String, nullable: true }) detail!: string | null;
}

export class ReminderResponse {
  @ApiProperty() id!: string;
  @ApiProperty({ example: 'inspection-upcoming' }) kind!: string;
  @ApiProperty() subject!: ReminderSubject;
  @ApiProperty() summary!: string;
  @ApiProperty({ example: '2012-10-29' }) dueOn!: string;
  @ApiProperty({ description: 'days before the due date; negative = after it' })
  offsetDays!: number;
  @ApiProperty({ description: 'the day on which it leaves, in the recipient’s zone' })
  sendOn!: string;
  @ApiProperty({ enum: REMINDER_STATES }) status!: ReminderState;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'why it was cancelled, missed or failed',
  })
  reason!: string | null;
  @ApiProperty() recipient!: ReminderRecipient;
  @ApiProperty({ description: 'sent because somebody else is late' }) isEscalation!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'the Message-ID header of its mail' })
  messageId!: string | null;
  @ApiProperty({ type: String, nullable: true }) sentAt!: string | null;
  @ApiProperty({
    type: [ReminderStep],
    description: 'every step of its mail’s sending, in order',
  })
  steps!: ReminderStep[];
}

export class ReminderListResponse {
  @ApiProperty({ type: [ReminderResponse] }) items!: ReminderResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty() total!: number;
}
