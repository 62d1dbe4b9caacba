import pino from 'pino';
import { copyStore } from '../../../portal-server/storage/copy-store.ts';
import type { Store } from '../../../portal-server/storage/store.ts';
import { SyncApi } from '../../../portal-server/sync/api.ts';
import { PokeHub } from '../../../portal-server/sync/poke-hub.ts';
import { signOut } from '../../../portal-server/sync/sign-in.ts';
import { AppError } from '../../../src-shared/kernel/index.ts';
import { openSession } from './company.ts';
import type { ServerData } from './engines.ts';
import type { Scheduler } from './scheduler.ts';
import { StoreWithFaults } from './store-with-faults.ts';

const log = pino({ level: 'silent' });

interface Running {
  store: StoreWithFaults;
  hub: PokeHub;
  api: SyncApi;
  stopped: AbortController;
}

/** The one server: the real push, pull and execution on a real store, which may die, come back, and lose its last hours. */
export class SimulatedServer {
  private running: Running | null = null;
  private readonly scheduler: Scheduler;
  private data: ServerData;
  private readonly left: ServerData[] = [];
  private readonly epochs: () => string;

  constructor(scheduler: Scheduler, data: ServerData, epochs: () => string) {
    this.scheduler = scheduler;
    this.data = data;
    this.epochs = epochs;
  }

  get up(): boolean {
    return this.running !== null;
  }

  get store(): Store {
    return this.now().store;
  }

  faults(): StoreWithFaults {
    return this.now().store;
  }

  async start(): Promise<void> {
    if (this.running) return;
    const store = new StoreWithFaults(await this.scheduler.leaves(() => this.data.open()), this.scheduler);
    const stopped = new AbortController();
    const services = { store, clock: this.scheduler, log, seal: (plain: string) => plain };
    const hub = new PokeHub(services, (ms, body) => {
      this.scheduler.every(ms, body, stopped.signal);
      return () => undefined;
    });
    this.running = { store, hub, api: new SyncApi(services, hub), stopped };
    store.onCrash = () => this.die();
  }

  /** The process ends without a word; what was committed stays. */
  die(): void {
    const { running } = this;
    if (!running) return;
    this.running = null;
    running.stopped.abort('died');
    running.hub.close();
    running.store.close().catch(() => undefined);
  }

  /**
   * Answers a request, or never does when the server dies meanwhile.
   * @throws AppError `network.unreachable` when there is no server to answer, and what the server refuses with
   */
  async answer<T>(protocol: string, body: (api: SyncApi) => Promise<T>): Promise<T> {
    const { running } = this;
    if (!running) throw new AppError('network.unreachable', {}, { retry: true });
    running.api.checkVersion(protocol);
    const result = await body(running.api).catch((error) => {
      if (this.running === running) throw error;
      return new Promise<never>(() => undefined);
    });
    return this.running === running ? result : new Promise<never>(() => undefined);
  }

  /** Ends with the server's process. */
  get signal(): AbortSignal {
    return this.now().stopped.signal;
  }

  backup(): Promise<void> {
    return this.scheduler.leaves(() => this.data.backup(this.running?.store ?? null));
  }

  /** The last backup is put back: what came after it is gone, and the history has another name. */
  async restore(): Promise<void> {
    this.die();
    await this.scheduler.leaves(() => this.data.putBack());
    await this.start();
    await this.rename();
  }

  /** As {@link restore} by somebody who only copies the file back. */
  async restoreByHand(): Promise<void> {
    this.die();
    await this.scheduler.leaves(() => this.data.putBack());
    await this.start();
  }

  /** Everything is carried over to another store, as `migrate-store` does. */
  async moveTo(target: ServerData): Promise<void> {
    const source = this.faults();
    source.nextFault = null;
    await this.scheduler.leaves(async () => {
      const store = await target.open();
      await copyStore(source, store, { lockSource: true });
      await target.backup(store);
      await store.close();
    });
    this.left.push(this.data);
    this.die();
    this.data = target;
    await this.start();
  }

  async signIn(userId: string): Promise<string> {
    const token = `token-${this.epochs()}`;
    await this.store.write((tx) => openSession(tx, token, userId, this.scheduler.now()));
    return token;
  }

  async signOut(token: string): Promise<void> {
    await signOut({ store: this.store, clock: this.scheduler, seal: (plain) => plain }, token);
  }

  /** Ends the process and removes its data. */
  async remove(): Promise<void> {
    this.die();
    for (const data of [...this.left, this.data]) await data.remove();
  }

  private async rename(): Promise<void> {
    await this.store.write(async (tx) => {
      await tx.put('storeMeta', { id: 'store', epoch: this.epochs(), version: tx.version });
    });
  }

  private now(): Running {
    if (!this.running) throw new Error('the server is down');
    return this.running;
  }
}
