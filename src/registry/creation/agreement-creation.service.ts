import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../../audit/audit-trail.js';
import { findCounty } from '../../offices/counties.js';
import { OfficesService } from '../../offices/offices.service.js';
import type { StateCode } from '../../offices/states.rules.js';
import { BusinessClock } from '../../platform/clock/clock.js';
import { isId, newId } from '../../platform/db/id.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import { InvalidRequest, problemItem } from '../../platform/http/problem.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Doorbell } from '../../platform/queue/doorbell.js';
import { alikeAgencyName, normalizeAgencyName } from '../agency-name.rules.js';
import { agreementSubject, recordEvent } from '../agreement-events.js';
import { Agency, AgencyAlias, Agreement } from '../agreement.entity.js';
import { AgreementsService } from '../agreements.service.js';
import { withoutNewRival } from '../life-cycle/rivals.js';
import { ProgramModels } from '../program-models.js';
import { type NewAgreement, objectionsToAgreement } from './creation.rules.js';

/** Enters agreements by hand, for what no list has brought yet. */
@Injectable()
export class AgreementCreationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agreements: AgreementsService,
    private readonly models: ProgramModels,
    private readonly offices: OfficesService,
    private readonly clock: BusinessClock,
    private readonly doorbell: Doorbell,
    private readonly audit: AuditTrail,
  ) {}

  /** The known agencies, for a form to choose from. */
  async agencies(): Promise<Agency[]> {
    return this.unitOfWork
      .reading()
      .find(Agency, { order: { state: 'ASC', normalizedName: 'ASC', id: 'ASC' } });
  }

  /**
   * Enters an agreement, pending or active, with its agency where that is not known yet.
   * @returns the agreement's id
   * @throws InvalidRequest (400) naming the fields that are wrong; Conflict (409) when the agency holds an agreement in force
   *   under that model already
   */
  async createAgreement(typed: NewAgreement, viewer: Viewer): Promise<string> {
    return this.unitOfWork.run(async (manager) => {
      const today = this.agreements.today();
      const models = (await this.models.all()).map(({ code }) => code);
      const objections = objectionsToAgreement(typed, models, today);
      if (objections.length > 0) throw new InvalidRequest(objections.map(problemItem));
      const agency = await this.agencyOf(manager, typed);
      const id = newId();
      const recordedAt = this.clock.moment();
      const source = typed.source.trim();
      await manager.insert(Agreement, {
        id,
        agencyId: agency.id,
        source,
        createdAt: recordedAt,
        version: 1,
      });
      const endsOn = typed.endsOn?.trim() ?? '';
      const isActive = typed.status === 'active';
      await withoutNewRival(manager, id, () =>
        recordEvent(manager, {
          agreementId: id,
          onDay: typed.on,
          event: isActive ? 'signed' : 'requested',
          status: isActive ? 'active' : 'pending',
          model: typed.model,
          modelBasis: source,
          ...(isActive && { signedOn: typed.on, effectiveOn: typed.on }),
          ...(endsOn && { endsOn, endsOnBasis: 'stated' as const }),
          source,
          details: typed.template?.trim() ? { template: typed.template.trim() } : null,
          recordedAt,
          recordedBy: viewer.name,
        }),
      );
      await this.audit.record({
        action: 'agreement.created',
        subject: agreementSubject({
          agreementId: id,
          agencyName: agency.name,
          state: agency.state,
        }),
        changes: [
          { field: 'status', before: null, after: typed.status },
          { field: 'model', before: null, after: typed.model },
          { field: isActive ? 'signedOn' : 'pendingSince', before: null, after: typed.on },
          ...(endsOn ? [{ field: 'endsOn', before: null, after: endsOn }] : []),
        ],
        details: { agencyId: agency.id, source },
      });
      this.doorbell.ring('obligations.reconcile');
      this.doorbell.ring('reminders.plan');
      return id;
    });
  }

  private async agencyOf(manager: EntityManager, typed: NewAgreement): Promise<Agency> {
    const agencyId = typed.agencyId?.trim() ?? '';
    if (agencyId === '') return this.createAgency(manager, typed);
    const agency = isId(agencyId) ? await manager.findOneBy(Agency, { id: agencyId }) : null;
    if (!agency)
      throw new InvalidRequest([
        problemItem({ field: 'agencyId', detail: 'Choose one of the known agencies.' }),
      ]);
    return agency;
  }

  /** @throws InvalidRequest when an agency of the state has the name, or had it */
  private async createAgency(manager: EntityManager, typed: NewAgreement): Promise<Agency> {
    const name = (typed.agencyName ?? '').trim().replace(/\s+/g, ' ');
    const state = (typed.state ?? '') as StateCode;
    const normalizedName = normalizeAgencyName(name);
    const isKnown =
      (await manager.existsBy(Agency, { state, normalizedName })) ||
      (await manager.existsBy(AgencyAlias, { state, normalizedName }));
    if (isKnown)
      throw new InvalidRequest([
        problemItem({
          field: 'agencyName',
          detail: 'The register knows an agency of that name in the state: choose it.',
        }),
      ]);
    const county = findCounty(state, typed.county?.trim() ?? '');
    const agency: Agency = {
      id: newId(),
      state,
      name,
      normalizedName,
      alikeName: alikeAgencyName(name),
      distinguisher: '',
      type: typed.agencyType ?? null,
      county: county?.name ?? null,
      countyFips: county?.fips ?? null,
      latitude: county?.latitude ?? null,
      longitude: county?.longitude ?? null,
      placeBasis: county ? 'the centroid of its county' : null,
      source: typed.source.trim(),
      version: 1,
    };
    await manager.insert(Agency, agency);
    await this.offices.assignByMap(
      manager,
      [{ agencyId: agency.id, state, county: agency.county, holdsFrom: typed.on }],
      'the map when the agency was entered',
    );
    return agency;
  }
}
