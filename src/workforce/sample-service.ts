import { In, IsNull, type EntityManager } from 'typeorm';
import { Account } from '../identity/account.entity.js';
import type { Day, Moment } from '../platform/clock/calendar.js';
import { newId } from '../platform/db/id.js';
import { insertOnce } from '../platform/db/insert-once.js';
import {
  ConflictOfInterest,
  Leave,
  Qualification,
  type ServiceRecord,
  Training,
} from './service-record.entity.js';

/** A sample person, and the program models that they may inspect. */
export interface SampleHolder {
  account: Account;
  models: readonly string[];
  since: Day;
}

/** Invented leave in the fiscal year that the demonstration plans, by who takes it. */
const SAMPLE_LEAVES: Record<string, [Day, Day][]> = {
  'Team leader 2': [['2013-07-01', '2013-07-12']],
  'Inspector 1': [['2012-12-24', '2013-01-04']],
  'Inspector 4': [['2013-03-18', '2013-03-22']],
  'Inspector 7': [
    ['2012-11-19', '2012-11-23'],
    ['2013-06-10', '2013-06-21'],
  ],
};

/** One invented training, of which one qualification comes. */
const SAMPLE_TRAINING = {
  inspector: 'Inspector 8',
  leader: 'Team leader 3',
  model: 'DETENTION',
  fromOn: '2012-03-05',
  untilOn: '2012-03-09',
  words: 'training 5 Mar 2012 to 9 Mar 2012 given by Team leader 3 (sample)',
};

/** Gives the sample people qualifications, leave and a training; what they have already stays. */
export async function giveSampleRecords(
  manager: EntityManager,
  holders: readonly SampleHolder[],
  recordedAt: Moment,
): Promise<void> {
  const about = {
    isSample: true,
    recordedAt,
    recordedBy: 'the installation',
    ...{ withdrawnAt: null, withdrawnBy: null, withdrawnBecause: null },
  };
  const idOf = (name: string): string =>
    holders.find(({ account }) => account.displayName === name)?.account.id ?? '';
  const { inspector, leader, words, ...training } = SAMPLE_TRAINING;
  const trained = { accountId: idOf(inspector), leaderId: idOf(leader) };
  await insertOnce(manager, Training, [
    { id: newId(), ...trained, ...training, result: 'passed', note: 'sample', ...about },
  ]);
  const { id: trainingId } = await manager.findOneByOrFail(Training, trained);
  const known = await manager.findBy(Qualification, { isSample: true, withdrawnAt: IsNull() });
  const qualifications = holders.flatMap(({ account, models, since }) =>
    models
      .filter((model) => !known.some((one) => one.accountId === account.id && one.model === model))
      .map((model) => {
        const isTrained = account.id === trained.accountId && model === training.model;
        return {
          ...{ id: newId(), accountId: account.id, model },
          ...(isTrained
            ? { holdsFrom: training.untilOn, basis: words, trainingId }
            : { holdsFrom: since, basis: 'sample', trainingId: null }),
          holdsUntil: null,
          ...about,
        };
      }),
  );
  await insertOnce(manager, Qualification, qualifications);
  const leaves = Object.entries(SAMPLE_LEAVES).flatMap(([name, spans]) =>
    spans.map(([fromOn, untilOn]) => ({
      ...{ id: newId(), accountId: idOf(name), fromOn, untilOn, note: 'leave (sample)' },
      ...about,
    })),
  );
  await insertOnce(manager, Leave, leaves);
}

/** Takes away the samples, and whatever else is on record of people who go with them. */
export async function removeSampleRecords(
  manager: EntityManager,
  accountIds: readonly string[],
): Promise<void> {
  const leaving = In([...accountIds]);
  const kinds = [Qualification, Leave, ConflictOfInterest, Training] as const;
  const trainings = await manager.findBy(Training, { leaderId: leaving });
  await manager.update(
    Qualification,
    { trainingId: In(trainings.map(({ id }) => id)) },
    { trainingId: null },
  );
  for (const kind of kinds) {
    await manager.delete<ServiceRecord>(kind, { isSample: true });
    await manager.delete<ServiceRecord>(kind, { accountId: leaving });
  }
  await manager.delete(Training, { leaderId: leaving });
}
