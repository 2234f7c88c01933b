import { Injectable } from '@nestjs/common';
import { In, IsNull, type SelectQueryBuilder } from 'typeorm';
import type { Day } from '../platform/clock/calendar.js';
import { BusinessClock } from '../platform/clock/clock.js';
import { Policy } from '../platform/config/policy.js';
import { isId } from '../platform/db/id.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';

import { NotFound } from '../platform/http/problem.js';
import { type Paged, readPage } from '../platform/http/paging.js';
import type { Viewer } from '../platform/http/viewer.js';
import { Agency, Agreement } from '../registry/agreement.entity.js';
import { AgreementsService } from '../registry/agreements.service.js';
import { limitToOffice } from '../registry/office-scope.js';
import { byAgreement } from '../registry/by-agreement.js';
import { type AgreementOnDay, RegistryReader } from '../registry/registry-reader.js';
import { RegisterCorrection, RegisterEntry } from './register.entity.js';
import type { RegisterCode } from './registers.rules.js';

/** What a list of entries is narrowed to; every value is one that exists. */
export interface EntryFilter {
  register?: RegisterCode | undefined;
  agreementId?: string | undefined;
  /** Two-letter code of the agency's state. */
  state?: string | undefined;
  officeId?: string | undefined;
}

export interface EntryRow {
  entry: RegisterEntry;
  /** As it is today. */
  agreement: AgreementOnDay;
}

export interface EntryDetail extends EntryRow {
  /** First one first. */
  corrections: RegisterCorrection[];
}

/** The registers of the agreements, as a viewer may see them today. */
@Injectable()
export class RegistersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agreements: AgreementsService,
    private readonly registry: RegistryReader,
    private readonly clock: BusinessClock,
    private readonly policy: Policy,
  ) {}

  today(): Day {
    return this.clock.today(this.policy.timeZone);
  }

  /** @throws NotFound also when the agreement lies outside the viewer's field office */
  async findAgreement(agreementId: string, viewer: Viewer): Promise<AgreementOnDay> {
    const agreement = (await this.agreements.isVisible(agreementId, viewer))
      ? await this.registry.describeAgreement(agreementId, this.today())
      : undefined;
    if (!agreement) throw new NotFound('The agreement');
    return agreement;
  }

  /** One page of what stands in the registers, oldest entry first. What was withdrawn does not. */
  async findPage(
    filter: EntryFilter,
    page: { limit: number; cursor?: string },
    viewer: Viewer,
  ): Promise<Paged<EntryRow>> {
    const { items, ...rest } = await readPage(
      this.visibleTo(viewer, filter),
      [
        {
          column: 'entry.id',
          direction: 'ASC',
          of: ({ id }: RegisterEntry) => id,
          accepts: (value) => typeof value === 'string',
        },
      ],
      page,
      (query) => query.getMany(),
    );
    return { ...rest, items: await this.withAgreements(items) };
  }

  async findAll(filter: EntryFilter, viewer: Viewer): Promise<EntryRow[]> {
    const entries = await this.visibleTo(viewer, filter).orderBy('entry.id').getMany();
    return this.withAgreements(entries);
  }

  /** All entries of some agreements, also withdrawn ones, oldest first; no scope is applied. */
  async findOfAgreements(agreementIds: readonly string[]): Promise<RegisterEntry[]> {
    return this.unitOfWork.reading().find(RegisterEntry, {
      where: { agreementId: In([...agreementIds]) },
      order: { id: 'ASC' },
    });
  }

  /** What stands in the registers of some agreements, by agreement; no scope is applied. */
  async findStanding(agreementIds: readonly string[]): Promise<Map<string, RegisterEntry[]>> {
    const entries = await this.unitOfWork.reading().find(RegisterEntry, {
      where: { agreementId: In([...agreementIds]), withdrawnAt: IsNull() },
      order: { id: 'ASC' },
    });
    return byAgreement(entries);
  }

  /**
   * The agreements of which anything stands in a register; no scope is applied.
   * @param about only those that these ids name, or of which they name an entry
   */
  async findKept(about?: readonly string[]): Promise<string[]> {
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(RegisterEntry, 'entry')
      .select('entry.agreementId', 'agreementId')
      .distinct(true)
      .where('entry.withdrawnAt IS NULL');
    if (about)
      query.andWhere('(entry.id IN (:...about) OR entry.agreementId IN (:...about))', {
        about: about.length > 0 ? [...about] : [''],
      });
    return (await query.getRawMany<{ agreementId: string }>()).map((row) => row.agreementId);
  }

  /** @throws NotFound also when its agreement lies outside the viewer's field office */
  async find(id: string, viewer: Viewer): Promise<EntryDetail> {
    const manager = this.unitOfWork.reading();
    const entry = isId(id) ? await manager.findOneBy(RegisterEntry, { id }) : null;
    if (!entry || !(await this.agreements.isVisible(entry.agreementId, viewer)))
      throw new NotFound('The entry');
    const agreement = await this.findAgreement(entry.agreementId, viewer);
    const corrections = await manager.find(RegisterCorrection, {
      where: { entryId: id },
      order: { id: 'ASC' },
    });
    return { entry, agreement, corrections };
  }

  async isVisible(id: string, viewer: Viewer): Promise<boolean> {
    if (!isId(id)) return false;
    const entry = await this.unitOfWork.reading().findOneBy(RegisterEntry, { id });
    return entry !== null && this.agreements.isVisible(entry.agreementId, viewer);
  }

  /** An agreement that does not exist any more today, since it was taken back, shows no entries. */
  private async withAgreements(entries: RegisterEntry[]): Promise<EntryRow[]> {
    const agreements = await this.registry.findByIds(
      entries.map(({ agreementId }) => agreementId),
      this.today(),
    );
    return entries.flatMap((entry) => {
      const agreement = agreements.get(entry.agreementId);
      return agreement ? [{ entry, agreement }] : [];
    });
  }

  private visibleTo(viewer: Viewer, filter: EntryFilter): SelectQueryBuilder<RegisterEntry> {
    const { register, agreementId, state, officeId } = filter;
    const query = this.unitOfWork
      .reading()
      .createQueryBuilder(RegisterEntry, 'entry')
      .innerJoin(Agreement, 'agreement', 'agreement.id = entry.agreementId')
      .innerJoin(Agency, 'agency', 'agency.id = agreement.agencyId')
      .where('entry.withdrawnAt IS NULL');
    if (register) query.andWhere('entry.register = :register', { register });
    if (agreementId) query.andWhere('entry.agreementId = :agreementId', { agreementId });
    if (state) query.andWhere('agency.state = :state', { state });
    const isForeign = viewer.officeId !== null && officeId !== undefined;
    if (isForeign && officeId !== viewer.officeId) query.andWhere('1 = 0');
    limitToOffice(query, 'entry.agreementId', viewer.officeId ?? officeId ?? null, this.today());
    return query;
  }
}
