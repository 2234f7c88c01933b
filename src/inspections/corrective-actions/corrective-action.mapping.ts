import type { Viewer } from '../../platform/http/viewer.js';
import type {
  CorrectiveActionDetailResponse,
  CorrectiveActionItemResponse,
  ActionEvidenceResponse,
} from './corrective-action.dto.js';
import type { CorrectiveActionDocument } from './corrective-action.entity.js';
import { transitionsFrom } from './corrective-action.rules.js';
import { WANTED_WORDS } from './corrective-action-words.js';
import { severityOf } from '../finding.entity.js';
import type { ActionDetail, ActionRow } from './corrective-actions.service.js';

export function actionItemResponse(row: ActionRow): CorrectiveActionItemResponse {
  const { action, finding, agreement } = row;
  return {
    id: action.id,
    findingId: finding.id,
    findingNumber: finding.number,
    agreementId: finding.agreementId,
    agency: agreement?.agencyName ?? null,
    state: agreement?.state ?? null,
    fieldOffice: agreement?.officeName ?? null,
    severity: severityOf(finding),
    status: action.status,
    wanted: WANTED_WORDS[action.status],
    owner: action.owner,
    plan: action.plan,
    plannedOn: action.plannedOn,
    dueOn: action.dueOn,
    isOverdue: row.isOverdue,
    extensionAskedUntil: row.waiting?.until ?? null,
    doneOn: action.doneOn,
    isSample: action.isSample,
  };
}

/** @param viewer who asks: what they may do next is theirs */
export function actionDetailResponse(
  found: ActionDetail,
  viewer: Viewer,
): CorrectiveActionDetailResponse {
  const { action, detail, history, extensions, documents } = found;
  const item = actionItemResponse({
    action,
    finding: detail.finding,
    agreement: detail.agreement,
    isOverdue: found.isOverdue,
    waiting: extensions.find(({ state }) => state === 'waiting') ?? null,
  });
  return Object.assign(item, {
    observation: detail.finding.observation,
    doneNote: action.doneNote,
    next: nextSteps(found, viewer),
    history: history.map((event) => ({
      event: event.event,
      from: event.fromStatus,
      to: event.toStatus,
      dueFrom: event.dueFrom,
      dueTo: event.dueTo,
      note: event.note,
      told: event.told,
      recordedAt: event.recordedAt,
      recordedBy: event.recordedBy,
    })),
    extensions: extensions.map(
      ({ id, until, reason, state, requestedAt, requestedBy, answeredAt, answeredBy, answer }) => ({
        ...{ id, until, reason, state, requestedAt, requestedBy, answeredAt, answeredBy, answer },
      }),
    ),
    documents: documents.map(evidenceResponse),
  });
}

/** The steps that a viewer may take where an action stands, whether or not a second person is needed. */
export const nextSteps = ({ action, detail }: ActionDetail, viewer: Viewer): string[] =>
  detail.answersToday
    ? transitionsFrom(action.status)
        .filter(({ permission }) => viewer.permissions.has(permission))
        .map(({ to }) => to)
    : [];

export const evidenceResponse = ({
  id,
  title,
  sha256,
  byteCount,
  fileName,
  mediaType,
  uploadedAt,
  uploadedBy,
}: CorrectiveActionDocument): ActionEvidenceResponse => ({
  ...{ id, title, sha256, byteCount, fileName, mediaType, uploadedAt, uploadedBy },
});
