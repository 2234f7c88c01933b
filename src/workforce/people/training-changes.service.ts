import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Account } from '../../identity/account.entity.js';
import { UnitOfWork } from '../../platform/db/unit-of-work.js';
import type { Viewer } from '../../platform/http/viewer.js';
import { Objections } from '../objections.js';
import { standingQualifications } from '../qualified-people.js';
import { Qualification, Training, type TrainingResult } from '../service-record.entity.js';
import { daysText, firstOverlapping, freePart, spanOf } from '../spans.rules.js';
import { Specialties } from '../specialties.js';
import { PeopleService } from './people.service.js';
import { RecordChanges } from './record-changes.js';

export interface GivenTraining {
  /** Account of the team leader who gave it. */
  leaderId: string;
  model: string;
  firstDay: string;
  lastDay: string;
  result: TrainingResult;
  note: string;
}

/** Inspectors are trained by team leaders; who passes is qualified from the training's last day on. */
@Injectable()
export class TrainingChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleService,
    private readonly records: RecordChanges,
    private readonly specialties: Specialties,
  ) {}

  /**
   * Records a training that is over. Who is qualified already keeps that qualification and gets no second one.
   * @returns its id
   * @throws NotFound (404), InvalidRequest (400) naming every field that is wrong
   */
  async recordTraining(accountId: string, given: GivenTraining, viewer: Viewer): Promise<string> {
    return this.unitOfWork.run(async (manager) => {
      const person = await this.people.require(accountId, viewer);
      const { model, result } = given;
      const note = given.note.trim();
      const objections = new Objections();
      if (person.role !== 'inspector')
        objections.add('model', `${person.displayName} is no inspector: leaders train inspectors.`);
      await this.specialties.objectTo([model], 'model', objections);
      const leader = await manager.findOneBy(Account, { id: given.leaderId, kind: 'person' });
      if (leader?.role !== 'team-leader')
        objections.add('leaderId', 'Choose the team leader who gave the training.');
      const fromOn = objections.day('firstDay', given.firstDay, 'The first day') ?? '';
      const untilOn = objections.day('lastDay', given.lastDay, 'The last day') ?? '';
      if (fromOn && untilOn && untilOn < fromOn)
        objections.add('lastDay', 'The last day lies before the first.');
      if (untilOn && untilOn > this.people.today())
        objections.add(
          'lastDay',
          'A training is recorded when it is over and its result is known.',
        );
      objections.refuse();
      const days = { fromOn, untilOn };
      const others = await manager.findBy(Training, { accountId, model, withdrawnAt: IsNull() });
      const clash = firstOverlapping(
        spanOf(days),
        others.map((other) => ({ ...spanOf(other), other })),
      );
      if (clash)
        objections.add('firstDay', `A training ${daysText(clash.other)} is on record already.`);
      objections.refuse();
      const leaderName = leader?.displayName ?? '';
      const trainingId = await this.records.record(
        manager,
        'trainings',
        { accountId, leaderId: given.leaderId, model, ...days, result, note },
        { leader: leaderName },
        viewer,
      );
      const standing = (await standingQualifications(manager, [accountId])).filter(
        (one) => one.model === model,
      );
      const span = freePart({ holdsFrom: untilOn, holdsUntil: null }, standing);
      if (result === 'passed' && span)
        await this.records.record(
          manager,
          'qualifications',
          {
            ...{ accountId, model, holdsFrom: span.holdsFrom, holdsUntil: span.holdsUntil },
            basis: trainingBasis(days, leaderName),
            trainingId,
          },
          {},
          viewer,
        );
      return trainingId;
    });
  }

  /**
   * Withdraws a training, and the qualification that it gave.
   * @throws NotFound (404), Stale (412), InvalidRequest (400), Conflict (409)
   */
  async withdrawTraining(
    id: string,
    reason: string,
    version: number,
    viewer: Viewer,
  ): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      await this.records.withdraw('trainings', id, reason, version, viewer);
      const given = await manager.findBy(Qualification, { trainingId: id, withdrawnAt: IsNull() });
      for (const qualification of given)
        await this.records.withdrawPresent(
          manager,
          'qualifications',
          qualification,
          `The training is withdrawn: ${reason}`,
          viewer,
        );
    });
  }
}

/** `training 5 Mar 2012 to 9 Mar 2012 given by Team leader 3` */
export const trainingBasis = (days: { fromOn: string; untilOn: string }, leader: string): string =>
  `training ${daysText(days)} given by ${leader}`;
