import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';

export const CHANNEL = 'kasstroom_commit';

/** A connection can die without a word; asked this often, it is replaced within seconds. */
const HEARTBEAT_MS = 10_000;
const HEARTBEAT_TIMEOUT_MS = 5_000;
const RETRY_MS = 1_000;

export interface CommitListenerOptions {
  connect(): Promise<pg.Client>;
  /** Name of this process's store: its own commits are told of without this way round. */
  own: string;
  /** Called once for each commit of another process; after a lost connection once for all that may have been missed. */
  onCommit(version: number): void;
  report(error: unknown): void;
}

export const notifySql = (own: string, version: number): string => `SELECT pg_notify('${CHANNEL}', '${own}:${version}')`;

/** Hears of the commits of other processes by LISTEN/NOTIFY, for as long as it is not closed. */
export class CommitListener {
  private readonly options: CommitListenerOptions;
  private readonly closing = new AbortController();
  private readonly running: Promise<void>;
  private connections = 0;

  constructor(options: CommitListenerOptions) {
    this.options = options;
    this.running = this.run();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        await this.listen(signal);
      } catch (error) {
        this.options.report(error);
      }
      if (!signal.aborted) await setTimeout(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Returns when closed. @throws when the connection is lost */
  private async listen(signal: AbortSignal): Promise<void> {
    const client = await this.options.connect();
    try {
      this.connections += 1;
      const again = this.connections > 1;
      let caughtUp = again ? Number.POSITIVE_INFINITY : 0;
      client.on('notification', ({ payload = '' }) => {
        const [from, text] = payload.split(':');
        const version = Number(text);
        if (from !== this.options.own && version > caughtUp) this.options.onCommit(version);
      });
      const lost = new Promise<never>((_resolve, reject) => {
        client.once('error', reject);
        client.once('end', () => reject(new Error('listening connection ended')));
      });
      // Only to be looked at below; a connection that is lost before that has failed its query too.
      lost.catch(() => undefined);
      await client.query(`LISTEN ${CHANNEL}`);
      if (again) {
        // Told once; notifications that come for the same commits are not told again.
        caughtUp = await currentVersion(client);
        this.options.onCommit(caughtUp);
      }
      while (!signal.aborted) {
        await Promise.race([lost, setTimeout(HEARTBEAT_MS, undefined, { signal }).catch(() => undefined)]);
        if (!signal.aborted) await Promise.race([lost, currentVersion(client), deadline()]);
      }
    } finally {
      await client.end().catch((error: unknown) => this.options.report(error));
    }
  }
}

async function currentVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query('SELECT version FROM store_meta');
  return (rows[0] as { version: number }).version;
}

async function deadline(): Promise<never> {
  await setTimeout(HEARTBEAT_TIMEOUT_MS, undefined, { ref: false });
  throw new Error('listening connection does not answer');
}
