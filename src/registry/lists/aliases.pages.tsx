import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsNumberString, IsString, MaxLength } from 'class-validator';
import { Requires } from '../../identity/requires.js';
import { NotFound } from '../../platform/http/problem.js';
import { CurrentViewer, type Viewer } from '../../platform/http/viewer.js';
import type { FieldError } from '../../platform/pages/error-summary.js';
import { GoTo, Page } from '../../platform/pages/page.js';
import { AgencyAliases } from '../agency-aliases.service.js';
import { requireWholeRegister } from '../whole-register.js';
import { AliasPage } from './alias.page.js';
import { ImportReports } from './import-reports.js';
import { importPath } from './import-words.js';
import { ListImports } from './list-imports.service.js';

class AliasForm {
  @IsNumberString() version!: string;
  @IsString() @MaxLength(36) agencyId = '';
}

/** From a list's differences: a new agency is another name of one that is known. */
@ApiExcludeController()
@Controller('imports')
export class AliasesPages {
  constructor(
    private readonly imports: ListImports,
    private readonly reports: ImportReports,
    private readonly aliases: AgencyAliases,
  ) {}

  @Get(':id/aliases/:row')
  @Requires('imports.manage')
  aliasForm(
    @Param('id') id: string,
    @Param('row') row: string,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page> {
    return this.aliasPage(id, row, viewer, []);
  }

  @Post(':id/aliases/:row')
  @Requires('imports.manage')
  async addAlias(
    @Param('id') id: string,
    @Param('row') row: string,
    @Body() { agencyId, version }: AliasForm,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page | GoTo> {
    requireWholeRegister(viewer);
    if (agencyId === '')
      return this.aliasPage(id, row, viewer, [
        { field: 'agencyId', message: 'Choose the agency whose name it is.' },
      ]);
    const { listImport, entry } = await this.newAgencyIn(id, row);
    const source = `${viewer.name}, from row ${row} of ${listImport.fileName}`;
    const alias = { name: entry.agency, source };
    await this.aliases.add(agencyId, alias, viewer.name);
    await this.imports.lookAgain(id, Number(version));
    return new GoTo(importPath(id), `${entry.agency} is read as that agency from now on.`);
  }

  private async newAgencyIn(id: string, row: string) {
    const { listImport, entries } = await this.reports.find(id);
    const entry = entries?.new.find(
      ({ sheetRow, isNewAgency }) => isNewAgency && String(sheetRow) === row,
    );
    if (!entry || listImport.state === 'applied') throw new NotFound('The new agency');
    return { listImport, entry };
  }

  private async aliasPage(
    id: string,
    row: string,
    viewer: Viewer,
    errors: FieldError[],
  ): Promise<Page> {
    requireWholeRegister(viewer);
    const { listImport, entry } = await this.newAgencyIn(id, row);
    const agencies = await this.aliases.agenciesOf(entry.state);
    return new Page(
      `${entry.agency}: another name`,
      <AliasPage listImport={listImport} entry={entry} agencies={agencies} errors={errors} />,
      errors.length > 0 ? { status: 422 } : {},
    );
  }
}
