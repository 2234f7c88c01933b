import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { IsString, MaxLength, validate } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Requires } from '../identity/requires.js';
import { Trimmed } from '../platform/http/form-values.js';
import { InvalidRequest, type ProblemItem } from '../platform/http/problem.js';
import { AcceptsUpload, readUpload } from '../platform/http/uploads.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { FigureImport } from './figure-import.service.js';
import { FigureImportForm, FigureRequest } from './figure.dto.js';
import { FigureImportPage, type FigureInput, FiguresPage } from './figures.page.js';
import { FiguresService } from './figures.service.js';

/** The form as it was typed; what is wrong with it is shown beside its fields. */
class FigureForm {
  @Trimmed() @IsString() @MaxLength(40) measure = '';
  @Trimmed() @IsString() @MaxLength(10) from = '';
  @Trimmed() @IsString() @MaxLength(10) until = '';
  @Trimmed() @IsString() @MaxLength(20) value = '';
  @Trimmed() @IsString() @MaxLength(500) source = '';
}

const NOTHING_TYPED: FigureInput = { typed: {}, problems: [] };

@ApiExcludeController()
@Controller()
export class FiguresPages {
  constructor(
    private readonly figures: FiguresService,
    private readonly figureImport: FigureImport,
  ) {}

  @Get('agreements/:id/figures')
  @Requires('renewals.read')
  one(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<Page> {
    return this.page(id, viewer, NOTHING_TYPED);
  }

  @Post('agreements/:id/figures')
  @Requires('figures.enter')
  async enter(
    @Param('id') id: string,
    @Body() typed: FigureForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    try {
      const { measure, from, until, value, source } = await checked(typed);
      const figure = { measure, periodFrom: from, periodUntil: until, value, source };
      await this.figures.enter(id, figure, viewer);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return this.page(id, viewer, { typed, problems: error.errors });
    }
    return new GoTo(`/agreements/${id}/figures`, 'The figure is recorded.');
  }

  @Get('figures/import')
  @Requires('figures.enter')
  importForm(): Page {
    return importPage('', []);
  }

  @Post('figures/import')
  @AcceptsUpload()
  @Requires('figures.enter')
  async import(
    @Body() { source }: FigureImportForm,
    @Req() request: FastifyRequest,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { file } = readUpload(request);
    const missing: ProblemItem[] = [
      ...(file ? [] : [{ parameter: 'file', detail: 'Choose a CSV file.' }]),
      ...(source ? [] : [{ parameter: 'source', detail: 'Say where the numbers come from.' }]),
    ];
    if (!file || missing.length > 0) return importPage(source, missing);
    try {
      const { added, known } = await this.figureImport.read(file.content, source, viewer);
      return new GoTo(
        '/renewals?reviewState=undecided',
        `${added} figures were recorded${known > 0 ? `; ${known} were on record already` : ''}.`,
      );
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return importPage(source, error.errors);
    }
  }

  private async page(id: string, viewer: Viewer, form: FigureInput): Promise<Page> {
    const register = await this.figures.find(id, viewer);
    return new Page(
      `Figures of ${register.agreement.agencyName}`,
      <FiguresPage
        register={register}
        form={viewer.permissions.has('figures.enter') ? form : null}
      />,
      { status: form.problems.length > 0 ? 422 : 200 },
    );
  }
}

const importPage = (source: string, problems: ProblemItem[]): Page =>
  new Page('Import figures', <FigureImportPage source={source} problems={problems} />, {
    status: problems.length > 0 ? 422 : 200,
  });

/** Holds a form to what the interface asks for. @throws InvalidRequest (400) naming the fields */
async function checked(typed: FigureForm): Promise<FigureRequest> {
  const { measure, from, until, value, source } = typed;
  const figure = plainToInstance(FigureRequest, { measure, from, until, value, source });
  const errors = await validate(figure);
  if (errors.length === 0) return figure;
  throw new InvalidRequest(
    errors.map(({ property, constraints }) => ({
      parameter: property,
      detail: Object.values(constraints ?? {})[0] ?? `${property} is wrong`,
    })),
  );
}
