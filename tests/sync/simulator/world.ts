import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { uuidv7 } from '../../../src-shared/kernel/index.ts';
import type { Company } from './company.ts';
import type { EngineUnderTest } from './engines.ts';
import { freshFolder } from './folders.ts';
import { Installation } from './installation.ts';
import { FAIR, Link } from './link.ts';
import { Random } from './random.ts';
import { Scheduler } from './scheduler.ts';
import { SimulatedServer } from './server.ts';

/** A command that some user was told is saved. */
export interface Saved {
  commandId: string;
  installation: string;
  name: string;
  /** Words in its arguments that no other command has. */
  marker: string;
}

/** Copies of disk images beyond this many are put away before the next schedule. */
const MOST_INSTALLATIONS = 3;

/** In fair weather who listens hears a poke and follows it within this time; only others must wait for a pull on the timer. */
const QUIET_MS = 3_000;
/** Whoever is not quiet by then, after pulls on the timer too, never will be. */
const HEALED_MS = 61_000;

/** One server, some desktops, a network and a clock, all moved by one seed. */
export class World {
  readonly scheduler = new Scheduler();
  readonly random: Random;
  readonly company: Company;
  readonly server: SimulatedServer;
  readonly installations: Installation[] = [];
  readonly saved: Saved[] = [];
  /** Markers of commands whose user was not told either way. */
  readonly unclear: string[] = [];
  /** True once the server lost a part of its past, or two installations shared a name. */
  orderMayDiffer = false;
  /** Place in {@link saved} from which the order is looked at. */
  orderedFrom = 0;
  readonly engine: EngineUnderTest;
  readonly folder = freshFolder('world');
  readonly trace: string[] = [];
  private markers = 0;
  private installed = 0;

  constructor(seed: number, engine: EngineUnderTest) {
    this.random = new Random(seed);
    this.engine = engine;
    this.company = engine.company;
    this.server = new SimulatedServer(this.scheduler, engine.newServer(this.folder, 'server'), () => this.id());
  }

  note(text: string): void {
    this.trace.push(`${this.scheduler.now().toISOString().slice(5, 23)} ${text}`);
  }

  marker(): string {
    this.markers += 1;
    return `m${this.markers}.`;
  }

  id(): string {
    return uuidv7(this.scheduler.now(), this.random.bytes(16));
  }

  /** A desktop of one of the company's people, not started yet. */
  install(person: string, original?: Installation): Installation {
    const user = this.company.users.find(({ name }) => name === person);
    if (!user) throw new Error(`nobody is called ${person}`);
    this.installed += 1;
    const name = `${person}-${this.installed}`;
    const link = new Link(this.scheduler, this.server, this.random);
    link.token = user.token;
    const parts = { scheduler: this.scheduler, random: this.random, link };
    const installation = new Installation({ name, userId: user.id, folder: join(this.folder, name), ...parts });
    if (original) {
      original.copyTo(installation);
      link.token = original.link.token;
    }
    this.installations.push(installation);
    return installation;
  }

  /** Gives a command and keeps account of it. */
  async give(
    installation: Installation,
    name: string,
    args: (marker: string) => object,
    expected?: { table: string; id: string; version: number }[],
  ): Promise<{ commandId: string } | { refused: Error } | 'crashed'> {
    const marker = this.marker();
    const result = await this.scheduler.until(installation.give(name, args(marker), expected));
    this.note(
      `${installation.name} ${name} ${marker} ${result === 'crashed' ? 'crashed' : 'refused' in result ? result.refused.message : 'saved'}`,
    );
    if (result === 'crashed') this.unclear.push(marker);
    else if ('commandId' in result) this.saved.push({ commandId: result.commandId, installation: installation.name, name, marker });
    return result;
  }

  /** A new schedule in the same world: everybody has the rights of the beginning, and copies are put away. */
  async begin(): Promise<void> {
    this.note('begin');
    this.orderMayDiffer = false;
    this.orderedFrom = this.saved.length;
    for (const copy of this.installations.splice(MOST_INSTALLATIONS)) {
      copy.die();
      this.saved.splice(0, this.saved.length, ...this.saved.filter(({ installation }) => installation !== copy.name));
      this.orderedFrom = this.saved.length;
    }
    await this.server.store.write(async (tx) => {
      for (const { id: userId, administrationId, role } of this.company.users) {
        const roles = await tx.list('userRoles', { where: { userId } });
        if (roles.some((it) => it.administrationId === administrationId && it.role === role)) continue;
        await tx.put('userRoles', { id: this.id(), userId, administrationId, role });
      }
    });
  }

  /** Everything works again and everybody is connected; long enough for all to have heard of all. */
  async heal(): Promise<void> {
    this.note('heal');
    await this.server.start();
    this.server.faults().nextFault = null;
    for (const installation of this.installations) {
      installation.link.weather = FAIR;
      installation.link.script.length = 0;
      installation.link.set(true);
      if (installation.up) {
        installation.now.disk.full = false;
        installation.now.disk.crashAfter = null;
      }
    }
    // Requests that were under way give up, or arrive late.
    await this.scheduler.runFor(46_000);
    const end = this.scheduler.now().getTime() + HEALED_MS;
    do {
      for (const installation of this.installations) await this.startAgain(installation);
      await this.scheduler.runFor(QUIET_MS);
    } while (!this.isQuiet() && this.scheduler.now().getTime() < end);
  }

  /** Starts a desktop that is down, and signs in whom the server no longer knows: who could not ask anything may find out late. */
  private async startAgain(installation: Installation): Promise<void> {
    if (installation.up && installation.signedOut) installation.die();
    if (installation.up) return;
    installation.link.token = await this.server.signIn(installation.userId);
    await installation.boot();
  }

  /** Everybody hears of news, has nothing to tell and asks nothing. */
  private isQuiet(): boolean {
    return this.installations.every(
      ({ up, now, link }) => up && link.listening && now.engine.connection === 'online' && now.outbox.size === 0 && link.underWay === 0,
    );
  }

  async close(): Promise<void> {
    for (const installation of this.installations) installation.die();
    await this.server.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
