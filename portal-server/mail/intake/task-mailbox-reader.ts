import { ImapFlow } from 'imapflow';
import { simpleParser } from 'mailparser';
import { z } from 'zod';
import { loadTaskMailbox, TASK_MAILBOX, TASK_MAILBOX_PASSWORD, type TaskMailbox } from '../../../src-shared/domain/task-mailbox.ts';
import { addDays, dayAt, instant } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { Lease } from '../../storage/lease.ts';
import { type Taken, takeReply } from './take-reply.ts';

const POLL_MS = 60_000;
const CONNECT_MS = 20_000;
const SILENCE_MS = 60_000;
/** How far back a mailbox is read that has not been read before. */
const FIRST_DAYS = 14;
/** Of a larger mail only the beginning is read, where the words are. */
const LARGEST = 2 * 1024 * 1024;

const stateSchema = z.object({ uidValidity: z.string(), lastUid: z.int(), account: z.string() });
/** How far the mailbox has been read; UIDs grow and are never given again (RFC 9051 §2.3.1.1), unless the validity changes. */
type ReadState = z.output<typeof stateSchema>;

export type ReadSummary = Record<Taken, number>;
const nothing = (): ReadSummary => ({ taken: 0, automatic: 0, 'no-task': 0, 'unknown-sender': 0, empty: 0, refused: 0, unreadable: 0 });

/**
 * Reads the mailbox for answers, every minute, in one process. It looks only: nothing is moved, deleted or marked, so that a
 * person or another program may use the same mailbox. What was read before a crash is read again, which changes nothing.
 */
export class TaskMailboxReader {
  private readonly services: Services;
  private readonly lease: Lease;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(services: Services) {
    this.services = services;
    this.lease = new Lease(services, TASK_MAILBOX);
  }

  start(): void {
    const look = () => {
      this.running = this.running
        .then(() => this.readOnce())
        // The mail server's own words may hold an address.
        .catch((error: unknown) => this.services.log.warn({ reason: codeOf(error) }, 'task mailbox: not read'));
    };
    this.timer = setInterval(look, POLL_MS);
    look();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    await this.lease.release();
  }

  /** Reads what has come in since the last time; null when there is no mailbox or another process reads it. */
  async readOnce(): Promise<ReadSummary | null> {
    const { store, keys } = this.services;
    const { mailbox, sealed } = await store.read(async (tx) => ({
      mailbox: await loadTaskMailbox(tx),
      sealed: await tx.get('secrets', TASK_MAILBOX_PASSWORD),
    }));
    if (!mailbox.enabled || !(await this.lease.hold())) return null;
    const client = connection(mailbox, sealed ? keys.open(sealed.value) : '');
    try {
      await client.connect();
      const lock = await client.getMailboxLock(mailbox.folder, { readOnly: true });
      try {
        return await this.readNew(client, mailbox);
      } finally {
        lock.release();
      }
    } finally {
      client.close();
    }
  }

  private async readNew(client: ImapFlow, mailbox: TaskMailbox): Promise<ReadSummary> {
    const { clock } = this.services;
    if (!client.mailbox) throw new Error('invariant: the mailbox is open');
    const uidValidity = String(client.mailbox.uidValidity);
    const account = `${mailbox.host}/${mailbox.username}/${mailbox.folder}`;
    const known = await this.state();
    const lastUid = known?.uidValidity === uidValidity && known.account === account ? known.lastUid : null;
    const query = lastUid === null ? { since: addDays(dayAt(clock.now(), 'UTC'), -FIRST_DAYS) } : { uid: `${lastUid + 1}:*` };
    const uids = ((await client.search(query, { uid: true })) || []).filter((uid) => uid > (lastUid ?? 0)).sort((a, b) => a - b);
    const summary = nothing();
    for (const uid of uids) {
      if (!(await this.lease.hold())) break;
      const fetched = (await client.fetchOne(String(uid), { source: { maxLength: LARGEST } }, { uid: true })) || null;
      if (fetched?.source) {
        const taken = await this.take(fetched.source, `${account}/${uidValidity}/${uid}`);
        summary[taken] += 1;
      }
      await this.keep({ uidValidity, account, lastUid: uid });
    }
    if (uids.length === 0 && lastUid === null) await this.keep({ uidValidity, account, lastUid: 0 });
    return summary;
  }

  /** What cannot be read at all is left alone too: it must not keep what comes after it waiting. */
  private async take(source: Buffer, place: string): Promise<Taken> {
    const { log } = this.services;
    const mail = await simpleParser(source).catch((error: unknown) => {
      log.warn({ err: error }, 'task mailbox: mail not understood');
      return null;
    });
    const taken = mail ? await takeReply(this.services, mail, place) : 'unreadable';
    log.info({ outcome: taken }, 'task mailbox: mail read');
    return taken;
  }

  private async state(): Promise<ReadState | null> {
    const row = await this.services.store.read((tx) => tx.get('jobs', `${TASK_MAILBOX}:read`));
    return row ? stateSchema.parse(row.payload) : null;
  }

  private async keep(state: ReadState): Promise<void> {
    const id = `${TASK_MAILBOX}:read`;
    const runAt = instant(this.services.clock);
    await this.services.store.write((tx) => tx.put('jobs', { id, kind: TASK_MAILBOX, key: id, payload: state, state: 'done', runAt }));
  }
}

function connection({ host, port, security, username }: TaskMailbox, password: string): ImapFlow {
  return new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    auth: { user: username, pass: password },
    // Its own log has addresses and subjects in it.
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
}

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as Error & { code?: unknown };
  return typeof code === 'string' ? code : error.name;
};
