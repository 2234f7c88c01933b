import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../identity/requires.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { ReminderListResponse, ReminderQuery, type ReminderResponse } from './reminder.dto.js';
import { type ReminderRecord, RemindersService } from './reminders.service.js';

@ApiTags('reminders')
@Controller('api/v1/reminders')
export class RemindersController {
  constructor(private readonly reminders: RemindersService) {}

  @Get()
  @Requires('reminders.read')
  @ApiOperation({
    summary: 'The reminder ledger: what is planned, was sent, cancelled or missed, and why',
  })
  @ApiOkResponse({ type: ReminderListResponse })
  async list(
    @Query() query: ReminderQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<ReminderListResponse> {
    const page = await this.reminders.findPage(query, viewer);
    return { ...page, items: page.items.map(responseOf) };
  }
}

function responseOf({ reminder, recipient, mail, steps }: ReminderRecord): ReminderResponse {
  return {
    id: reminder.id,
    kind: reminder.kind,
    subject: {
      type: reminder.subjectType,
      id: reminder.subjectId,
      label: reminder.subjectLabel,
      path: reminder.subjectPath,
    },
    summary: reminder.summary,
    dueOn: reminder.dueOn,
    offsetDays: reminder.offsetDays,
    sendOn: reminder.sendOn,
    status: reminder.state,
    reason: reminder.reason,
    recipient,
    isEscalation: reminder.isEscalation,
    messageId: mail?.messageIdHeader ?? null,
    sentAt: reminder.state === 'sent' ? (mail?.sentAt ?? null) : null,
    steps: steps.map(({ at, state, detail }) => ({ at, state, detail })),
  };
}
