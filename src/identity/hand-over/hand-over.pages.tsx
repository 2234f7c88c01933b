import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Conflict, InvalidRequest, NotFound } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { Navigation } from '../../platform/pages/navigation.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { Requires } from '../requires.js';
import { DeparturePage } from './departure.page.js';
import { choicesOf, fieldsOf, itemField, REASON_FIELD } from './hand-over-form.js';
import { type HandOverReport, HandOverService } from './hand-over.service.js';
import { PeoplePage } from './people.page.js';
import { HandOverRefused } from './work-items.js';

const NOTHING_TYPED: ReadonlyMap<string, string> = new Map();

@ApiExcludeController()
@Controller('admin')
export class HandOverPages {
  constructor(
    navigation: Navigation,
    private readonly handOvers: HandOverService,
    private readonly accounts: AccountsService,
  ) {
    navigation.register({
      label: 'Hand-over',
      path: '/admin/hand-over',
      permission: 'work.hand-over',
      order: 87,
      about: 'What somebody who leaves or is away has, and who takes it.',
    });
  }

  @Get('hand-over')
  @Requires('work.hand-over')
  async people(): Promise<Page> {
    return new Page('Hand over work', <PeoplePage people={await this.handOvers.findPeople()} />);
  }

  @Get('accounts/:id/departure')
  @Requires('work.hand-over')
  departure(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, viewer, NOTHING_TYPED, []);
  }

  /** For a while: the account stays. */
  @Post('accounts/:id/hand-over')
  @Requires('work.hand-over')
  async handOver(
    @Param('id') id: string,
    @Body() form: Record<string, unknown>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const fields = fieldsOf(form);
    return this.answer(id, viewer, fields, async () => {
      const report = await this.handOvers.handOver(id, choicesOf(fields), reasonOf(fields));
      return new GoTo(`/admin/accounts/${id}/departure`, `${counts(report)}.`);
    });
  }

  /** For good: everything is handed on, and the account ends. */
  @Post('accounts/:id/departure')
  @Requires('accounts.manage')
  async depart(
    @Param('id') id: string,
    @Body() form: Record<string, unknown>,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const fields = fieldsOf(form);
    return this.answer(id, viewer, fields, async () => {
      const report = await this.handOvers.depart(id, choicesOf(fields), reasonOf(fields));
      return new GoTo(`/admin/accounts/${id}`, `${report.name} is deactivated. ${counts(report)}.`);
    });
  }

  private async answer(
    id: string,
    viewer: Viewer,
    fields: ReadonlyMap<string, string>,
    deed: () => Promise<GoTo>,
  ): Promise<Page | GoTo> {
    requireWholeView(viewer);
    try {
      return await deed();
    } catch (error) {
      if (error instanceof HandOverRefused)
        return this.page(id, viewer, fields, errorsOf(error), error.status);
      if (error instanceof InvalidRequest)
        return this.page(id, viewer, fields, [{ field: REASON_FIELD, message: 'Say why.' }], 422);
      if (error instanceof Conflict)
        return this.page(id, viewer, fields, [{ message: error.detail }], error.status);
      throw error;
    }
  }

  private async page(
    id: string,
    viewer: Viewer,
    fields: ReadonlyMap<string, string>,
    errors: FieldError[],
    status = 200,
  ): Promise<Page> {
    requireWholeView(viewer);
    const account = await this.accounts.find(id);
    return new Page(
      `Hand over the work of ${account.displayName}`,
      <DeparturePage
        account={account}
        work={account.isActive ? await this.handOvers.openWork(id) : []}
        mayDeactivate={viewer.permissions.has('accounts.manage')}
        fields={fields}
        errors={errors}
      />,
      { status },
    );
  }
}

/** Somebody's work lies in every field office: whoever is limited to one, by a token, sees nothing of it here. */
function requireWholeView(viewer: Viewer): void {
  if (viewer.scope !== 'everywhere') throw new NotFound('The account');
}

const reasonOf = (fields: ReadonlyMap<string, string>): string => fields.get(REASON_FIELD) ?? '';

const errorsOf = ({ refusals }: HandOverRefused): FieldError[] =>
  refusals.map(({ kind, itemId, detail }) =>
    itemId === null ? { message: detail } : { field: itemField(kind, itemId), message: detail },
  );

function counts({ handedOver, givenUp, following }: HandOverReport): string {
  const things = (count: number): string => (count === 1 ? '1 thing' : `${count} things`);
  const parts = [
    ...(handedOver > 0 ? [`${things(handedOver)} went to others`] : []),
    ...(givenUp > 0 ? [`${things(givenUp)} left vacant, given back or ended`] : []),
    ...(following > 0 ? [`${things(following)} found a new owner with these`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'There was nothing to hand over';
}
