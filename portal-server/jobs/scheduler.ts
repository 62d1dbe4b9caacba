import { Cron } from 'croner';
import type { CommandName } from '../../src-shared/commands/index.ts';
import { instant, newId } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { Lease } from '../storage/lease.ts';
import { giveCommand } from '../sync/execute.ts';

interface ScheduledJob {
  kind: string;
  /** Cron pattern, on the clock of the administration. */
  pattern: string;
  run(services: Services, administrationId: string): Promise<void>;
}

/** Gives a command of an administration, as the product itself. */
const daily =
  (name: CommandName): ScheduledJob['run'] =>
  async (services, administrationId) => {
    const actor = { kind: 'system', name: 'scheduler' } as const;
    await giveCommand(services, { commandId: newId(services.clock.now()), name, args: { administrationId }, actor });
  };

/** What happens by itself at set times, for each administration. */
const JOBS: readonly ScheduledJob[] = [
  { kind: 'check-arrangements', pattern: '0 6 * * *', run: daily('check-arrangements') },
  { kind: 'escalate-overdue', pattern: '10 6 * * *', run: daily('escalate-overdue') },
  { kind: 'flag-unseen-payments', pattern: '0 6 * * *', run: daily('flag-unseen-payments') },
  { kind: 'sweep-portal', pattern: '20 3 * * *', run: daily('sweep-portal') },
];

const LOOK_EVERY_MS = 30_000;
const RETRY_MINUTES = 10;

/**
 * Runs what is due, one job at a time, in one process. Each job of each administration is one row that says when it runs
 * next, so what was missed while the server was down is made up for once, and not once for every time it was missed.
 */
export class Scheduler {
  private readonly services: Services;
  private readonly lease: Lease;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(services: Services) {
    this.services = services;
    this.lease = new Lease(services, 'scheduler');
  }

  start(): void {
    const look = () => {
      this.running = this.running
        .then(() => this.runDue())
        .catch((error: unknown) => this.services.log.error({ err: error }, 'scheduler failed'));
    };
    this.timer = setInterval(look, LOOK_EVERY_MS);
    look();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    await this.lease.release();
  }

  /** Runs everything that is due now; the first look at a job sets its time and runs nothing. */
  async runDue(): Promise<void> {
    if (!(await this.lease.hold())) return;
    const { store } = this.services;
    const administrations = await store.read((tx) => tx.list('administrations', { where: {} }));
    for (const administration of administrations) {
      for (const job of JOBS) await this.runWhenDue(job, administration);
    }
  }

  private async runWhenDue(job: ScheduledJob, { id: administrationId, timeZone }: Row<'administrations'>): Promise<void> {
    const { store, clock, log } = this.services;
    const key = `${job.kind}:${administrationId}`;
    const next = () =>
      new Cron(job.pattern, { timezone: timeZone, paused: true }).nextRun(clock.now())?.toISOString() ?? '9999-12-31T00:00:00.000Z';
    const row = await store.read((tx) => tx.get('jobs', key));
    const keep = (runAt: string, more: { attempts: number; error: string }) =>
      store.write((tx) =>
        tx.put('jobs', { id: key, kind: job.kind, key, payload: { administrationId }, state: 'waiting', runAt, ...more }),
      );
    if (!row) return keep(next(), { attempts: 0, error: '' });
    if (row.runAt > instant(clock)) return;
    try {
      await job.run(this.services, administrationId);
      await keep(next(), { attempts: 0, error: '' });
    } catch (error) {
      log.error({ err: error, job: job.kind }, 'scheduled job failed and will be tried again');
      const retryAt = new Date(clock.now().getTime() + RETRY_MINUTES * 60_000).toISOString();
      await keep(retryAt, { attempts: row.attempts + 1, error: error instanceof Error ? error.message : String(error) });
    }
  }
}
