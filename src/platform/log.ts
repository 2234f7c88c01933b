import { Injectable, type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { Settings } from './config/settings.js';

/** Never in a log, wherever in an object they stand. */
const SECRETS = [
  'password',
  'passwordHash',
  'token',
  'tokenHash',
  'authorization',
  'cookie',
  'secret',
  '_csrf',
];

/** Structured logs on stderr, one JSON object a line; stdout belongs to the command line's answers. */
@Injectable()
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(settings: Settings) {
    this.pino = pino(
      {
        level: settings.logLevel,
        redact: {
          paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
          censor: '[hidden]',
        },
        serializers: { error: pino.stdSerializers.err },
      },
      pino.destination(2),
    );
  }

  error(facts: object | string, message?: unknown): void {
    this.write('error', facts, message);
  }
  warn(facts: object | string, message?: unknown): void {
    this.write('warn', facts, message);
  }
  info(facts: object | string, message?: unknown): void {
    this.write('info', facts, message);
  }
  debug(facts: object | string, message?: unknown): void {
    this.write('debug', facts, message);
  }

  /** Nest's own chatter at start-up is of interest to developers only. */
  log(message: unknown, context?: unknown): void {
    this.write('debug', { context }, message);
  }

  private write(
    level: 'error' | 'warn' | 'info' | 'debug',
    facts: object | string,
    message?: unknown,
  ): void {
    if (typeof facts === 'string') this.pino[level]({ context: message }, facts);
    else this.pino[level](facts, typeof message === 'string' ? message : '');
  }
}
