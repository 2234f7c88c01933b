import { readFileSync } from 'node:fs';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  IsTimeZone,
  Max,
  Min,
  ValidateNested,
  validateSync,
  type ValidationError,
} from 'class-validator';
import { parse } from 'yaml';
import { StartUpError } from '../start-up-error.js';

/** The size of a visit: inspectors besides the one leader, and work days in the field. */
export class TeamPolicy {
  @IsInt() @Min(0) inspectors!: number;
  @IsInt() @Min(1) workDays!: number;
}

export class InspectionPolicy {
  /** Months between full inspections per model; null or absent = no inspection rule. */
  @IsObject() cycleMonths!: Record<string, number | null>;
  @IsInt() @Min(1) firstInspectionWithinMonths!: number;
  @IsIn(['last-completed-inspection', 'fixed-calendar'])
  cycleAnchor!: 'last-completed-inspection' | 'fixed-calendar';
  /** How many days ahead of its due date a full inspection may start at the earliest. */
  @IsInt() @Min(0) notBeforeDueDays!: number;
  @IsDefined() @ValidateNested() @Type(() => TeamPolicy) team!: TeamPolicy;
}

export class FocusReviewPolicy {
  @IsDefined() @ValidateNested() @Type(() => TeamPolicy) team!: TeamPolicy;
  @IsInt() @Min(0) dueDaysAfterAction!: number;
  @IsInt() @Min(0) highSeverityDueDaysAfterAction!: number;
  @IsInt() @Min(1) latestDaysAfterReport!: number;
  @IsInt() @Min(0) absorbedByFullInspectionWithinDays!: number;
}

/** When the steps of a visit are late, until its field work is over. */
export class MilestonePolicy {
  @IsInt() @Min(0) notificationDaysBefore!: number;
  @IsInt() @Min(0) exitInterviewDays!: number;
}

export class ReportPolicy {
  @IsInt() @Min(1) draftDays!: number;
  @IsInt() @Min(1) finalDays!: number;
  @IsInt() @Min(1) distributionDays!: number;
}

export class SeverityDays {
  @IsInt() @Min(1) high!: number;
  @IsInt() @Min(1) medium!: number;
  @IsInt() @Min(1) low!: number;
}

export class CorrectiveActionPolicy {
  @IsDefined() @ValidateNested() @Type(() => SeverityDays) dueDays!: SeverityDays;
}

/** How many open findings of a severity speak against keeping an agreement. */
export class FindingThresholds {
  @IsInt() @Min(1) high!: number;
  @IsInt() @Min(1) medium!: number;
  @IsInt() @Min(1) low!: number;
}

/** From where on something speaks against keeping an agreement. */
export class EvidencePolicy {
  @IsDefined() @ValidateNested() @Type(() => FindingThresholds) openFindings!: FindingThresholds;
  @IsInt() @Min(1) findingOpenDays!: number;
  @IsInt() @Min(1) repeatFindings!: number;
  @IsInt() @Min(0) trainingPercent!: number;
  @IsInt() @Min(0) meetingPercent!: number;
  /** 0 = not judged. */
  @IsInt() @Min(0) encountersPerYear!: number;
  @IsInt() @Min(0) detainersPerYear!: number;
}

export class RenewalPolicy {
  @IsInt() @Min(1) opensDaysBeforeEnd!: number;
  @IsInt() @Min(1) inferredTermMonths!: number;
  @IsInt() @Min(1) decideWithinDays!: number;
  @IsDefined() @ValidateNested() @Type(() => EvidencePolicy) evidence!: EvidencePolicy;
}

export class RegistersPolicy {
  /** What falls due within so many business days is due soon. */
  @IsInt() @Min(0) dueSoonBusinessDays!: number;
  /** How long an initial or refresher training counts as the annual one. */
  @IsInt() @Min(1) annualTrainingMonths!: number;
}

export class ListLossPolicy {
  @IsNumber() @Min(0) @Max(1) share!: number;
  @IsInt() @Min(1) withinDays!: number;
}

export class RegistryPolicy {
  @IsInt() @Min(1) longestListGapDays!: number;
  /** A signing date that moved by at most so many days between two lists was a slip. */
  @IsInt() @Min(0) signingCorrectedWithinDays!: number;
  /** A list that loses a greater share of a list a little older is refused unless it is said to be meant. */
  @IsDefined() @ValidateNested() @Type(() => ListLossPolicy) largestListLoss!: ListLossPolicy;
  /** Days of notice between a suspension and the termination that follows from it. */
  @IsInt() @Min(0) suspensionToTerminationNoticeDays!: number;
  /** By model: days of written notice before either side suspends or terminates, unless exigent. */
  @IsObject() writtenNoticeDays!: Record<string, number>;
}

export class BreakerPolicy {
  @IsInt() @Min(1) perPersonPerDay!: number;
  @IsInt() @Min(1) perRun!: number;
}

export class ReminderPolicy {
  /** Days before the due date at which a reminder of a kind leaves; negative = after it. */
  @IsObject() offsets!: Record<string, number[]>;
  @IsObject() repeatEveryDays!: Record<string, number>;
  @IsObject() escalateAfterDays!: Record<string, number>;
  @IsArray() @IsString({ each: true }) urgentKinds!: string[];
  @IsIn(['previous-business-day', 'next-business-day', 'same-day'])
  onDaysOff!: 'previous-business-day' | 'next-business-day' | 'same-day';
  @IsInt() @Min(0) catchUpDays!: number;
  @IsInt() @Min(1) leaseSeconds!: number;
  @IsArray() @ArrayNotEmpty() @IsInt({ each: true }) retryAfterMinutes!: number[];
  @IsDefined() @ValidateNested() @Type(() => BreakerPolicy) breaker!: BreakerPolicy;
}

/** How long a plan is improved. */
export class SolveSeconds {
  @IsInt() @Min(1) usual!: number;
  @IsInt() @Min(1) longest!: number;
}

export class OverdueRisk {
  @IsNumber() @Min(0) per30Days!: number;
  @IsNumber() @Min(0) atMost!: number;
}

export class SeverityRisk {
  @IsNumber() @Min(0) high!: number;
  @IsNumber() @Min(0) medium!: number;
  @IsNumber() @Min(0) low!: number;
}

export class SinceInspectionRisk {
  @IsInt() @Min(0) afterMonths!: number;
  @IsNumber() @Min(0) perMonth!: number;
  @IsNumber() @Min(0) atMost!: number;
}

export class SizeRisk {
  @IsNumber() @Min(0) perTenOfficers!: number;
  @IsNumber() @Min(0) atMost!: number;
}

/** What a week of lateness weighs: a sum of parts. */
export class RiskPolicy {
  @IsNumber() @Min(0) base!: number;
  @IsDefined() @ValidateNested() @Type(() => OverdueRisk) overdue!: OverdueRisk;
  @IsDefined() @ValidateNested() @Type(() => SeverityRisk) openFinding!: SeverityRisk;
  @IsNumber() @Min(0) repeatFinding!: number;
  @IsDefined()
  @ValidateNested()
  @Type(() => SinceInspectionRisk)
  sinceInspection!: SinceInspectionRisk;
  @IsDefined() @ValidateNested() @Type(() => SizeRisk) size!: SizeRisk;
}

export class SeriesPolicy {
  @IsInt() @Min(0) fewer!: number;
  @IsInt() @Min(0) more!: number;
}

export class AdvicePolicy {
  @IsInt() @Min(1) candidates!: number;
  @IsInt() @Min(1) iterations!: number;
}

/** How a year is tried with other people. */
export class StaffingPolicy {
  @IsInt() @Min(1) iterations!: number;
  @IsInt() @Min(0) seed!: number;
  @IsDefined() @ValidateNested() @Type(() => SeriesPolicy) series!: SeriesPolicy;
  @IsDefined() @ValidateNested() @Type(() => AdvicePolicy) advice!: AdvicePolicy;
}

export class PlanningPolicy {
  @IsInt() @Min(1) travelWeeksPerQuarter!: number;
  @IsInt() @Min(0) weeksKeptForFocusReviews!: number;
  @IsInt() @Min(0) noticeDays!: number;
  @IsInt() @Min(0) opensDaysBeforeYear!: number;
  @IsDefined() @ValidateNested() @Type(() => SolveSeconds) solveSeconds!: SolveSeconds;
  /** Weeks of lateness of a visit of weight 1 that a move may cost. */
  @IsNumber() @Min(0) calm!: number;
  @IsDefined() @ValidateNested() @Type(() => StaffingPolicy) staffing!: StaffingPolicy;
  @IsDefined() @ValidateNested() @Type(() => RiskPolicy) risk!: RiskPolicy;
}

export class SessionPolicy {
  /** A session that nobody uses for so long is over. */
  @IsInt() @Min(1) idleMinutes!: number;
  /** And so is one of that age, however busy. */
  @IsInt() @Min(1) absoluteHours!: number;
}

export class PasswordPolicy {
  @IsInt() @Min(8) minLength!: number;
}

export class OneTimeLinkPolicy {
  @IsInt() @Min(1) invitationHours!: number;
  @IsInt() @Min(1) passwordResetMinutes!: number;
  @IsArray() @ArrayNotEmpty() @IsInt({ each: true }) retryAfterMinutes!: number[];
}

export class AttemptPolicy {
  /** Failures that cost nothing, before each further one must wait twice as long. */
  @IsInt() @Min(1) freePerAccount!: number;
  @IsInt() @Min(1) freePerAddress!: number;
  @IsInt() @Min(1) longestWaitSeconds!: number;
  @IsInt() @Min(1) forgottenAfterMinutes!: number;
}

export class TokenPolicy {
  @IsInt() @Min(1) longestDays!: number;
}

export class SingleSignOnPolicy {
  /** Claim with the groups of a person, and the role that each group has here. */
  @IsString() roleClaim!: string;
  @IsObject() roles!: Record<string, string>;
  /** Claim with the field office, and what its values are called here; what is not listed is a name already. */
  @IsString() officeClaim!: string;
  @IsObject() offices!: Record<string, string>;
}

export class IdentityPolicy {
  @IsDefined() @ValidateNested() @Type(() => SessionPolicy) sessions!: SessionPolicy;
  @IsDefined() @ValidateNested() @Type(() => PasswordPolicy) passwords!: PasswordPolicy;
  @IsDefined() @ValidateNested() @Type(() => OneTimeLinkPolicy) links!: OneTimeLinkPolicy;
  @IsDefined() @ValidateNested() @Type(() => AttemptPolicy) attempts!: AttemptPolicy;
  @IsDefined() @ValidateNested() @Type(() => TokenPolicy) tokens!: TokenPolicy;
  @IsDefined() @ValidateNested() @Type(() => SingleSignOnPolicy) singleSignOn!: SingleSignOnPolicy;
}

/** `config/policy.yaml`: every number that the product does not know but an installation decides. */
export class Policy {
  @IsTimeZone() timeZone!: string;
  @IsDefined() @ValidateNested() @Type(() => IdentityPolicy) identity!: IdentityPolicy;
  @IsDefined() @ValidateNested() @Type(() => InspectionPolicy) inspections!: InspectionPolicy;
  @IsDefined() @ValidateNested() @Type(() => FocusReviewPolicy) focusReviews!: FocusReviewPolicy;
  @IsDefined() @ValidateNested() @Type(() => MilestonePolicy) milestones!: MilestonePolicy;
  @IsDefined() @ValidateNested() @Type(() => ReportPolicy) reports!: ReportPolicy;
  @IsDefined()
  @ValidateNested()
  @Type(() => CorrectiveActionPolicy)
  correctiveActions!: CorrectiveActionPolicy;
  @IsDefined() @ValidateNested() @Type(() => RenewalPolicy) renewals!: RenewalPolicy;
  @IsDefined() @ValidateNested() @Type(() => RegistryPolicy) registry!: RegistryPolicy;
  @IsDefined() @ValidateNested() @Type(() => RegistersPolicy) registers!: RegistersPolicy;
  @IsDefined() @ValidateNested() @Type(() => ReminderPolicy) reminders!: ReminderPolicy;
  @IsDefined() @ValidateNested() @Type(() => PlanningPolicy) planning!: PlanningPolicy;
  /** Job name → six-field cron pattern. A job named here without a handler keeps the program from starting. */
  @IsObject() jobs!: Record<string, string>;
}

/**
 * Reads a policy file.
 * @throws StartUpError naming the file and the settings that are wrong.
 */
export function readPolicy(file: string): Policy {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new StartUpError(`The policy file ${file} cannot be read.`);
  }
  return parsePolicy(text, file);
}

export function parsePolicy(text: string, file: string): Policy {
  let plain: unknown;
  try {
    plain = parse(text);
  } catch (error) {
    throw new StartUpError(
      `The policy file ${file} is not valid YAML: ${(error as Error).message}`,
    );
  }
  const policy = plainToInstance(Policy, plain ?? {});
  const problems = validateSync(policy, { whitelist: true, forbidNonWhitelisted: true }).flatMap(
    (error) => describe(error, ''),
  );
  if (problems.length > 0)
    throw new StartUpError(`The policy file ${file} is not usable: ${problems.join('; ')}.`);
  return policy;
}

function describe(error: ValidationError, parent: string): string[] {
  const path = `${parent}${error.property}`;
  return [
    ...Object.values(error.constraints ?? {}).map((message) => `${path}: ${message}`),
    ...(error.children ?? []).flatMap((child) => describe(child, `${path}.`)),
  ];
}
