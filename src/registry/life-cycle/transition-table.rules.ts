import { type AgreementStatus, IN_FORCE } from '../agreement-status.rules.js';
import type { FieldName } from './fields.rules.js';
import type { Asked, Transition } from './transition.js';

const required = (field: FieldName): Asked => ({ field, isRequired: true });
const optional = (field: FieldName): Asked => ({ field, isRequired: false });

/** Stands in for the 90 days where public safety does not allow them (MOA requirement TRM-04, WSO VIII). */
const exigency: Asked = { field: 'exigency', isRequired: false, onlyWithWrittenNotice: true };

/** What has not ended and was signed. A suspended agreement ends as one in force does, and its term runs out as well. */
const LIVING: readonly AgreementStatus[] = [...IN_FORCE, 'suspended'];

/**
 * The life cycle of an agreement: every way from one status to another, with what the MOA templates ask of it
 * (data/requirements/moa-requirements.csv, TRM-01 to TRM-04). From a terminal status no way leads on. What a list no longer shows
 * (absent, left-list) is answered where lists are imported.
 */
export const TRANSITIONS: readonly Transition[] = [
  {
    to: 'active',
    from: ['pending'],
    status: 'active',
    event: 'signed',
    mayLieAhead: false,
    asks: [required('signedOn'), optional('endsOn'), optional('template')],
    words: {
      title: 'Record the signing',
      onLabel: 'In force from',
      button: 'Record the signing',
      follows: 'The agreement is in force from that day, and its first inspection becomes due.',
    },
  },
  {
    to: 'suspended',
    from: IN_FORCE,
    status: 'suspended',
    event: 'suspended',
    mayLieAhead: false,
    // TRM-02: the notice states the reasons, the length, and how the agency can respond.
    asks: [required('length'), required('response'), exigency],
    words: {
      title: 'Suspend',
      onLabel: 'Suspended from',
      button: 'Suspend the agreement',
      follows:
        'The agreement is no longer in force from that day until the suspension is vacated. A review of it opens.',
    },
  },
  {
    to: 'active',
    from: ['suspended'],
    status: 'active',
    event: 'suspension-vacated',
    notice: 'none',
    mayLieAhead: false,
    asks: [],
    words: {
      title: 'Vacate the suspension',
      onLabel: 'In force again from',
      button: 'Vacate the suspension',
      follows: 'The agreement is in force again from that day.',
    },
  },
  {
    to: 'under-notice',
    from: ['suspended'],
    status: 'under-notice',
    event: 'suspension-vacated',
    notice: 'stands',
    mayLieAhead: false,
    asks: [],
    words: {
      title: 'Vacate the suspension',
      onLabel: 'In force again from',
      button: 'Vacate the suspension',
      follows:
        'The agreement is in force again from that day. The notice of termination that was given stands: it is under notice.',
    },
  },
  {
    to: 'under-notice',
    from: ['active'],
    status: 'under-notice',
    event: 'notice-given',
    mayLieAhead: false,
    asks: [required('givenBy'), required('noticeEndsOn'), optional('data')],
    words: {
      title: 'Record a notice of termination',
      onLabel: 'Notice given on',
      button: 'Record the notice',
      follows:
        'The agreement stays in force, under notice, until a termination is recorded or the notice is withdrawn.',
    },
  },
  {
    to: 'notice-given',
    from: ['suspended'],
    status: null,
    event: 'notice-given',
    notice: 'none',
    mayLieAhead: false,
    // TRM-03: from suspension to termination, 90 days' notice with reasons and data.
    asks: [required('givenBy'), required('noticeEndsOn'), required('data')],
    words: {
      title: 'Record a notice of termination',
      onLabel: 'Notice given on',
      button: 'Record the notice',
      follows: 'The agreement stays suspended. It can be terminated once the notice has run out.',
    },
  },
  {
    to: 'active',
    from: ['under-notice'],
    status: 'active',
    event: 'notice-withdrawn',
    mayLieAhead: false,
    asks: [],
    words: {
      title: 'Withdraw the notice',
      onLabel: 'Withdrawn on',
      button: 'Withdraw the notice',
      follows: 'The agreement goes on as if no notice had been given.',
    },
  },
  {
    to: 'notice-withdrawn',
    from: ['suspended'],
    status: null,
    event: 'notice-withdrawn',
    notice: 'stands',
    mayLieAhead: false,
    asks: [],
    words: {
      title: 'Withdraw the notice',
      onLabel: 'Withdrawn on',
      button: 'Withdraw the notice',
      follows: 'The agreement stays suspended; a termination would need another notice.',
    },
  },
  {
    to: 'terminated',
    from: LIVING,
    status: 'terminated',
    event: 'terminated',
    mayLieAhead: true,
    asks: [exigency],
    words: {
      title: 'Terminate',
      onLabel: 'Terminated from',
      button: 'Terminate the agreement',
      follows:
        'The agreement ends on that day for good. Its visits that have not begun are cancelled, and no more reminders of it leave.',
    },
  },
  {
    to: 'expired',
    from: LIVING,
    status: 'expired',
    event: 'expired',
    mayLieAhead: true,
    asks: [],
    words: {
      title: 'Let it run out',
      onLabel: 'No longer in force from',
      button: 'Record that it ran out',
      follows:
        'The agreement was not renewed and ends for good. Its visits that have not begun are cancelled.',
    },
  },
  {
    to: 'superseded',
    from: LIVING,
    status: 'superseded',
    event: 'superseded',
    mayLieAhead: true,
    asks: [required('successor')],
    words: {
      title: 'Replace by another agreement',
      onLabel: 'Replaced from',
      button: 'Record the replacement',
      follows: 'The agreement ends for good; the other one of the same agency stands in its place.',
    },
  },
  {
    to: 'model-changed',
    from: IN_FORCE,
    status: null,
    event: 'model-changed',
    mayLieAhead: false,
    asks: [required('model')],
    words: {
      title: 'Change the program model',
      onLabel: 'Holds from',
      button: 'Change the model',
      follows:
        'The same agreement goes on under another model: so a partial termination is recorded. The rules of the new model decide when it is inspected.',
    },
  },
  {
    to: 'amended',
    from: IN_FORCE,
    status: null,
    event: 'amended',
    mayLieAhead: false,
    asks: [optional('endsOn'), optional('template')],
    words: {
      title: 'Record an amendment',
      onLabel: 'Holds from',
      button: 'Record the amendment',
      follows: 'The agreement goes on. Where an end is named, it is the one that counts.',
    },
  },
  {
    to: 're-signed',
    from: IN_FORCE,
    status: null,
    event: 'amended',
    mayLieAhead: false,
    asks: [optional('endsOn'), optional('template')],
    words: {
      title: 'Record that it was signed again',
      onLabel: 'Signed again on',
      button: 'Record the new signing',
      follows:
        'The same agreement goes on with the new date; the earlier one stays in its history.',
    },
  },
  {
    to: 'extended',
    from: IN_FORCE,
    status: null,
    event: 'extended',
    mayLieAhead: false,
    asks: [required('endsOn')],
    words: {
      title: 'Extend',
      onLabel: 'Extended on',
      button: 'Extend the agreement',
      follows: 'Reminders of the present end are cancelled; the new end is reminded of.',
    },
  },
];
