import { hostname } from 'node:os';
import { join } from 'node:path';
import { commands, inverseOf } from '../../src-shared/commands/index.ts';
import {
  type EventData,
  type EventName,
  type ReplyFrame,
  type RequestFrame,
  requestFrame,
  type Session,
  type Status,
} from '../../src-shared/contract/index.ts';
import { AppError, type Clock, errorShape, newId } from '../../src-shared/kernel/index.ts';
import { Cache } from '../cache/cache.ts';
import { diskError, isCorrupt } from '../cache/driver.ts';
import { type ActorOn, LocalStore } from '../cache/local-store.ts';
import { LocalOutbox } from '../cache/outbox.ts';
import type { Secrets } from '../ports/index.ts';
import type { QueryContext } from '../queries/context.ts';
import { signedInSession, userActor } from '../queries/session.ts';
import { findServer } from '../sync/find-server.ts';
import { ServerClient } from '../sync/server-client.ts';
import { SyncEngine } from '../sync/sync-engine.ts';
import { callHandlers } from './calls.ts';
import type { CoreFacade } from './core-facade.ts';
import { Documents } from './documents.ts';
import { type Notice, Notices } from './notices.ts';
import { Profile } from './profile.ts';
import { queryHandlers } from './query-handlers.ts';

type ExpectedVersions = NonNullable<RequestFrame['expected']>;

const TOKEN = 'session-token';
/** How often the core looks whether a new business day has begun. */
const DAY_CHECK_MS = 60_000;

export interface CoreOptions {
  profileFolder: string;
  /** Null: as remembered in the profile. */
  serverUrl: string | null;
  secrets: Secrets;
  clock: Clock;
  /** Frames for every connected UI. */
  broadcast(frame: ReplyFrame): void;
  /** Faults that no request waits for. */
  report(error: unknown): void;
  /** For the operating system's own messages; the host decides whether the user needs to see one now. */
  notify?(notice: Notice): void;
  /** The server is known, or is another one from now on. */
  serverChanged?(url: string): void;
}

/** The desktop core: answers the contract from the cache, and keeps the cache and the server alike. Knows no host. */
export class Core implements CoreFacade {
  readonly profile: Profile;
  readonly store: LocalStore;
  server: ServerClient;
  readonly clock: Clock;
  readonly documents: Documents;
  private sync: SyncEngine;
  private readonly options: CoreOptions;
  private readonly notices: Notices;
  private dayTimer: NodeJS.Timeout | undefined;

  constructor(options: CoreOptions) {
    this.options = options;
    this.clock = options.clock;
    this.profile = new Profile(options.profileFolder, options.serverUrl);
    this.server = new ServerClient(this.profile.get().serverUrl ?? '');
    const cache = Cache.open(join(options.profileFolder, 'cache.sqlite'));
    this.store = new LocalStore(cache, new LocalOutbox(join(options.profileFolder, 'outbox.sqlite')), options.clock);
    this.notices = new Notices(this);
    this.documents = new Documents(this, options.report);
    this.sync = this.newEngine();
  }

  async start(): Promise<void> {
    if (this.server.url) this.options.serverChanged?.(this.server.url);
    this.server.token = this.server.url ? await this.options.secrets.get(TOKEN) : null;
    // Before the network: what the user did offline is to be seen offline.
    await this.store.recover(this.actor);
    if (this.server.token) this.sync.start();
    await this.rollDay();
    this.dayTimer = setInterval(() => void this.rollDay().catch(this.options.report), DAY_CHECK_MS);
    this.dayTimer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.dayTimer);
    await this.sync.stop();
    await this.documents.uploads.stop();
    this.store.cache.close();
    this.store.outbox.close();
  }

  /** Answers one frame; never throws. */
  async handle(frame: unknown): Promise<ReplyFrame> {
    const parsed = requestFrame.safeParse(frame);
    if (!parsed.success) return { kind: 'reply', id: -1, ok: false, error: errorShape(new AppError('contract.malformed')) };
    const request = parsed.data;
    try {
      return { kind: 'reply', id: request.id, ok: true, value: await this.answer(request) };
    } catch (error) {
      if (isCorrupt(error)) await this.replaceCache();
      if (!(error instanceof AppError)) this.options.report(error);
      return { kind: 'reply', id: request.id, ok: false, error: errorShape(diskError(error)) };
    }
  }

  get userId(): string | null {
    return this.server.token ? this.profile.get().userId : null;
  }

  context(): QueryContext {
    return { cache: this.store.cache, today: this.store.today() };
  }

  async session(): Promise<Session> {
    const { email, language, serverUrl } = this.profile.get();
    const session = this.userId && (await signedInSession(this.context(), this.userId, language));
    return session || { state: 'signed-out', language: language ?? 'nl', email, serverUrl };
  }

  status(): Status {
    const { connection, updatedAt, progress, problem } = this.sync;
    const { size, refusedSize } = this.store.outbox;
    return {
      connection: this.server.token ? connection : 'signed-out',
      pending: size,
      refused: refusedSize,
      uploads: this.documents.uploads.progress(),
      updatedAt,
      progress,
      problem,
    };
  }

  /** Opens a session on the server and loads the cache before it returns, so that the first screen is full. */
  async signIn(email: string, password: string): Promise<void> {
    if (!this.server.url) throw new AppError('profile.no-server');
    const { token, userId } = await this.server.signIn({ email, password, clientId: this.store.outbox.clientId, device: hostname() });
    this.server.token = token;
    try {
      await this.makeWayFor(userId);
    } catch (error) {
      await this.server.signOut();
      this.server.token = null;
      throw error;
    }
    await this.options.secrets.set(TOKEN, token);
    this.profile.update({ email: email.trim().toLowerCase(), userId });
    await this.sync.stop();
    this.sync = this.newEngine();
    this.sync.start();
    await this.sync.sync();
    this.emit('session', {});
    this.emit('status', this.status());
  }

  async signOut(): Promise<void> {
    await this.sync.stop();
    try {
      await this.server.signOut();
    } catch (error) {
      // Offline: the session ends here at once and on the server when it expires.
      if (!(error instanceof AppError)) throw error;
    }
    await this.dropToken();
  }

  async setServer(given: string): Promise<string> {
    const { serverUrl } = this.profile.get();
    if (this.userId || this.store.outbox.size > 0) throw new AppError('profile.server-in-use');
    const url = await findServer(given);
    // What another server sent is not this one's.
    if (serverUrl !== null && serverUrl !== url) {
      await this.store.forget();
      this.documents.uploads.forget();
      this.documents.files.forget();
    }
    this.profile.update({ serverUrl: url });
    this.server = new ServerClient(url);
    this.options.serverChanged?.(url);
    this.emit('session', {});
    return url;
  }

  syncNow(): Promise<void> {
    return this.server.token ? this.sync.sync() : Promise.resolve();
  }

  emit<N extends EventName>(name: N, data: EventData<N>): void {
    this.options.broadcast({ kind: 'event', name, data });
  }

  private answer(request: RequestFrame): Promise<unknown> {
    if (request.kind === 'query') return queryHandlers.handle(this, request.name, request.args);
    if (request.kind === 'call') return callHandlers.handle(this, request.name, request.args);
    return this.command(request);
  }

  private async command({ name, args, expected = [] }: RequestFrame): Promise<unknown> {
    if (!this.userId) throw new AppError('auth.session-ended');
    if (commands.get(name)?.offline) {
      return this.give(name, args, expected);
    }
    return this.serverCommand(name, args, expected);
  }

  async give(name: string, args: unknown, expected: ExpectedVersions) {
    const { commandId, value, tables } = await this.store.give(name, args, this.actor, expected);
    this.emit('changed', { tables });
    this.emit('status', this.status());
    void this.sync.sync();
    return { commandId, state: 'pending' as const, value, undo: inverseOf(name, args, value) };
  }

  /** What this user queued earlier goes up first, so that the server sees things in the user's order. */
  private async serverCommand(name: string, args: unknown, expected: ExpectedVersions): Promise<unknown> {
    await this.sync.sync();
    const commandId = newId(this.clock.now());
    const request = { commandId, name, args, expected };
    // The answer may be lost after the server did it; the same id asks for it again and does nothing twice.
    const outcome = await this.server.command(request).catch((error) => {
      if (error instanceof AppError && error.code === 'network.unreachable') return this.server.command(request);
      throw error;
    });
    if (outcome.status === 'refused') throw new AppError(outcome.error.code, outcome.error.params, { retry: outcome.error.retry });
    await this.sync.sync();
    return { commandId, state: 'applied', value: outcome.value, undo: inverseOf(name, args, outcome.value) };
  }

  private newEngine(): SyncEngine {
    return new SyncEngine({
      store: this.store,
      server: this.server,
      clock: this.clock,
      actor: this.actor,
      events: {
        changed: (tables) => {
          this.emit('changed', { tables });
          for (const notice of this.notices.afterPull(tables)) this.options.notify?.(notice);
        },
        refused: ({ commandId, name, error }) => {
          this.emit('refused', { commandId, command: name, error });
          this.options.notify?.(this.notices.refused(error));
        },
        status: () => {
          if (this.sync.connection === 'online') this.documents.uploads.kick();
          this.emit('status', this.status());
        },
        signedOut: () => void this.dropToken().catch(this.options.report),
        fault: this.options.report,
      },
    });
  }

  private async dropToken(): Promise<void> {
    this.server.token = null;
    await this.options.secrets.set(TOKEN, null);
    this.emit('session', {});
    this.emit('status', this.status());
  }

  private readonly actor: ActorOn = (connection) => (this.userId ? userActor(connection, this.userId) : null);

  /** Another user's rows and unsent commands are not this user's business. @throws AppError `auth.other-user-pending` */
  private async makeWayFor(userId: string): Promise<void> {
    const previous = this.profile.get().userId;
    if (previous === null || previous === userId) return;
    if (this.store.outbox.size > 0) throw new AppError('auth.other-user-pending', { pending: this.store.outbox.size });
    await this.store.forget();
    this.documents.files.forget();
  }

  /** A damaged cache is loaded again from the server; what the user did is in the outbox. */
  private async replaceCache(): Promise<void> {
    await this.store.rebuildCache();
    void this.sync.sync();
  }

  private async rollDay(): Promise<void> {
    const { cache } = this.store;
    if (cache.isEmpty() || cache.meta('today') === this.store.today()) return;
    await this.store.refreshDay();
    this.emit('changed', { tables: ['invoices', 'actions'] });
    this.emit('session', {});
  }
}
