import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { InvalidRequest } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { AgreementDirectories } from '../registry/agreement-tables/agreement-directories.js';
import { problemOfFile, readCsvTable } from '../registry/agreement-tables/csv-table.js';
import { objectionsAmong, RegisterChanges } from './register-changes.service.js';
import type { RegisterEntry } from './register.entity.js';
import { readRegisterTable } from './register-table.rules.js';
import { entryKeyOf, type Facts, type Register, registerOf } from './registers.rules.js';
import type { RegisterCode } from './registers.rules.js';
import { RegistersService } from './registers.service.js';

/** Reads entries of many agreements out of a table of one register: all of it, or nothing. */
@Injectable()
export class RegisterImport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registers: RegistersService,
    private readonly changes: RegisterChanges,
    private readonly directories: AgreementDirectories,
  ) {}

  /**
   * @param content CSV with the columns of `columnsOf`
   * @param source where the facts come from
   * @returns how many entries were added, and how many were on record already, word for word
   * @throws InvalidRequest (400) naming each row and cell that is wrong; nothing was recorded then
   */
  async read(
    code: RegisterCode,
    content: Buffer,
    source: string,
    viewer: Viewer,
  ): Promise<{ added: number; known: number }> {
    const rows = readCsvTable(content);
    const register = registerOf(code);
    return this.unitOfWork.run(async () => {
      const today = this.registers.today();
      const { agreements, directory } = await this.directories.open(today, viewer);
      const standing = await this.registers.findStanding(
        agreements.map(({ agreementId }) => agreementId),
      );
      const isKnown = (entry: { agreementId: string; facts: Facts }): boolean =>
        (standing.get(entry.agreementId) ?? []).some((one) => saysSame(register, one, entry.facts));
      const { items, problems } = readRegisterTable(register, rows, directory, today, (entry) =>
        isKnown(entry)
          ? []
          : objectionsAmong(register, entry.facts, standing.get(entry.agreementId) ?? []),
      );
      if (problems.length > 0) throw new InvalidRequest(problems.map(problemOfFile));
      const added = items.filter((entry) => !isKnown(entry));
      await this.changes.recordSound(register, added, source, viewer.name);
      return { added: added.length, known: items.length - added.length };
    });
  }
}

/** Whether an entry that stands says what a row says. */
const saysSame = (register: Register, entry: RegisterEntry, facts: Facts): boolean =>
  entry.register === register.code &&
  entry.entryKey === entryKeyOf(register, facts) &&
  register.fields.every(({ name }) => (entry.facts[name] ?? null) === facts[name]);
