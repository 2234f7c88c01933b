import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { SystemClock } from '../../platform/clock/clock.js';
import { insertAll } from '../../platform/db/insert-once.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { FileStore } from '../../platform/files/file-store.js';
import { ProgramModels } from '../program-models.js';
import { ListAssessment } from './list-assessment.js';
import { ListImport, ListImportRow } from './list-import.entity.js';
import { ListImports, saveImport } from './list-imports.service.js';
import { type ListedRow, type ListHeading, UnreadableList } from './listed-row.js';
import { readList } from './list-reader.js';

/** Rows that are written in one unit of work: between two of them others may write. */
const ROWS_IN_A_UNIT = 1_000;

/** For so long a reader is believed to be at work after its last sign of life. */
const LEASE_SECONDS = 60;

/** While another reader has the file. */
const LOOK_AGAIN_MS = 200;

/** Somebody gave the import up while it was read. */
class GivenUp extends Error {}

/** Reads the files that were sent, row by row, into the database. */
@Injectable()
export class ListReading {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FileStore,
    private readonly models: ProgramModels,
    private readonly assessment: ListAssessment,
    private readonly imports: ListImports,
    private readonly clock: SystemClock,
  ) {}

  /** What waits to be read, also what a reader left half read when it died. */
  async findUnread(): Promise<string[]> {
    const waiting = await this.unitOfWork.reading().find(ListImport, {
      where: [{ state: 'waiting' }, { state: 'reading', readUntil: LessThan(this.clock.moment()) }],
      order: { id: 'ASC' },
      select: { id: true },
    });
    return waiting.map(({ id }) => id);
  }

  /**
   * Reads an import, from its first row. It can be given up meanwhile.
   * @returns the import as it is then; as it was, when another reader has it
   */
  async read(id: string): Promise<ListImport> {
    if (!(await this.claim(id))) return this.imports.find(id);
    try {
      const { sha256, fileName } = await this.imports.find(id);
      const heading = await this.readRows(id, fileName, await this.files.readWhole(sha256));
      await this.finish(id, heading);
    } catch (error) {
      if (error instanceof UnreadableList) await this.refuse(id, error.message);
      else if (!(error instanceof GivenUp)) throw error;
    }
    return this.imports.find(id);
  }

  /** Reads an import; where another reader has it, waits for what that one makes of it. */
  async readOrWait(id: string): Promise<ListImport> {
    for (;;) {
      const listImport = await this.read(id);
      if (listImport.state !== 'waiting' && listImport.state !== 'reading') return listImport;
      await pause(LOOK_AGAIN_MS);
    }
  }

  private claim(id: string): Promise<boolean> {
    return this.unitOfWork.run(async (manager) => {
      const listImport = await manager.findOneByOrFail(ListImport, { id });
      const { state, readUntil } = listImport;
      const isFree =
        state === 'waiting' || (state === 'reading' && (readUntil ?? '') < this.clock.moment());
      if (!isFree) return false;
      await manager.delete(ListImportRow, { importId: id });
      const lease = this.clock.momentIn(LEASE_SECONDS);
      await saveImport(manager, listImport, { state: 'reading', rowsRead: 0, readUntil: lease });
      return true;
    });
  }

  private async readRows(id: string, name: string, content: Buffer): Promise<ListHeading> {
    let batch: ListedRow[] = [];
    let rowsRead = 0;
    const write = async (): Promise<void> => {
      rowsRead += batch.length;
      await this.keep(id, batch, rowsRead);
      batch = [];
    };
    const heading = await readList(
      { name, content },
      {
        models: await this.models.all(),
        onRow: async (row) => {
          batch.push(row);
          if (batch.length >= ROWS_IN_A_UNIT) await write();
        },
      },
    );
    await write();
    return heading;
  }

  private async keep(importId: string, rows: ListedRow[], rowsRead: number): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const listImport = await manager.findOneByOrFail(ListImport, { id: importId });
      if (listImport.state !== 'reading') throw new GivenUp();
      await insertAll(
        manager,
        ListImportRow,
        rows.map((row) => ({
          importId,
          sheetRow: row.sheetRow,
          problemCount: row.problems.length,
          row,
        })),
      );
      const readUntil = this.clock.momentIn(LEASE_SECONDS);
      await saveImport(manager, listImport, { rowsRead, readUntil });
    });
  }

  private async finish(id: string, heading: ListHeading): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const listImport = await manager.findOneByOrFail(ListImport, { id });
      if (listImport.state !== 'reading') throw new GivenUp();
      const captionCount = listImport.captionCount ?? heading.captionCount;
      const read = Object.assign(new ListImport(), listImport, { heading, captionCount });
      const { after } = await this.assessment.assess(manager, read);
      await saveImport(manager, listImport, { heading, captionCount, readUntil: null, ...after });
      await this.imports.record('list.read', listImport, { rows: listImport.rowsRead, ...after });
    });
  }

  private async refuse(id: string, refusal: string): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const listImport = await manager.findOneByOrFail(ListImport, { id });
      await manager.delete(ListImportRow, { importId: id });
      const refused = { state: 'refused', refusal, rowsRead: 0, readUntil: null } as const;
      await saveImport(manager, listImport, refused);
      await this.imports.record('list.refused', listImport, { refusal });
    });
  }
}
