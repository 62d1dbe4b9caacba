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
  /** Called once for each commit of another process; after a lost connection once for all that were missed. */
  onCommit(version: number): void;
  report(error: unknown): void;
}

export const notifySql = (own: string, version: number): string => `SELECT pg_notify('${CHANNEL}', '${own}:${version}')`;

/** Hears of the commits of other processes by LISTEN/NOTIFY, for as long as it is not closed. */
export class CommitListener {
  private readonly options: CommitListenerOptions;
  private readonly closing = new AbortController();
  private readonly running: Promise<void>;
  /** Commits up to here are known of: told, or there before anybody listened. */
  private known: number;

  /** @param version the store's version when listening began */
  constructor(version: number, options: CommitListenerOptions) {
    this.known = version;
    this.options = options;
    this.running = this.run();
  }

  /** A commit of this process: not to be told again after a lost connection. */
  saw(version: number): void {
    this.known = Math.max(this.known, version);
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
      let caughtUp = Number.POSITIVE_INFINITY;
      client.on('notification', ({ payload = '' }) => {
        const [from, text] = payload.split(':');
        const version = Number(text);
        if (from === this.options.own || version <= caughtUp) return;
        this.saw(version);
        this.options.onCommit(version);
      });
      const lost = new Promise<never>((_resolve, reject) => {
        client.once('error', reject);
        client.once('end', () => reject(new Error('listening connection ended')));
      });
      // Only to be looked at below; a connection that is lost before that has failed its query too.
      lost.catch(() => undefined);
      await client.query(`LISTEN ${CHANNEL}`);
      // What was committed while nobody listened is told once; notifications that come for it are not told again.
      const version = await currentVersion(client);
      caughtUp = version;
      if (version > this.known) {
        this.saw(version);
        this.options.onCommit(version);
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

export async function currentVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query('SELECT version FROM store_meta');
  return (rows[0] as { version: number }).version;
}

async function deadline(): Promise<never> {
  await setTimeout(HEARTBEAT_TIMEOUT_MS, undefined, { ref: false });
  throw new Error('listening connection does not answer');
}
