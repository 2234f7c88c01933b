import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { OfficesService } from '../../offices/offices.service.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { Policy } from '../../platform/config/policy.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { pageOf } from '../../platform/http/paging.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import { Navigation } from '../../platform/pages/navigation.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { asFile, type TableFile, type TableFormat } from '../../platform/pages/table-file.js';
import { ProgramModels } from '../../registry/program-models.js';
import { type FormInput, NOTHING_TYPED, problemsOf, typedIn } from '../form-input.js';
import { PeopleService, type PersonRow } from '../people/people.service.js';
import { ROLE_OF } from '../position.entity.js';
import { Specialties } from '../specialties.js';
import { concernText } from '../workforce-cells.js';
import { ChangePositionPage, NewPositionPage } from './new-position.page.js';
import { PositionQuery } from './position.dto.js';
import type { PositionChoices } from './position-fields.js';
import { PositionChanges } from './position-changes.service.js';
import { positionTable } from './position-export.js';
import { filterOf } from './position-filter.js';
import {
  AbolishForm,
  FillForm,
  givenBy,
  NewPositionForm,
  PositionChangeForm,
  VacateForm,
} from './position-form.js';
import { PositionListPage } from './position-list.page.js';
import { type PositionForm, PositionPage, type PositionView } from './position.page.js';
import { type PositionDetail, PositionsService, sortKeyOf } from './positions.service.js';

@ApiExcludeController()
@Controller()
export class PositionsPages {
  constructor(
    private readonly positions: PositionsService,
    private readonly changes: PositionChanges,
    private readonly people: PeopleService,
    private readonly models: ProgramModels,
    private readonly specialties: Specialties,
    private readonly offices: OfficesService,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
    navigation: Navigation,
  ) {
    navigation.register({
      label: 'Staff',
      path: '/workforce',
      permission: 'workforce.read',
      order: 32,
    });
  }

  @Get('workforce')
  @Requires('workforce.read')
  async list(@Query() query: PositionQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const asOf = query.asOf ?? this.positions.today();
    const rows = await this.positions.findAsOf(asOf, filterOf(query), viewer);
    const people = await this.people.findAll(viewer);
    const view = {
      asOf,
      query,
      page: pageOf(rows, sortKeyOf, query),
      vacancies: rows.filter(({ holder }) => holder === null).length,
      models: await this.models.all(),
      unplaced: people.filter(({ position }) => position === null),
      scope: viewer.officeId === null ? null : viewer.officeName,
      mayManage: viewer.permissions.has('workforce.manage'),
    };
    return new Page('Staff', <PositionListPage {...view} />);
  }

  @Get('workforce.csv')
  @Requires('workforce.read')
  csv(@Query() query: PositionQuery, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(query, 'csv', viewer);
  }

  @Get('workforce.xlsx')
  @Requires('workforce.read')
  xlsx(@Query() query: PositionQuery, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(query, 'xlsx', viewer);
  }

  @Get('workforce/positions/new')
  @Requires('workforce.manage')
  newPosition(): Promise<Page> {
    return this.newPage(NOTHING_TYPED);
  }

  @Post('workforce/positions')
  @Requires('workforce.manage')
  async establish(
    @Body() form: NewPositionForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { role, establishedOn } = form;
    try {
      const given = { ...givenBy(form), role, establishedOn };
      const id = await this.changes.establishPosition(given, viewer);
      return new GoTo(`/workforce/positions/${id}`, `${form.title} is established.`);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.newPage({ typed: typedIn(form), problems: error.errors });
    }
  }

  @Get('workforce/positions/:id')
  @Requires('workforce.read')
  one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.positionPage(id, viewer, null);
  }

  @Get('workforce/positions/:id/change')
  @Requires('workforce.manage')
  async changeForm(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const { position, officeName } = await this.positions.find(id, viewer);
    const typed = {
      title: position.title,
      homeOffice: officeName,
      qualifications: position.qualifications.join(';'),
      travelWeeksPerQuarter: String(position.travelWeeksPerQuarter ?? ''),
    };
    return this.changePage(id, viewer, { typed, problems: [] });
  }

  @Post('workforce/positions/:id/change')
  @Requires('workforce.manage')
  async change(
    @Param('id') id: string,
    @Body() form: PositionChangeForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { version, ...typed } = form;
    try {
      await this.changes.changePosition(id, givenBy(form), Number(version), viewer);
    } catch (error) {
      return this.changePage(id, viewer, { typed, problems: problemsOf(error) });
    }
    return new GoTo(`/workforce/positions/${id}`, `${form.title} is changed.`);
  }

  @Post('workforce/positions/:id/fill')
  @Requires('workforce.manage')
  fill(
    @Param('id') id: string,
    @Body() { version, ...given }: FillForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.edit(id, viewer, 'fill', given, 'The position is filled.', () =>
      this.changes.fillPosition(id, given, Number(version), viewer),
    );
  }

  @Post('workforce/positions/:id/vacate')
  @Requires('workforce.manage')
  vacate(
    @Param('id') id: string,
    @Body() { version, ...given }: VacateForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.edit(id, viewer, 'vacate', given, 'The position becomes vacant.', () =>
      this.changes.vacatePosition(id, given, Number(version), viewer),
    );
  }

  @Post('workforce/positions/:id/abolish')
  @Requires('workforce.manage')
  abolish(
    @Param('id') id: string,
    @Body() { version, ...given }: AbolishForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    return this.edit(id, viewer, 'abolish', given, 'The position is abolished.', () =>
      this.changes.abolishPosition(id, given, Number(version), viewer),
    );
  }

  /** Shows the form again, with what was typed, when the change is refused for what it says. */
  private async edit(
    id: string,
    viewer: Viewer,
    form: PositionForm,
    typed: Record<string, string>,
    done: string,
    work: () => Promise<void>,
  ): Promise<Page | GoTo> {
    try {
      await work();
    } catch (error) {
      const input = { typed, problems: problemsOf(error) };
      return this.positionPage(id, viewer, { form, input });
    }
    const { concerned } = await this.positions.find(id, viewer);
    return new GoTo(`/workforce/positions/${id}`, `${done}${concernText(concerned)}`);
  }

  private async positionPage(
    id: string,
    viewer: Viewer,
    refused: PositionView['refused'],
  ): Promise<Page> {
    const detail = await this.positions.find(id, viewer);
    const mayManage = viewer.permissions.has('workforce.manage');
    const candidates = mayManage ? await this.candidatesFor(detail, viewer) : null;
    return new Page(
      detail.position.title,
      <PositionPage detail={detail} candidates={candidates} refused={refused} />,
      { status: refused ? 422 : 200 },
    );
  }

  private async candidatesFor({ position }: PositionDetail, viewer: Viewer): Promise<PersonRow[]> {
    const people = await this.people.findAll({ ...viewer, officeId: null });
    return people.filter(({ person }) => person.role === ROLE_OF[position.role]);
  }

  private async newPage(input: FormInput): Promise<Page> {
    return new Page(
      'Establish a position',
      <NewPositionPage input={input} choices={await this.choices()} />,
      { status: input.problems.length > 0 ? 422 : 200 },
    );
  }

  private async changePage(id: string, viewer: Viewer, input: FormInput): Promise<Page> {
    const { title, version } = await this.positions.require(id, viewer);
    const view = { id, title, version, input, choices: await this.choices() };
    return new Page(`Change ${title}`, <ChangePositionPage {...view} />, {
      status: input.problems.length > 0 ? 422 : 200,
    });
  }

  private async choices(): Promise<PositionChoices> {
    return {
      offices: (await this.offices.list()).map(({ name }) => name),
      specialties: await this.specialties.all(),
      travelWeeks: this.policy.planning.travelWeeksPerQuarter,
    };
  }

  private async export(
    query: PositionQuery,
    format: TableFormat,
    viewer: Viewer,
  ): Promise<TableFile> {
    const asOf = query.asOf ?? this.positions.today();
    const rows = await this.positions.findAsOf(asOf, filterOf(query), viewer);
    const table = positionTable(rows, {
      asOf,
      madeAt: this.clock.moment(),
      scope: viewer.officeId === null ? null : viewer.officeName,
    });
    return asFile(table, format);
  }
}
