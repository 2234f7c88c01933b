import { isAbsolute, resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  validateSync,
} from 'class-validator';
import { isDay } from '../clock/calendar.js';
import { StartUpError } from '../start-up-error.js';

/** The environment as it may be given. Every name is in config/.env.example and in the README. */
class Environment {
  @IsInt() @Min(0) @Max(65535) PORT: number = 3000;
  @IsString() HOST: string = '127.0.0.1';
  @IsIn(['demo', 'production']) MOA_MODE: 'demo' | 'production' = 'demo';
  @IsIn(['all', 'web', 'worker']) MOA_ROLE: 'all' | 'web' | 'worker' = 'all';
  @IsString() MOA_DATA_DIR: string = 'var';
  @IsOptional()
  @Matches(/^(sqlite:.+|postgres(ql)?:\/\/.+)/, {
    message: 'DATABASE_URL must be sqlite:PATH or postgres://…',
  })
  DATABASE_URL?: string;
  @IsOptional()
  @Matches(/^(rediss?|unix):\/\/.+/, {
    message: 'REDIS_URL must be redis://…, rediss://… or unix:///path',
  })
  REDIS_URL?: string;
  @IsOptional()
  @Matches(/^smtps?:\/\/.+/, { message: 'SMTP_URL must be smtp://… or smtps://…' })
  SMTP_URL?: string;
  @IsOptional()
  @Matches(/^(now|\d{4}-\d{2}-\d{2})$/, {
    message: 'MOA_TODAY must be a day like 2012-09-26, or now',
  })
  MOA_TODAY?: string;
  @IsOptional()
  @MinLength(32, { message: 'MOA_SESSION_SECRET must have at least 32 characters' })
  MOA_SESSION_SECRET?: string;
  @IsOptional()
  @MinLength(32, { message: 'MOA_AUDIT_KEY must have at least 32 characters' })
  MOA_AUDIT_KEY?: string;
  @IsOptional() @IsString() MOA_FORMER_AUDIT_KEYS?: string;
  @IsIn(['on', 'off']) MOA_LOCAL_SIGN_IN: 'on' | 'off' = 'on';
  @IsOptional()
  @IsUrl(
    { require_tld: false, require_protocol: true },
    { message: 'MOA_OIDC_ISSUER must be the address of an identity provider' },
  )
  MOA_OIDC_ISSUER?: string;
  @IsOptional() @IsString() MOA_OIDC_CLIENT_ID?: string;
  @IsOptional() @IsString() MOA_OIDC_CLIENT_SECRET?: string;
  @IsOptional() @IsString() MOA_OIDC_ACR_VALUES?: string;
  @IsOptional()
  @IsUrl(
    { require_tld: false, require_protocol: true },
    { message: 'MOA_BASE_URL must be an address like https://moa.example.gov' },
  )
  MOA_BASE_URL?: string;
  @IsOptional() @IsString() MOA_MAIL_FROM?: string;
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent']) MOA_LOG_LEVEL: string = 'info';
}

export type DatabaseAddress =
  { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string };

/** How this installation is known to its identity provider. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Asked of the provider: how strongly people must have proven who they are. Space-separated, as OpenID Connect has it. */
  acrValues: string | undefined;
}

/** The environment, checked and resolved: what the program runs with. */
export class Settings {
  readonly port: number;
  readonly host: string;
  readonly mode: 'demo' | 'production';
  readonly role: 'all' | 'web' | 'worker';
  readonly dataDir: string;
  readonly database: DatabaseAddress;
  /** Absent: jobs run from the database's own polling, and health says degraded. */
  readonly redisUrl: string | undefined;
  /** Absent only in the demonstration, whose mails land in the local mailbox. */
  readonly smtpUrl: string | undefined;
  /** The business day of the demonstration's first start; undefined = no shift. */
  readonly firstToday: string | undefined;
  readonly sessionSecret: string | undefined;
  /** Seals the audit; absent only in the demonstration, which makes its own. */
  readonly auditKey: string | undefined;
  /** Those that sealed older entries. */
  readonly formerAuditKeys: string[];
  /** Absent: nobody signs in through an identity provider. */
  readonly oidc: OidcSettings | undefined;
  /** Whether people may sign in with a password that this installation keeps. */
  readonly hasLocalSignIn: boolean;
  readonly baseUrl: string;
  readonly mailFrom: string;
  readonly logLevel: string;

  constructor(environment: Environment) {
    this.port = environment.PORT;
    this.host = environment.HOST;
    this.mode = environment.MOA_MODE;
    this.role = environment.MOA_ROLE;
    this.dataDir = resolve(environment.MOA_DATA_DIR);
    this.database = databaseAddress(environment.DATABASE_URL, this.dataDir);
    this.redisUrl = environment.REDIS_URL;
    this.smtpUrl = environment.SMTP_URL;
    this.firstToday = firstToday(environment);
    this.sessionSecret = environment.MOA_SESSION_SECRET;
    this.auditKey = environment.MOA_AUDIT_KEY;
    this.formerAuditKeys = (environment.MOA_FORMER_AUDIT_KEYS ?? '')
      .split(/[\s,]+/)
      .filter(Boolean);
    this.oidc = oidcSettings(environment);
    this.hasLocalSignIn = environment.MOA_LOCAL_SIGN_IN === 'on';
    this.baseUrl = (
      environment.MOA_BASE_URL ?? `http://${hostInAddress(this.host)}:${this.port}`
    ).replace(/\/$/, '');
    this.mailFrom = environment.MOA_MAIL_FROM ?? '"287(g) Inspections" <moa@localhost>';
    this.logLevel = environment.MOA_LOG_LEVEL;
  }

  get isDemo(): boolean {
    return this.mode === 'demo';
  }

  get runsWorker(): boolean {
    return this.role !== 'web';
  }

  get runsWeb(): boolean {
    return this.role !== 'worker';
  }
}

/** Where a browser on this machine finds a server that listens everywhere. */
const hostInAddress = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? 'localhost' : host;

function databaseAddress(url: string | undefined, dataDir: string): DatabaseAddress {
  if (url?.startsWith('postgres')) return { engine: 'postgres', url };
  const file = url ? url.slice('sqlite:'.length) : resolve(dataDir, 'moa.db');
  return { engine: 'sqlite', file: isAbsolute(file) ? file : resolve(file) };
}

function firstToday(environment: Environment): string | undefined {
  if (environment.MOA_MODE === 'production') return undefined;
  const day = environment.MOA_TODAY ?? '2012-09-26';
  if (day === 'now') return undefined;
  if (!isDay(day))
    throw new StartUpError(`MOA_TODAY is ${day}, which is not a day of the calendar.`);
  return day;
}

function oidcSettings(environment: Environment): OidcSettings | undefined {
  const { MOA_OIDC_ISSUER, MOA_OIDC_CLIENT_ID, MOA_OIDC_CLIENT_SECRET } = environment;
  if (!MOA_OIDC_ISSUER || !MOA_OIDC_CLIENT_ID || !MOA_OIDC_CLIENT_SECRET) return undefined;
  return {
    issuer: MOA_OIDC_ISSUER,
    clientId: MOA_OIDC_CLIENT_ID,
    clientSecret: MOA_OIDC_CLIENT_SECRET,
    acrValues: environment.MOA_OIDC_ACR_VALUES,
  };
}

const NAMES: (keyof Environment)[] = [
  'PORT',
  'HOST',
  'MOA_MODE',
  'MOA_ROLE',
  'MOA_DATA_DIR',
  'DATABASE_URL',
  'REDIS_URL',
  'SMTP_URL',
  'MOA_TODAY',
  'MOA_SESSION_SECRET',
  'MOA_AUDIT_KEY',
  'MOA_FORMER_AUDIT_KEYS',
  'MOA_LOCAL_SIGN_IN',
  'MOA_OIDC_ISSUER',
  'MOA_OIDC_CLIENT_ID',
  'MOA_OIDC_CLIENT_SECRET',
  'MOA_OIDC_ACR_VALUES',
  'MOA_BASE_URL',
  'MOA_MAIL_FROM',
  'MOA_LOG_LEVEL',
];

const REQUIRED_IN_PRODUCTION = [
  'MOA_SESSION_SECRET',
  'MOA_AUDIT_KEY',
  'MOA_BASE_URL',
  'MOA_MAIL_FROM',
  'SMTP_URL',
] as const;

/**
 * Reads and checks the environment.
 * @throws StartUpError naming every variable that is wrong or, in production, missing.
 */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(
    NAMES.flatMap((name) => (variables[name] ? [[name, variables[name]]] : [])),
  );
  const environment = plainToInstance(Environment, given, {
    enableImplicitConversion: true,
    exposeDefaultValues: true,
  });
  const problems: string[] = validateSync(environment).flatMap((error) =>
    Object.values(error.constraints ?? {}),
  );
  problems.push(...oidcProblems(environment));
  if (environment.MOA_MODE === 'production') {
    const missing = REQUIRED_IN_PRODUCTION.filter((name) => !environment[name]);
    if (missing.length > 0) problems.push(`production needs ${missing.join(', ')}`);
    if (environment.MOA_TODAY && environment.MOA_TODAY !== 'now')
      problems.push('MOA_TODAY is for the demonstration only');
  }
  if (problems.length > 0)
    throw new StartUpError(`The settings are not usable: ${problems.join('; ')}.`);
  return new Settings(environment);
}

const OIDC_NAMES = ['MOA_OIDC_ISSUER', 'MOA_OIDC_CLIENT_ID', 'MOA_OIDC_CLIENT_SECRET'] as const;

/** An identity provider is named in full or not at all; without local sign-in there must be one. */
function oidcProblems(environment: Environment): string[] {
  const missing = OIDC_NAMES.filter((name) => !environment[name]);
  if (missing.length > 0 && missing.length < OIDC_NAMES.length)
    return [`single sign-on also needs ${missing.join(', ')}`];
  if (environment.MOA_LOCAL_SIGN_IN === 'off' && missing.length > 0)
    return ['MOA_LOCAL_SIGN_IN=off leaves nobody a way in without MOA_OIDC_ISSUER'];
  return [];
}
