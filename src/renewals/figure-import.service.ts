import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { InvalidRequest, type ProblemItem } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { AgencyAlias } from '../registry/agreement.entity.js';
import { isInForce } from '../registry/agreement-status.rules.js';
import {
  type AgreementOnDay,
  agreementsOn,
  fetchAgreements,
} from '../registry/agreements-on-day.js';
import { limitToOffice } from '../registry/office-scope.js';
import { ProgramModels } from '../registry/program-models.js';
import { readCsvTable } from './figure-csv.js';
import { type FigureDirectory, readFigureTable, type TableProblem } from './figure-table.rules.js';
import { FiguresService } from './figures.service.js';

/** Reads figures of many agreements out of a table: all of it, or nothing. */
@Injectable()
export class FigureImport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly figures: FiguresService,
    private readonly models: ProgramModels,
  ) {}

  /**
   * @param content CSV with the columns of `FIGURE_COLUMNS`
   * @param source where the numbers come from
   * @returns how many figures were added, and how many were on record already
   * @throws InvalidRequest (400) naming each row and cell that is wrong; nothing was recorded then
   */
  async read(
    content: Buffer,
    source: string,
    viewer: Viewer,
  ): Promise<{ added: number; known: number }> {
    const rows = readCsvTable(content);
    return this.unitOfWork.run(async () => {
      const agreements = await this.findAgreements(viewer);
      const table = readFigureTable(rows, await this.directoryOf(agreements), this.figures.today());
      if (table.problems.length > 0) throw new InvalidRequest(table.problems.map(itemOf));
      const added = await this.figures.record(table.figures, source, viewer, agreements);
      return { added, known: table.figures.length - added };
    });
  }

  private async findAgreements(viewer: Viewer): Promise<AgreementOnDay[]> {
    const today = this.figures.today();
    const query = agreementsOn(this.unitOfWork.reading(), today);
    limitToOffice(query, 'agreement.id', viewer.officeId, today);
    return fetchAgreements(query);
  }

  private async directoryOf(agreements: AgreementOnDay[]): Promise<FigureDirectory> {
    const nameOf = new Map(
      agreements.map(({ agencyId, agencyNormalizedName }) => [agencyId, agencyNormalizedName]),
    );
    const aliases = await this.unitOfWork.reading().find(AgencyAlias);
    return {
      agreements: agreements.map((agreement) => ({
        agreementId: agreement.agreementId,
        state: agreement.state,
        agencyNormalizedName: agreement.agencyNormalizedName,
        model: agreement.model,
        isInForce: isInForce(agreement.status),
      })),
      aliases: aliases.flatMap(({ agencyId, state, normalizedName }) => {
        const name = nameOf.get(agencyId);
        return name ? [{ state, alias: normalizedName, name }] : [];
      }),
      models: await this.models.all(),
    };
  }
}

const itemOf = ({ row, column, detail }: TableProblem): ProblemItem => ({
  pointer: '/file',
  parameter: 'file',
  detail: `Row ${row}${column ? `, ${column}` : ''}: ${detail}`,
});
