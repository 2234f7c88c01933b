import type { FieldOffice } from '../../offices/office.entity.js';
import type { AgencyResponse } from '../agreement.dto.js';
import type { Agency } from '../agreement.entity.js';
import { agreementResponse } from '../agreement.mapping.js';
import { spansOf } from '../list-spans.rules.js';
import type { ListKind } from '../lists/listed-row.js';
import type { ListingOfAgreement } from '../official-lists.js';
import type { AgencyDetail } from './agencies.service.js';
import type { AgencyDetailResponse, ListSpanResponse } from './agency.dto.js';

export const agencyResponse = ({ id, name, state, county, type }: Agency): AgencyResponse => ({
  ...{ id, name, state, county, type },
});

export function agencyDetailResponse(
  detail: AgencyDetail,
  offices: readonly FieldOffice[],
): AgencyDetailResponse {
  const { agency, agreements, aliases, officeAssignments, listings, asOf, knownAt } = detail;
  const nameOf = new Map(offices.map(({ id, name }) => [id, name]));
  return Object.assign(agencyResponse(agency), {
    asOf,
    knownAt: knownAt ?? null,
    placeBasis: agency.placeBasis,
    source: agency.source,
    otherNames: aliases.map(({ name, source }) => ({ name, source })),
    fieldOffices: officeAssignments.map(({ officeId, holdsFrom, holdsUntil, basis }) => ({
      fieldOffice: nameOf.get(officeId) ?? officeId,
      from: holdsFrom,
      until: holdsUntil,
      basis,
    })),
    agreements: agreements.map((agreement) =>
      Object.assign(agreementResponse(agreement), {
        lists: listSpans(listings.get(agreement.agreementId) ?? []),
      }),
    ),
  });
}

const KINDS: readonly ListKind[] = ['participating', 'pending'];

const listSpans = (listings: readonly ListingOfAgreement[]): ListSpanResponse[] =>
  KINDS.flatMap((kind) => {
    const ofKind = listings.filter(({ list }) => list.kind === kind);
    const spans = spansOf(
      ofKind.map(({ list, modelAsPrinted }) => ({
        day: list.asOf,
        isListed: modelAsPrinted !== null,
      })),
    );
    return spans.map((span) => ({ kind, ...span }));
  });
