import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../identity/requires.js';
import { InvalidRequest, type ProblemItem } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { Specialties } from '../../workforce/specialties.js';
import type { WantedChange } from './change-requests.js';
import { changeWords, titles } from './change-words.js';
import { NewScenarioPage } from './new-scenario.page.js';
import { addedBy, changesIn, fieldOfChange, ScenarioForm } from './scenario-form.js';
import { ScenariosService } from './scenarios.service.js';
import { StaffingBases } from './staffing-bases.service.js';
import { StaffingQuery } from './staffing-requests.dto.js';
import { scenarioPath } from './staffing-subject.js';

/** A scenario is put together in the form itself: the page carries its changes until it is saved. */
@ApiExcludeController()
@Controller('staffing/new')
export class NewScenarioPages {
  constructor(
    private readonly scenarios: ScenariosService,
    private readonly bases: StaffingBases,
    private readonly specialties: Specialties,
  ) {}

  @Get()
  @Requires('staffing.edit')
  start(@Query() { fiscalYear }: StaffingQuery): Promise<Page> {
    const form = new ScenarioForm();
    form.fiscalYear = fiscalYear ?? this.bases.comingYear();
    return this.page(form, [], []);
  }

  @Post()
  @Requires('staffing.edit')
  async step(@Body() form: ScenarioForm, @CurrentViewer() viewer: Viewer): Promise<Page | GoTo> {
    const wanted = changesIn(form);
    const [, dropped] = /^drop-(\d+)$/.exec(form.do) ?? [];
    if (dropped !== undefined)
      return this.page(
        form,
        wanted.filter((_, index) => index !== Number(dropped)),
        [],
      );
    return form.do === 'save' ? this.save(form, wanted, viewer) : this.add(form, wanted);
  }

  private async add(form: ScenarioForm, wanted: WantedChange[]): Promise<Page> {
    const added = addedBy(form);
    try {
      await this.scenarios.previewChanges(form.fiscalYear, [...wanted, added]);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      const errors = error.errors.map(({ parameter, detail }) => ({
        field: fieldOfChange(added.kind, parameter),
        message: detail,
      }));
      return this.page(form, wanted, errors);
    }
    const next = new ScenarioForm();
    Object.assign(next, { fiscalYear: form.fiscalYear, name: form.name, note: form.note });
    return this.page(next, [...wanted, added], []);
  }

  private async save(
    form: ScenarioForm,
    changes: WantedChange[],
    viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { fiscalYear, name, note } = form;
    try {
      if (name === '')
        throw new InvalidRequest([{ parameter: 'name', detail: 'Say what this scenario tries.' }]);
      const wanted = { fiscalYear, name, note, changes };
      const { id, number } = await this.scenarios.createScenario(wanted, viewer);
      return new GoTo(scenarioPath(id), `${number} is saved, and its year is planned.`);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(form, changes, error.errors.map(fieldError));
    }
  }

  private async page(
    form: ScenarioForm,
    wanted: WantedChange[],
    errors: FieldError[],
  ): Promise<Page> {
    const { fiscalYear } = form;
    const { positions, offices } = await this.bases.factsOf(fiscalYear);
    const changes = await this.scenarios
      .previewChanges(fiscalYear, wanted)
      .catch((error: unknown) => {
        if (error instanceof InvalidRequest) return null;
        throw error;
      });
    const titleOf = titles(positions);
    const choice = ({ id, title }: { id: string; title: string }) => ({ value: id, label: title });
    const view = {
      fiscalYear,
      typed: form.typed(),
      typedModels: form.models,
      // A change taken out may leave a later one without sense: it is shown as it was asked for, to be taken out as well.
      changes: wanted.map((one, index) => {
        const change = changes?.[index];
        const words = change ? changeWords(change, titleOf) : `${one.kind}, no longer possible`;
        return { json: JSON.stringify(one), words };
      }),
      choices: {
        models: (await this.specialties.all()).map(({ code, name }) => ({
          value: code,
          label: name,
        })),
        offices: offices.map(({ officeId, office }) => ({ value: officeId, label: office })),
        held: positions.filter(({ holder }) => holder !== null).map(choice),
        vacant: positions.filter(({ holder }) => holder === null).map(choice),
      },
      errors,
    };
    return new Page(
      `New scenario of fiscal year ${fiscalYear}`,
      <NewScenarioPage {...view} />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }
}

const fieldError = ({ parameter, detail }: ProblemItem): FieldError => ({
  ...(parameter && { field: parameter }),
  message: detail,
});
