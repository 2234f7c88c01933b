import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsString, MaxLength } from 'class-validator';
import { Trimmed, WholeNumber } from '../../platform/http/form-values.js';
import { InvalidRequest } from '../../platform/http/problem.js';
import { TEAM_ROLES, type TeamRole } from '../../workforce/position.entity.js';
import type { WantedChange } from './change-requests.js';
import { CHANGE_KINDS } from './scenario.rules.js';

/** One of several comes as a text, and none not at all. */
const Several = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }): unknown =>
    value === undefined ? [] : [value].flat(),
  );

/** Looked at when a button is pressed, so that what was typed stands on the page that refuses it. */
export class ScenarioForm {
  @WholeNumber() @IsInt({ message: 'fiscalYear must be a year such as 2013' }) fiscalYear = 0;
  @Trimmed() @IsString() @MaxLength(200) name = '';
  @Trimmed() @IsString() @MaxLength(2000) note = '';
  /** The button: `save`, `drop-0`, or the kind of a change to add. */
  @IsString() @MaxLength(20) do = '';
  /** The changes so far, as JSON. */
  @Several()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(1000, { each: true })
  changes: string[] = [];
  @IsString() @MaxLength(10) count = '';
  @IsString() @MaxLength(20) role = 'inspector';
  @Several() @IsArray() @ArrayMaxSize(10) @IsString({ each: true }) models: string[] = [];
  @IsString() @MaxLength(36) homeOffice = '';
  @IsString() @MaxLength(36) fillPosition = '';
  @IsString() @MaxLength(36) vacatePosition = '';
  @IsString() @MaxLength(36) removePosition = '';
  @IsString() @MaxLength(36) movePosition = '';
  @IsString() @MaxLength(36) moveOffice = '';
  @IsString() @MaxLength(10) weeks = '';
  @IsString() @MaxLength(20) weeksRole = '';

  /** What was typed into the fields of one text. */
  typed(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    );
  }
}

/** The changes that the form carries. @throws InvalidRequest (400) when they are not as the page had them */
export function changesIn({ changes }: ScenarioForm): WantedChange[] {
  return changes.map((text) => {
    const change = parsed(text);
    if (!change)
      throw new InvalidRequest([{ parameter: 'changes', detail: 'The changes cannot be read.' }]);
    return change;
  });
}

function parsed(text: string): WantedChange | null {
  try {
    const { kind, count, role, models, homeOffice, position, weeks } = JSON.parse(text) as Partial<
      Record<keyof WantedChange, unknown>
    >;
    const known = CHANGE_KINDS.find((one) => one === kind);
    if (!known) return null;
    return {
      kind: known,
      ...(typeof count === 'number' && { count }),
      ...roleOf(role),
      ...(Array.isArray(models) && { models: models.map(String) }),
      ...(typeof homeOffice === 'string' && { homeOffice }),
      ...(typeof position === 'string' && { position }),
      ...(typeof weeks === 'number' && { weeks }),
    };
  } catch {
    return null;
  }
}

const roleOf = (role: unknown): { role?: TeamRole } => {
  const known = TEAM_ROLES.find((one) => one === role);
  return known ? { role: known } : {};
};

const numberOf = (text: string): number | undefined =>
  /^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined;

/** The change that a button adds. @throws InvalidRequest (400) for a button that there is not */
export function addedBy(form: ScenarioForm): WantedChange {
  const kind = CHANGE_KINDS.find((one) => one === form.do);
  const [count, weeks] = [numberOf(form.count), numberOf(form.weeks)];
  switch (kind) {
    case 'add':
      return {
        ...{ kind, models: form.models, homeOffice: form.homeOffice },
        ...roleOf(form.role),
        ...(count !== undefined && { count }),
      };
    case 'travel-weeks':
      return { kind, ...roleOf(form.weeksRole), ...(weeks !== undefined && { weeks }) };
    case 'move':
      return { kind, position: form.movePosition, homeOffice: form.moveOffice };
    case 'fill':
      return { kind, position: form.fillPosition };
    case 'vacate':
      return { kind, position: form.vacatePosition };
    case 'remove':
      return { kind, position: form.removePosition };
    case undefined:
      throw new InvalidRequest([{ parameter: 'do', detail: 'Choose one of the buttons.' }]);
  }
}

/** Which field of the page an objection to a change is about; the first of its kind where it is about all of it. */
export function fieldOfChange(kind: WantedChange['kind'], parameter: string | undefined): string {
  if (kind === 'add') return parameter && parameter !== 'changes' ? parameter : 'count';
  if (kind === 'travel-weeks') return 'weeks';
  if (kind === 'move' && parameter === 'homeOffice') return 'moveOffice';
  return `${kind}Position`;
}
