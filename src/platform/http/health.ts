import { Injectable } from '@nestjs/common';

/**
 * `ok`; `degraded`: works, though not all of it; `starting`: not ready yet; `down`: does not work.
 */
export type HealthStatus = 'ok' | 'degraded' | 'starting' | 'down';

export interface HealthCheck {
  status: HealthStatus;
  /** One sentence when it is not ok. */
  detail?: string;
  [fact: string]: unknown;
}

/** What is looked at to say whether the program is ready; every floor registers its own. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, () => Promise<HealthCheck>>();

  register(name: string, check: () => Promise<HealthCheck>): void {
    this.checks.set(name, check);
  }

  /** All checks and the worst of them. A check that throws is down. */
  async look(): Promise<{ status: HealthStatus; checks: Record<string, HealthCheck> }> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]): Promise<[string, HealthCheck]> => {
        try {
          return [name, await check()];
        } catch (error) {
          return [
            name,
            { status: 'down', detail: error instanceof Error ? error.message : String(error) },
          ];
        }
      }),
    );
    return {
      status: worstOf(results.map(([, check]) => check.status)),
      checks: Object.fromEntries(results),
    };
  }
}

const BY_WEIGHT: HealthStatus[] = ['ok', 'degraded', 'starting', 'down'];

const worstOf = (statuses: HealthStatus[]): HealthStatus =>
  BY_WEIGHT[Math.max(0, ...statuses.map((status) => BY_WEIGHT.indexOf(status)))] ?? 'ok';
