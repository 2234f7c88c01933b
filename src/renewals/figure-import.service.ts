import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { InvalidRequest } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { AgreementDirectories } from '../registry/agreement-tables/agreement-directories.js';
import { problemOfFile, readCsvTable } from '../registry/agreement-tables/csv-table.js';
import { readFigureTable } from './figure-table.rules.js';
import { FiguresService } from './figures.service.js';

/** Reads figures of many agreements out of a table: all of it, or nothing. */
@Injectable()
export class FigureImport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly figures: FiguresService,
    private readonly directories: AgreementDirectories,
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
      const today = this.figures.today();
      const { agreements, directory } = await this.directories.open(today, viewer);
      const { items, problems } = readFigureTable(rows, directory, today);
      if (problems.length > 0) throw new InvalidRequest(problems.map(problemOfFile));
      const added = await this.figures.record(items, source, viewer, agreements);
      return { added, known: items.length - added };
    });
  }
}
