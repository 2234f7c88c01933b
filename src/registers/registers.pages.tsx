import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Requires } from '../identity/requires.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { counted } from '../platform/counted.js';
import { Trimmed } from '../platform/http/form-values.js';
import { InvalidRequest, type ProblemItem } from '../platform/http/problem.js';
import { AcceptsUpload, readUpload } from '../platform/http/uploads.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { GoTo, Page } from '../platform/pages/page.js';
import { asFile, type TableFile, type TableFormat } from '../platform/pages/table-file.js';
import { NewEntryQuery } from './entry-form.js';
import { EntryQueries } from './entry-queries.js';
import { EntryQuery } from './register.dto.js';
import { registerTable } from './register-export.js';
import { RegisterImportPage } from './register-import.page.js';
import { RegisterImport } from './register-import.service.js';
import { RegisterListPage } from './register-list.page.js';
import { type Register, REGISTER_CODES, type RegisterCode, registerOf } from './registers.rules.js';
import { RegistersService } from './registers.service.js';

/** The form with a file; what is wrong with it is shown beside its fields. */
class RegisterImportForm {
  @IsIn(REGISTER_CODES) register: RegisterCode = 'officers';
  @Trimmed() @IsString() @MaxLength(500) source = '';
}

@ApiExcludeController()
@Controller()
export class RegistersPages {
  constructor(
    private readonly registers: RegistersService,
    private readonly imports: RegisterImport,
    private readonly queries: EntryQueries,
    private readonly clock: BusinessClock,
  ) {}

  @Get('registers')
  @Requires('registers.read')
  async list(@Query() query: EntryQuery, @CurrentViewer() viewer: Viewer): Promise<Page> {
    const register = chosenIn(query);
    const filter = { ...(await this.queries.filterOf(query)), register: register.code };
    const view = {
      today: this.registers.today(),
      register,
      query,
      page: await this.registers.findPage(filter, query, viewer),
      offices: await this.queries.officeNames(),
      scope: viewer.officeId === null ? null : viewer.officeName,
      mayEnter: viewer.permissions.has('registers.enter'),
    };
    return new Page(`Registers: ${register.title}`, <RegisterListPage {...view} />);
  }

  @Get('registers.csv')
  @Requires('registers.read')
  csv(@Query() query: EntryQuery, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(query, 'csv', viewer);
  }

  @Get('registers.xlsx')
  @Requires('registers.read')
  xlsx(@Query() query: EntryQuery, @CurrentViewer() viewer: Viewer): Promise<TableFile> {
    return this.export(query, 'xlsx', viewer);
  }

  @Get('registers/import')
  @Requires('registers.enter')
  importForm(@Query() { register }: NewEntryQuery): Page {
    return importPage(register, '', []);
  }

  @Post('registers/import')
  @AcceptsUpload()
  @Requires('registers.enter')
  async import(
    @Body() { register, source }: RegisterImportForm,
    @Req() request: FastifyRequest,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    const { file } = readUpload(request);
    const missing: ProblemItem[] = [
      ...(file ? [] : [{ parameter: 'file', detail: 'Choose a CSV file.' }]),
      ...(source ? [] : [{ parameter: 'source', detail: 'Say where the facts come from.' }]),
    ];
    if (!file || missing.length > 0) return importPage(register, source, missing);
    try {
      const { added, known } = await this.imports.read(register, file.content, source, viewer);
      const rest = known > 0 ? `; ${known} on record already` : '';
      return new GoTo(
        `/registers?register=${register}`,
        `Recorded: ${counted(added, 'entry', 'entries')}${rest}.`,
      );
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      return importPage(register, source, error.errors);
    }
  }

  private async export(query: EntryQuery, format: TableFormat, viewer: Viewer): Promise<TableFile> {
    const register = chosenIn(query);
    const filter = { ...(await this.queries.filterOf(query)), register: register.code };
    const table = registerTable(register, await this.registers.findAll(filter, viewer), {
      today: this.registers.today(),
      madeAt: this.clock.moment(),
      scope: viewer.officeId === null ? null : viewer.officeName,
    });
    return asFile(table, format);
  }
}

/** The page shows one register at a time, each with its own columns. */
const chosenIn = ({ register }: EntryQuery): Register => registerOf(register ?? 'officers');

const importPage = (code: RegisterCode, source: string, problems: readonly ProblemItem[]): Page =>
  new Page(
    'Import a table',
    <RegisterImportPage register={registerOf(code)} source={source} problems={problems} />,
    { status: problems.length > 0 ? 422 : 200 },
  );
