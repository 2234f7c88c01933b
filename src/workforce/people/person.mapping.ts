import { etagOf } from '../../platform/http/etag.js';
import { visitResponse } from '../positions/position.mapping.js';
import type { Leave, Qualification, ServiceRecord } from '../service-record.entity.js';
import { type ScheduledVisit, visitsAgainst, visitsDuring } from '../workforce-consequences.js';
import type {
  ConflictResponse,
  LeaveResponse,
  PersonListResponse,
  PersonResponse,
  QualificationResponse,
  TrainingResponse,
} from './person-response.dto.js';
import type {
  ConflictRow,
  HeldPosition,
  PersonRecord,
  PersonRow,
  TrainingRow,
} from './people.service.js';

const about = (record: ServiceRecord) => ({
  id: record.id,
  sample: record.isSample,
  recordedAt: record.recordedAt,
  recordedBy: record.recordedBy,
  withdrawn:
    record.withdrawnAt === null
      ? null
      : {
          at: record.withdrawnAt,
          by: record.withdrawnBy ?? '',
          reason: record.withdrawnBecause ?? '',
        },
  etag: etagOf(record),
});

const qualificationResponse = (record: Qualification): QualificationResponse => ({
  ...about(record),
  model: record.model,
  from: record.holdsFrom,
  until: record.holdsUntil,
  basis: record.basis,
  trainingId: record.trainingId,
});

const trainingResponse = ({
  training,
  inspectorName,
  leaderName,
}: TrainingRow): TrainingResponse => ({
  ...about(training),
  inspector: { id: training.accountId, name: inspectorName },
  leader: { id: training.leaderId, name: leaderName },
  model: training.model,
  firstDay: training.fromOn,
  lastDay: training.untilOn,
  result: training.result,
  note: training.note,
});

const leaveResponse = (leave: Leave, visits: readonly ScheduledVisit[]): LeaveResponse => ({
  ...about(leave),
  firstDay: leave.fromOn,
  lastDay: leave.untilOn,
  note: leave.note,
  concernedVisits: leave.withdrawnAt === null ? visitsDuring(leave, visits).map(visitResponse) : [],
});

const conflictResponse = (
  { conflict, agencyName, state }: ConflictRow,
  visits: readonly ScheduledVisit[],
): ConflictResponse => ({
  ...about(conflict),
  agency: { id: conflict.agencyId, name: agencyName, state },
  reason: conflict.reason,
  from: conflict.holdsFrom,
  until: conflict.holdsUntil,
  concernedVisits:
    conflict.withdrawnAt === null ? visitsAgainst(conflict, visits).map(visitResponse) : [],
});

const heldResponse = ({ positionId, title, holdsFrom, holdsUntil }: HeldPosition) => ({
  ...{ id: positionId, title, from: holdsFrom, until: holdsUntil },
});

export const personSummary = ({
  person,
  position,
}: PersonRow): PersonListResponse['items'][number] => ({
  id: person.id,
  name: person.displayName,
  role: person.role,
  position: position && heldResponse(position),
  sample: person.isSample,
});

export const personResponse = (record: PersonRecord): PersonResponse => ({
  id: record.person.id,
  name: record.person.displayName,
  role: record.person.role,
  active: record.person.isActive,
  positions: record.holds.map(heldResponse),
  qualifications: record.qualifications.map(qualificationResponse),
  trainingsReceived: record.received.map(trainingResponse),
  trainingsGiven: record.given.map(trainingResponse),
  leaves: record.leaves.map((leave) => leaveResponse(leave, record.visits)),
  conflicts: record.conflicts.map((row) => conflictResponse(row, record.visits)),
  comingVisits: record.visits.map(visitResponse),
  sample: record.person.isSample,
});
