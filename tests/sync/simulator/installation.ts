import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Cache } from '../../../src-main/cache/cache.ts';
import { LocalStore } from '../../../src-main/cache/local-store.ts';
import { LocalOutbox } from '../../../src-main/cache/outbox.ts';
import { userActor } from '../../../src-main/queries/session.ts';
import { SyncEngine } from '../../../src-main/sync/sync-engine.ts';
import { AppError, type Clock, uuidv7 } from '../../../src-shared/kernel/index.ts';
import { copyDatabase, Disk, damage, PowerCut } from './disk.ts';
import type { Link } from './link.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

interface Process {
  disk: Disk;
  cache: Cache;
  outbox: LocalOutbox;
  store: LocalStore;
  engine: SyncEngine;
}

/** One desktop: the real cache, outbox and sync engine on files of its own, which outlive its processes. */
export class Installation {
  readonly name: string;
  readonly userId: string;
  readonly link: Link;
  /** How far this machine's clock is off, in ms. */
  clockError = 0;
  signedOut = false;
  readonly faults: unknown[] = [];
  private process: Process | null = null;
  private readonly folder: string;
  private readonly scheduler: Scheduler;
  private readonly random: Random;

  constructor(parts: { name: string; userId: string; folder: string; scheduler: Scheduler; link: Link; random: Random }) {
    this.name = parts.name;
    this.userId = parts.userId;
    this.folder = parts.folder;
    this.scheduler = parts.scheduler;
    this.link = parts.link;
    this.random = parts.random;
    mkdirSync(this.folder, { recursive: true });
  }

  get up(): boolean {
    return this.process !== null;
  }

  get now(): Process {
    if (!this.process) throw new Error(`${this.name} is not running`);
    return this.process;
  }

  async boot(): Promise<void> {
    const disk = new Disk();
    const clock: Clock = { now: () => new Date(this.scheduler.now().getTime() + this.clockError) };
    const ids = (now: Date = clock.now()) => uuidv7(now, this.random.bytes(16));
    // What a power cut may take away again: the cache as it was at an earlier start.
    if (this.random.chance(0.3) && existsSync(this.cacheFile)) copyDatabase(this.cacheFile, `${this.cacheFile}.before`);
    const cache = Cache.open(this.cacheFile, disk.open);
    const outbox = new LocalOutbox(this.outboxFile, { open: disk.open, ids });
    const store = new LocalStore(cache, outbox, clock, ids);
    const actor: Parameters<LocalStore['recover']>[0] = (connection) => userActor(connection, this.userId);
    const engine = new SyncEngine({
      store,
      server: this.link,
      clock,
      timers: this.scheduler,
      actor,
      events: {
        changed: () => undefined,
        refused: () => undefined,
        status: () => undefined,
        signedOut: () => {
          this.signedOut = true;
        },
        fault: (error) => {
          if (!(error instanceof PowerCut)) this.faults.push(error);
        },
      },
    });
    this.process = { disk, cache, outbox, store, engine };
    this.signedOut = false;
    disk.onDeath = () => this.scheduler.after(0, () => this.die());
    try {
      await store.recover(actor);
      engine.start();
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
    }
  }

  /** The process ends without a word; its files stay as they are. */
  die(): void {
    const { process } = this;
    if (!process) return;
    this.process = null;
    process.disk.dead = true;
    void process.engine.stop();
    process.cache.close();
    process.outbox.close();
  }

  /** The power fails: the cache, which is not flushed at every commit, may fall back to an earlier state. */
  losePower(): void {
    this.die();
    if (existsSync(`${this.cacheFile}.before`)) this.replaceCache(`${this.cacheFile}.before`);
  }

  damageCache(what: 'header' | 'pages'): void {
    this.die();
    if (existsSync(this.cacheFile)) damage(this.cacheFile, what);
  }

  /** A disk image: another installation that begins where this one is. */
  copyTo(other: Installation): void {
    for (const name of ['cache.sqlite', 'outbox.sqlite']) {
      if (existsSync(join(this.folder, name))) copyDatabase(join(this.folder, name), join(other.folder, name));
    }
  }

  /**
   * Gives a command as the user would.
   * @returns its id and whether the user was told that it is saved; a refusal is told at once
   */
  async give(
    name: string,
    args: unknown,
    expected: { table: string; id: string; version: number }[] = [],
  ): Promise<{ commandId: string } | { refused: AppError } | 'crashed'> {
    const { store, engine, disk } = this.now;
    try {
      const { commandId } = await store.give(name, args, (connection) => userActor(connection, this.userId), expected);
      if (disk.dead) return 'crashed';
      void engine.sync();
      return { commandId };
    } catch (error) {
      if (error instanceof PowerCut || disk.dead) return 'crashed';
      if (error instanceof AppError) return { refused: error };
      throw error;
    }
  }

  /** Rows of the cache as a screen reads them. */
  rows<T>(sql: string, ...params: unknown[]): T[] {
    return this.now.cache.reader.statements.get(sql).all(...params) as T[];
  }

  private replaceCache(from: string): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.cacheFile + suffix, { force: true });
    copyFileSync(from, this.cacheFile);
    if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${this.cacheFile}-wal`);
  }

  private get cacheFile(): string {
    return join(this.folder, 'cache.sqlite');
  }

  private get outboxFile(): string {
    return join(this.folder, 'outbox.sqlite');
  }
}
