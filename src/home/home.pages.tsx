import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { VNode } from 'preact';
import { Requires } from '../identity/requires.js';
import { HealthChecks } from '../platform/http/health.js';
import { CurrentViewer, type Viewer } from '../platform/http/viewer.js';
import { Navigation } from '../platform/pages/navigation.js';
import { Page } from '../platform/pages/page.js';
import { JobRunner } from '../platform/queue/job-runner.js';
import { RecommendationsService } from '../recommendations/recommendations.service.js';
import { PlansService } from '../planning/versions/plans.service.js';
import { Absences } from '../registry/lists/absences.service.js';
import { ListImports } from '../registry/lists/list-imports.service.js';
import { CensusService } from '../registry/census.service.js';
import { RenewalsService } from '../renewals/renewals.service.js';
import { AdministratorHome } from './administrator-home.js';
import { type HomeFacts, HomeService } from './home.service.js';
import { InspectorHome } from './inspector-home.js';
import { OigLiaisonHome } from './oig-liaison-home.js';
import { ProgramManagerHome } from './program-manager-home.js';
import { SupervisorHome } from './supervisor-home.js';
import { TeamLeaderHome } from './team-leader-home.js';

/** The first page: for each role the answer to its first question. */
@ApiExcludeController()
@Controller()
export class HomePages {
  constructor(
    navigation: Navigation,
    private readonly home: HomeService,
    private readonly census: CensusService,
    private readonly absences: Absences,
    private readonly imports: ListImports,
    private readonly recommendations: RecommendationsService,
    private readonly renewals: RenewalsService,
    private readonly health: HealthChecks,
    private readonly runner: JobRunner,
    private readonly plans: PlansService,
  ) {
    navigation.register({ label: 'Home', path: '/', permission: 'home.read', order: 0 });
  }

  @Get()
  @Requires('home.read')
  async first(@CurrentViewer() viewer: Viewer): Promise<Page> {
    const body = await this.bodyFor(viewer);
    return new Page('Home', <div class="grid-container">{body}</div>);
  }

  private async bodyFor(viewer: Viewer): Promise<VNode> {
    switch (viewer.role) {
      case 'administrator':
        return (
          <AdministratorHome
            health={await this.health.look()}
            runs={await this.runner.latestRuns()}
          />
        );
      case 'oig-liaison':
        return <OigLiaisonHome ledger={await this.recommendations.ledgerOn(this.home.today())} />;
      default:
        return this.bodyOfYear(viewer, await this.home.collect(viewer));
    }
  }

  private async bodyOfYear(viewer: Viewer, facts: HomeFacts): Promise<VNode> {
    switch (viewer.role) {
      case 'program-manager':
        return (
          <ProgramManagerHome
            openAbsences={await this.absences.countOpen()}
            waitingLists={await this.imports.countWaiting()}
            plan={await this.plans.standingOf(facts.fiscalYear)}
            proposals={await this.plans.findProposalsFor(viewer.accountId)}
            facts={facts}
            census={await this.census.take({ asOf: facts.today })}
            renewals={await this.renewals.findAll({ reviewState: 'undecided' }, viewer)}
          />
        );
      case 'ero-supervisor':
        return <SupervisorHome facts={facts} office={viewer.officeName ?? 'no field office'} />;
      case 'inspector':
        return (
          <InspectorHome
            fiscalYear={facts.fiscalYear}
            mine={await this.home.findOwnVisits(facts, viewer)}
          />
        );
      default:
        return (
          <TeamLeaderHome
            facts={facts}
            positions={await this.home.positionsOf(viewer)}
            plan={await this.plans.standingOf(facts.fiscalYear)}
            proposals={await this.plans.findProposalsFor(viewer.accountId)}
          />
        );
    }
  }
}
