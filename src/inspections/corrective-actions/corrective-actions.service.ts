import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { OfficesService } from '../../offices/offices.service.js';
import type { Day } from '../../platform/clock/calendar.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { isId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { type Paged, readPage, type SortKey } from '../../platform/http/paging.js';
import { InvalidRequest, NotFound } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { limitToOffice } from '../../registry/office-scope.js';
import { type AgreementOnDay, RegistryReader } from '../../registry/registry-reader.js';
import { Finding } from '../finding.entity.js';
import { type FindingDetail, FindingsService } from '../findings.service.js';
import { limitFindings } from '../inspection-scope.js';
import { Inspection } from '../inspection.entity.js';
import {
  CorrectiveAction,
  CorrectiveActionDocument,
  CorrectiveActionEvent,
  CorrectiveActionExtension,
} from './corrective-action.entity.js';
import { ACTION_STATUSES, FINISHED, isOverdue, OWED_BY_OFFICE } from './corrective-action.rules.js';

export interface ActionFilter {
  /** A status, or `open` for all in which something is still asked. */
  status?: string | undefined;
  overdue?: boolean | undefined;
  /** What waits for the viewer: their office's plans and doings, or decisions. */
  mine?: boolean | undefined;
  /** Name of the field office that answers today. */
  office?: string | undefined;
}

/** A line of the list. */
export interface ActionRow {
  action: CorrectiveAction;
  finding: Finding;
  /** As of today; undefined when it is no longer in the register. */
  agreement: AgreementOnDay | undefined;
  isOverdue: boolean;
  /** More time was asked for, and nobody has answered yet. */
  waiting: CorrectiveActionExtension | null;
}

export interface ActionDetail {
  action: CorrectiveAction;
  detail: FindingDetail;
  isOverdue: boolean;
  /** First step first. */
  history: CorrectiveActionEvent[];
  extensions: CorrectiveActionExtension[];
  documents: CorrectiveActionDocument[];
}

interface SortedAction {
  id: string;
  dueOn: Day;
  number: string;
}

const BY_DUE: SortKey<SortedAction>[] = [
  { column: 'action.dueOn', direction: 'ASC', of: ({ dueOn }) => dueOn },
  { column: 'finding.number', direction: 'ASC', of: ({ number }) => number },
];

/** Corrective actions, as far as a viewer may see their findings. */
@Injectable()
export class CorrectiveActionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findings: FindingsService,
    private readonly registry: RegistryReader,
    private readonly offices: OfficesService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /** One page by due date. @throws InvalidRequest for an office that nobody knows */
  async findPage(
    filter: ActionFilter,
    page: { limit: number; cursor?: string },
    viewer: Viewer,
  ): Promise<Paged<ActionRow>> {
    const found = await readPage(await this.visibleTo(viewer, filter), BY_DUE, page, (query) =>
      query
        .select('action.id', 'id')
        .addSelect('action.dueOn', 'dueOn')
        .addSelect('finding.number', 'number')
        .getRawMany<SortedAction>(),
    );
    return { ...found, items: await this.describe(found.items.map(({ id }) => id)) };
  }

  /** All that a filter shows, for export. */
  async findAll(filter: ActionFilter, viewer: Viewer): Promise<ActionRow[]> {
    const query = await this.visibleTo(viewer, filter);
    const rows = await query
      .select('action.id', 'id')
      .orderBy('action.dueOn')
      .addOrderBy('finding.number')
      .getRawMany<{ id: string }>();
    return this.describe(rows.map(({ id }) => id));
  }

  /** @throws NotFound also when its finding lies outside what the viewer may see */
  async find(id: string, viewer: Viewer): Promise<ActionDetail> {
    const manager = this.unitOfWork.reading();
    const action = isId(id) ? await manager.findOneBy(CorrectiveAction, { id }) : null;
    if (!action || !(await this.findings.isVisible(action.findingId, viewer)))
      throw new NotFound('The corrective action');
    return {
      action,
      detail: await this.findings.find(action.findingId, viewer),
      isOverdue: isOverdue(action.status, action.dueOn, this.today()),
      history: await manager.find(CorrectiveActionEvent, {
        where: { actionId: id },
        order: { recordedAt: 'ASC', id: 'ASC' },
      }),
      extensions: await manager.find(CorrectiveActionExtension, {
        where: { actionId: id },
        order: { id: 'ASC' },
      }),
      documents: await manager.find(CorrectiveActionDocument, {
        where: { actionId: id },
        order: { id: 'ASC' },
      }),
    };
  }

  private async describe(ids: string[]): Promise<ActionRow[]> {
    const manager = this.unitOfWork.reading();
    const actions = new Map(
      (await manager.findBy(CorrectiveAction, { id: In(ids) })).map((action) => [
        action.id,
        action,
      ]),
    );
    const findings = new Map(
      (
        await manager.findBy(Finding, {
          id: In([...actions.values()].map(({ findingId }) => findingId)),
        })
      ).map((finding) => [finding.id, finding]),
    );
    const agreements = await this.registry.findByIds(
      [...findings.values()].map(({ agreementId }) => agreementId),
      this.today(),
    );
    const waiting = await manager.findBy(CorrectiveActionExtension, {
      actionId: In(ids),
      state: 'waiting',
    });
    return ids.flatMap((id) => {
      const action = actions.get(id);
      const finding = action && findings.get(action.findingId);
      if (!action || !finding) return [];
      return [
        {
          action,
          finding,
          agreement: agreements.get(finding.agreementId),
          isOverdue: isOverdue(action.status, action.dueOn, this.today()),
          waiting: waiting.find(({ actionId }) => actionId === id) ?? null,
        },
      ];
    });
  }

  private async visibleTo(
    viewer: Viewer,
    filter: ActionFilter,
  ): Promise<SelectQueryBuilder<CorrectiveAction>> {
    const today = this.today();
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(CorrectiveAction, 'action')
      .innerJoin(Finding, 'finding', 'finding.id = action.findingId')
      .innerJoin(Inspection, 'inspection', 'inspection.id = finding.inspectionId');
    limitFindings(query, viewer, today);
    if (filter.status && filter.status !== 'any')
      query.andWhere('action.status IN (:...statuses)', { statuses: statusesOf(filter.status) });
    if (filter.overdue)
      query.andWhere('action.status IN (:...running) AND action.dueOn < :overdueDay', {
        running: [...OWED_BY_OFFICE, 'submitted'],
        overdueDay: today,
      });
    if (filter.mine) limitToWanted(query, viewer);
    if (filter.office) await this.limitToNamedOffice(query, viewer, filter.office);
    return query;
  }

  private async limitToNamedOffice(
    query: SelectQueryBuilder<CorrectiveAction>,
    viewer: Viewer,
    name: string,
  ): Promise<void> {
    const office = await this.offices.find(name);
    if (!office)
      throw new InvalidRequest([
        { parameter: 'office', detail: `office "${name.slice(0, 60)}" is not a field office` },
      ]);
    if (viewer.officeId === null)
      limitToOffice(query, 'finding.agreementId', office.id, this.today());
    else if (viewer.officeId !== office.id) query.andWhere('1 = 0');
  }
}

const statusesOf = (status: string): string[] =>
  status === 'open' ? ACTION_STATUSES.filter((known) => !FINISHED.includes(known)) : [status];

/** A leader decides on plans and on more time; a field office plans and does. Others are asked for nothing. */
function limitToWanted(query: SelectQueryBuilder<CorrectiveAction>, viewer: Viewer): void {
  if (viewer.permissions.has('corrective-actions.decide')) {
    const asked = query
      .subQuery()
      .select('1')
      .from(CorrectiveActionExtension, 'extension')
      .where('extension.actionId = action.id')
      .andWhere('extension.state = :waiting');
    query.andWhere(`(action.status = :decided OR EXISTS ${asked.getQuery()})`, {
      decided: 'submitted',
      waiting: 'waiting',
    });
  } else if (viewer.permissions.has('corrective-actions.answer'))
    query.andWhere('action.status IN (:...owed)', { owed: [...OWED_BY_OFFICE] });
  else query.andWhere('1 = 0');
}
