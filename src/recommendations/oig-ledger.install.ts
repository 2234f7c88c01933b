import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BusinessClock } from '../platform/clock/clock.js';
import { newId } from '../platform/db/id.js';
import { insertAll } from '../platform/db/insert-once.js';
import { UnitOfWork } from '../platform/db/unit-of-work.js';
import {
  type InstallationStep,
  InstallationSteps,
} from '../platform/installation/installation-steps.js';
import { readDataTable, versionOfTables } from '../platform/installation/reference-data.js';
import { issuedByDay } from './ledger.rules.js';
import {
  APPENDIX,
  type OpenRow,
  publishedEvents,
  type ReportRow,
  type StatementRow,
} from './oig-tables.rules.js';
import { OigRecommendation, OigReport, RecommendationEvent } from './recommendation.entity.js';

const TABLES = ['oig/reports.csv', 'oig/recommendations.csv', 'oig/statements.csv'] as const;

/**
 * The Inspector General's reports on 287(g) until 2012, and every one of their recommendations. Those whose text was not found
 * are numbered rows: that they were closed is all that is known of them.
 */
@Injectable()
export class InstallOigLedger implements InstallationStep {
  readonly phase = 'reference';
  readonly name = 'oig-ledger';
  readonly version = versionOfTables(...TABLES);
  readonly order = 40;

  constructor(
    steps: InstallationSteps,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: BusinessClock,
  ) {
    steps.register(this);
  }

  async install(): Promise<void> {
    const open = readOpenRows();
    const statements = readStatements();
    await this.unitOfWork.run(async (manager) => {
      for (const { report, title, addressees } of readReports()) {
        const { number, issued, issuedBy } = report;
        await manager.upsert(OigReport, { number, title, issued, issuedBy }, ['number']);
        for (let item = 1; item <= report.recommendations; item += 1) {
          const ofItem = (row: { report: string; number: number }): boolean =>
            row.report === number && row.number === item;
          const said = statements.filter(ofItem);
          await this.installOne(manager, report, {
            number: item,
            addressee: addressees.get(item) ?? null,
            text: said.find(({ kind }) => kind === 'text')?.text ?? null,
            events: publishedEvents(report, open.find(ofItem), said),
          });
        }
      }
    });
  }

  /** A text that is found later is put in; what was recorded of the recommendation meanwhile stays as it is. */
  private async installOne(
    manager: EntityManager,
    report: ReportRow,
    told: {
      number: number;
      addressee: string | null;
      text: string | null;
      events: ReturnType<typeof publishedEvents>;
    },
  ): Promise<void> {
    const { number, addressee, text, events } = told;
    const key = { reportNumber: report.number, number };
    const known = await manager.findOneBy(OigRecommendation, key);
    if (known) {
      await manager.update(OigRecommendation, { id: known.id }, { addressee, text });
      return;
    }
    const id = newId();
    await manager.insert(OigRecommendation, { id, ...key, addressee, text, version: 1 });
    const recordedAt = this.clock.moment();
    await insertAll(
      manager,
      RecommendationEvent,
      events.map((event) => ({
        ...event,
        id: newId(),
        recommendationId: id,
        source: `DHS ${APPENDIX.report}`,
        isPublished: true,
        recordedAt,
        recordedBy: 'installation',
      })),
    );
  }
}

function readReports(): { report: ReportRow; title: string; addressees: Map<number, string> }[] {
  const addressees = readDataTable(TABLES[1], ['report', 'number', 'addressee']);
  return readDataTable(TABLES[0], ['number', 'title', 'issued', 'recommendations', 'closed']).map(
    (row) => ({
      title: row.title,
      report: {
        number: row.number,
        issued: row.issued,
        issuedBy: issuedByDay(row.issued),
        recommendations: Number(row.recommendations),
        closed: Number(row.closed),
      },
      addressees: new Map(
        addressees
          .filter(({ report }) => report === row.number)
          .map(({ number, addressee }) => [Number(number), addressee]),
      ),
    }),
  );
}

const readOpenRows = (): OpenRow[] =>
  readDataTable(TABLES[1], [
    'report',
    'number',
    'status_on_2012_09_25',
    'concurrence',
    'target_date',
    'next_evidence_expected',
  ]).map((row) => ({
    report: row.report,
    number: Number(row.number),
    status: row.status_on_2012_09_25,
    concurrence: row.concurrence,
    targetDate: row.target_date,
    nextEvidence: row.next_evidence_expected,
  }));

const readStatements = (): StatementRow[] =>
  readDataTable(TABLES[2], ['report', 'number', 'kind', 'text']).map((row) => ({
    ...row,
    number: Number(row.number),
  }));
