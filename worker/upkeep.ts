import { isDatabaseAway } from '@/lib/jobs/database-away';
import { rescueJobs } from '@/lib/jobs/rescue';
import { sweepInputs } from '@/lib/jobs/sweep-inputs';
import { log } from '@/lib/log';
import type { WorkerWishes } from '@/lib/workers/wishes';
import { sweepResults } from './saving/sweep-results';
import { sweepStaging } from './saving/sweep-staging';
import { Uninterrupted } from './uninterrupted';
import { enrolWorker, reportWorker, type WorkerReport } from './worker-row';

export interface UpkeepOptions {
  workerId: string;
  leaseMs: number;
  /** How the worker is now. */
  report(): WorkerReport;
  /** What admins want of it, as read with each heartbeat. */
  onWishes(wishes: WorkerWishes): void;
}

const SWEEP_RESULTS_EVERY_MS = 600_000;

/**
 * What every worker does beside its jobs: says that it is alive, rescues jobs of workers that are not, sweeps.
 *
 * While the database is away nobody can renew a lease. So a lease that ran out is believed only after the database has
 * answered for a full lease without a gap: whoever still holds the job had that long to renew.
 */
export class Upkeep {
  readonly #answers: Uninterrupted;
  #timers: NodeJS.Timeout[] = [];
  #rounds = new Set<Promise<void>>();

  constructor(readonly options: UpkeepOptions) {
    this.#answers = new Uninterrupted((options.leaseMs * 2) / 3);
  }

  /** Does everything once, then again and again. */
  async start(): Promise<void> {
    const { leaseMs } = this.options;
    const round = () => this.#attempt('upkeep', () => this.#round());
    const results = () =>
      Promise.all([
        this.#attempt('sweep of results', () => sweepResults()),
        this.#attempt('sweep of inputs', () => sweepInputs()),
      ]);
    await this.#attempt('enrolment', () => enrolWorker(this.options.workerId, this.options.report()));
    await round();
    await this.#attempt('sweep of staged files', sweepStaging);
    await results();
    this.#timers = [setInterval(round, leaseMs / 3), setInterval(results, SWEEP_RESULTS_EVERY_MS)];
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#rounds);
  }

  async #round(): Promise<void> {
    const { workerId, leaseMs, report, onWishes } = this.options;
    onWishes(await reportWorker(workerId, report()));
    if (this.#answers.seen(performance.now()) < leaseMs) return;
    const rescued = await rescueJobs();
    if (rescued.length === 0) return;
    log.warn({ rescued }, 'jobs of workers that are gone');
    await sweepStaging();
    await sweepInputs();
  }

  async #attempt(what: string, work: () => Promise<void>): Promise<void> {
    const attempt = work().catch((error) => {
      if (!isDatabaseAway(error)) log.error({ err: error }, `${what} failed`);
    });
    this.#rounds.add(attempt);
    await attempt;
    this.#rounds.delete(attempt);
  }
}
