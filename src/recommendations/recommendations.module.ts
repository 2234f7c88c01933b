import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { DbModule } from '../platform/db/db.module.js';
import { RemindersModule } from '../reminders/reminders.module.js';
import { InstallOigLedger } from './oig-ledger.install.js';
import { RecommendationAnswers } from './recommendation-answers.js';
import { RecommendationAttachmentPages } from './recommendation-attachments.pages.js';
import { RecommendationAttachmentsController } from './recommendation-attachments.controller.js';
import { RecommendationAuditSubject } from './recommendation-audit-subject.js';
import { RecommendationChanges } from './recommendation-changes.service.js';
import { RecommendationDocuments } from './recommendation-documents.service.js';
import { RecommendationEvidenceService } from './recommendation-evidence.service.js';
import { RecommendationReminders } from './recommendation-reminders.source.js';
import { RecommendationViews } from './recommendation-views.js';
import {
  OigRecommendation,
  OigReport,
  RecommendationDocument,
  RecommendationEvent,
  RecommendationEvidence,
} from './recommendation.entity.js';
import { RecommendationsController } from './recommendations.controller.js';
import { RecommendationsPages } from './recommendations.pages.js';
import { RecommendationsService } from './recommendations.service.js';

@Module({
  imports: [
    DbModule.entities(
      OigReport,
      OigRecommendation,
      RecommendationEvent,
      RecommendationDocument,
      RecommendationEvidence,
    ),
    IdentityModule,
    RemindersModule,
    InspectionsModule,
  ],
  controllers: [
    RecommendationsController,
    RecommendationAttachmentsController,
    RecommendationsPages,
    RecommendationAttachmentPages,
  ],
  providers: [
    InstallOigLedger,
    RecommendationsService,
    RecommendationChanges,
    RecommendationDocuments,
    RecommendationEvidenceService,
    RecommendationAnswers,
    RecommendationViews,
    RecommendationReminders,
    RecommendationAuditSubject,
  ],
  exports: [RecommendationsService],
})
export class RecommendationsModule {}
