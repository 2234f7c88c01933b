import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { newId } from '../platform/db/id.js';
import { insertAll } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import { Conflict, InvalidRequest, type ProblemItem, Stale } from '../platform/http/problem.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Doorbell } from '../platform/queue/doorbell.js';
import { type FactObjection, readFacts } from './facts.rules.js';
import { RegisterCorrection, RegisterEntry } from './register.entity.js';
import {
  entryKeyOf,
  entryLabel,
  type Facts,
  type Register,
  type RegisterCode,
  registerOf,
} from './registers.rules.js';
import { RegistersService } from './registers.service.js';

/** Facts that are to be recorded, as somebody gave them. */
export interface GivenEntry {
  register: RegisterCode;
  facts: Readonly<Record<string, unknown>>;
  source: string;
}

/** An entry whose facts were read and found sound. */
export interface SoundEntry {
  agreementId: string;
  facts: Facts;
}

/** Enters facts into the registers, and puts right what was wrong. Every change is in the audit, with what was before. */
@Injectable()
export class RegisterChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registers: RegistersService,
    private readonly audit: AuditTrail,
    private readonly clock: BusinessClock,
    private readonly doorbell: Doorbell,
  ) {}

  /**
   * Records an entry.
   * @returns its id
   * @throws NotFound (404), InvalidRequest (400) naming every field that is wrong
   */
  async record(agreementId: string, given: GivenEntry, viewer: Viewer): Promise<string> {
    return this.unitOfWork.run(async () => {
      await this.registers.findAgreement(agreementId, viewer);
      const register = registerOf(given.register);
      const { facts, objections } = readFacts(register, given.facts, this.registers.today());
      const standing = await this.standingOf(agreementId);
      refuse([...objections, ...objectionsAmong(register, facts, standing)]);
      const [id] = await this.recordSound(
        register,
        [{ agreementId, facts }],
        given.source,
        viewer.name,
      );
      return id ?? '';
    });
  }

  /**
   * Records entries whose facts are sound, in the caller's unit of work.
   * @returns their ids
   */
  async recordSound(
    register: Register,
    entries: readonly SoundEntry[],
    source: string,
    recordedBy: string,
    isSample = false,
  ): Promise<string[]> {
    return this.unitOfWork.run(async (manager) => {
      const rows = entries.map(({ agreementId, facts }) => ({
        id: newId(),
        agreementId,
        register: register.code,
        entryKey: entryKeyOf(register, facts),
        facts,
        source,
        isSample,
        recordedAt: this.clock.moment(),
        recordedBy,
        ...{ withdrawnAt: null, withdrawnBy: null, withdrawnBecause: null },
        version: 1,
      }));
      await insertAll(manager, RegisterEntry, rows);
      for (const row of isSample ? [] : rows)
        await this.audit.record({
          action: 'register-entry.recorded',
          subject: entrySubject(row),
          contextId: row.agreementId,
          changes: changesBetween({}, row.facts),
          details: { source },
        });
      this.doorbell.ring('reminders.plan');
      return rows.map(({ id }) => id);
    });
  }

  /**
   * Puts an entry right: all of its facts as they are to be. What it said before stays on record.
   * @throws NotFound (404), Stale (412), Conflict (409) for one that was withdrawn, InvalidRequest (400) by field
   */
  async correct(
    id: string,
    given: { facts: Readonly<Record<string, unknown>>; reason: string },
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { entry } = await this.registers.find(id, viewer);
      mustBePresent(entry, version);
      mustStand(entry);
      const register = registerOf(entry.register);
      const { facts, objections } = readFacts(register, given.facts, this.registers.today());
      const standing = await this.standingOf(entry.agreementId);
      refuse([
        ...objections,
        ...objectionsAmong(register, facts, standing, entry),
        ...(given.reason === '' ? [{ field: 'reason', detail: 'reason must say why' }] : []),
      ]);
      const changes = changesBetween(entry.facts, facts);
      if (changes.length === 0)
        throw new Conflict('nothing-changed', 'This is what the register says already.');
      await takeVersion(manager, entry, { facts, entryKey: entryKeyOf(register, facts) });
      await manager.insert(RegisterCorrection, {
        id: newId(),
        entryId: id,
        factsBefore: entry.facts,
        factsAfter: facts,
        reason: given.reason,
        correctedAt: this.clock.moment(),
        correctedBy: viewer.name,
      });
      await this.audit.record({
        action: 'register-entry.corrected',
        subject: entrySubject({ id, register: entry.register, facts }),
        contextId: entry.agreementId,
        changes,
        reason: given.reason,
      });
      this.doorbell.ring('reminders.plan');
    });
  }

  /**
   * Withdraws an entry that should never have been made. It stays to be seen, with the reason.
   * @throws NotFound (404), Stale (412), Conflict (409) when it was withdrawn, or others name it; InvalidRequest (400)
   */
  async withdraw(id: string, reason: string, version: number, viewer: Viewer): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const { entry } = await this.registers.find(id, viewer);
      mustBePresent(entry, version);
      mustStand(entry);
      if (reason === '') refuse([{ field: 'reason', detail: 'reason must say why' }]);
      const standing = await this.standingOf(entry.agreementId);
      const naming = entry.register === 'officers' ? entriesNaming(entry.entryKey, standing) : 0;
      if (naming > 0)
        throw new Conflict(
          'entry-in-use',
          `${naming} trainings and authorizations name ${entry.entryKey}: withdraw them first.`,
        );
      await takeVersion(manager, entry, {
        withdrawnAt: this.clock.moment(),
        withdrawnBy: viewer.name,
        withdrawnBecause: reason,
      });
      await this.audit.record({
        action: 'register-entry.withdrawn',
        subject: entrySubject(entry),
        contextId: entry.agreementId,
        reason,
      });
      this.doorbell.ring('reminders.plan');
    });
  }

  /** Takes the samples away, in the caller's unit of work. */
  async removeSamples(): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const samples = await manager.findBy(RegisterEntry, { isSample: true });
      const ids = samples.map(({ id }) => id);
      await manager.delete(RegisterCorrection, { entryId: In(ids) });
      await manager.delete(RegisterEntry, { id: In(ids) });
    });
  }

  private async standingOf(agreementId: string): Promise<RegisterEntry[]> {
    return (await this.registers.findStanding([agreementId])).get(agreementId) ?? [];
  }

  /** Whether a register holds samples, also withdrawn ones. */
  hasSamples(): Promise<boolean> {
    return this.unitOfWork.reading().existsBy(RegisterEntry, { isSample: true });
  }
}

/**
 * What stands against an entry among those of its agreement: another of the same key, an officer whom nobody entered, a
 * reference that others name.
 * @param standing the entries of the agreement that were not withdrawn
 * @param self the entry that is corrected
 */
export function objectionsAmong(
  register: Register,
  facts: Facts,
  standing: readonly Pick<RegisterEntry, 'id' | 'register' | 'entryKey' | 'facts'>[],
  self?: RegisterEntry,
): FactObjection[] {
  const objections: FactObjection[] = [];
  const [keyField = ''] = register.key;
  const key = entryKeyOf(register, facts);
  const isTaken = standing.some(
    (other) => other.register === register.code && other.entryKey === key && other.id !== self?.id,
  );
  if (isTaken)
    objections.push({
      field: keyField,
      detail: `${entryLabel(register, facts)} is on record already; correct that entry instead`,
    });
  const officer = facts['officer'];
  const isKnown = standing.some(
    (other) => other.register === 'officers' && other.entryKey === officer,
  );
  if (typeof officer === 'string' && !isKnown)
    objections.push({
      field: 'officer',
      detail: `${officer} is not in the register of officers of this agreement`,
    });
  if (self?.register === 'officers' && key !== self.entryKey) {
    const naming = entriesNaming(self.entryKey, standing);
    if (naming > 0)
      objections.push({
        field: 'reference',
        detail: `${naming} trainings and authorizations name ${self.entryKey}; its reference stays`,
      });
  }
  return objections;
}

const entriesNaming = (officer: string, standing: readonly { facts: Facts }[]): number =>
  standing.filter(({ facts }) => facts['officer'] === officer).length;

function refuse(objections: readonly FactObjection[]): void {
  if (objections.length > 0) throw new InvalidRequest(objections.map(itemOf));
}

const itemOf = ({ field, detail }: FactObjection): ProblemItem => ({
  pointer: field === 'reason' ? '/reason' : `/facts/${field}`,
  parameter: field,
  detail,
});

async function takeVersion(
  manager: EntityManager,
  entry: RegisterEntry,
  changes: Partial<RegisterEntry>,
): Promise<void> {
  const { id, version } = entry;
  const { affected } = await manager.update(
    RegisterEntry,
    { id, version, withdrawnAt: IsNull() },
    { ...changes, version: version + 1 },
  );
  if (affected !== 1) throw new Stale(publicFacts(entry));
}

function mustBePresent(entry: RegisterEntry, version: number): void {
  if (entry.version !== version) throw new Stale(publicFacts(entry));
}

function mustStand(entry: RegisterEntry): void {
  if (entry.withdrawnAt !== null)
    throw new Conflict(
      'entry-withdrawn',
      `The entry was withdrawn: ${entry.withdrawnBecause ?? ''}`,
    );
}

const publicFacts = (entry: RegisterEntry): Record<string, unknown> => ({
  ...entry.facts,
  version: entry.version,
});

const entrySubject = (
  entry: Pick<RegisterEntry, 'id' | 'register' | 'facts'>,
): { type: string; id: string; label: string } => ({
  type: 'register-entry',
  id: entry.id,
  label: entryLabel(registerOf(entry.register), entry.facts),
});

const changesBetween = (
  before: Facts,
  after: Facts,
): { field: string; before: unknown; after: unknown }[] =>
  Object.keys(after)
    .filter((field) => (before[field] ?? null) !== after[field])
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] }));
