import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { newId } from '../../src-shared/kernel/index.ts';
import type { CliFolder } from './cli.ts';
import { buildBase, type Cast, type Facts, KillWorld, PAYING } from './kill-world.ts';
import type { StoreWatch } from './store-watch.ts';

/** As in portal-server/jobs/outbox.ts: so many mails can be on their way when the process dies, and come twice. */
const MAILS_AT_ONCE = 5;
export const MAILS = 40;

/**
 * A company whose server is killed again and again beside one that nobody disturbs. Whatever the moment, in the end
 * everything must be as with the other.
 */
export class KillStory {
  kills = 0;
  readonly control: KillWorld;
  readonly life: KillWorld;
  private readonly cast: Cast;
  private readonly base: CliFolder;
  private readonly runIds: ReadonlyMap<string, string>;

  private constructor(cast: Cast, base: CliFolder, control: KillWorld, life: KillWorld) {
    this.cast = cast;
    this.base = base;
    this.control = control;
    this.life = life;
    this.runIds = new Map([...cast.dunned, PAYING].map((code) => [code, newId()]));
  }

  /** Tells the undisturbed story with so many payments, and readies the other. */
  static async begin(cast: Cast, payments: number): Promise<KillStory> {
    const base = await buildBase(cast);
    const control = await KillWorld.open(base, cast);
    const story = new KillStory(cast, base, control, await KillWorld.open(base, cast));
    for (const code of [...cast.dunned, PAYING]) expect(await story.dun(code, control)).toMatchObject({ messages: MAILS });
    await control.mailGone();
    for (let index = 0; index < payments; index += 1) {
      const payer = await control.payer(PAYING, index);
      await payer.press();
      await payer.pay();
      await control.paid(index + 1);
    }
    // The receipts as well.
    await control.mailGone();
    expect(await control.server.stop()).toBe(0);
    for (const code of cast.imported) await control.folder.json(...control.importArgs(code));
    return story;
  }

  async close(): Promise<void> {
    for (const world of [this.control, this.life]) await world.close();
    await this.base.remove();
  }

  tell(moment: string, found: string): void {
    this.kills += 1;
    process.stdout.write(`kill ${this.kills}: ${moment}; ${found}\n`);
  }

  dun(code: string, world = this.life): Promise<{ messages: number }> {
    return world.dun(code, this.runIds.get(code) ?? '');
  }

  /** Gives the command of a run; the answer may be lost with the process. */
  beginRun(code: string): Promise<unknown> {
    return this.dun(code).catch(() => null);
  }

  /**
   * Kills when the n-th mail from now on is in, before the mail server has answered; or so many ms later. A server that is
   * only starting sends before it says that it is ready: `up` is waited for first, with the mail held back.
   */
  killOnMail(nth: number, delayMs = 0, up: Promise<unknown> = Promise.resolve()): Promise<void> {
    const { life } = this;
    const last = life.smtp.received.length + nth;
    return new Promise((resolve, reject) => {
      life.smtp.onData = async (_mail, count) => {
        if (count !== last) return;
        life.smtp.onData = () => undefined;
        await up;
        if (delayMs === 0) await life.server.kill().then(resolve, reject);
        else void setTimeout(delayMs).then(() => life.server.kill().then(resolve, reject));
      };
    });
  }

  /** Resolves when so many mails of a run are recorded as sent. */
  async recorded(code: string, count: number): Promise<void> {
    const sql = "SELECT count(*) >= ? FROM messages WHERE administration_id = ? AND state = 'sent'";
    await this.life.store.untilRow(sql, count, await this.life.administration(code));
  }

  /** Starts again, gives the command again as a desktop does that got no answer, and waits for the last mail. */
  async goOnDunning(code: string, killed: number, moment: string): Promise<void> {
    const { life } = this;
    await life.start();
    const id = await life.administration(code);
    const [kept] = await life.store.lookUp<{ n: number }>('SELECT count(*) AS n FROM messages WHERE administration_id = ?', id);
    expect(await this.dun(code)).toMatchObject({ messages: MAILS });
    await life.mailGone();

    const received = deliveries(life, code);
    const repeated = [...received.values()].filter(({ length }) => length > 1);
    this.tell(moment, `${kept?.n ? 'the run was committed' : 'nothing of the run was kept'}, ${repeated.length} mails came twice`);
    // What the mail server has taken and we could not record comes again, the same to the byte. Nothing else does.
    for (const copies of repeated) {
      expect(copies.length).toBeLessThanOrEqual(1 + killed);
      expect(new Set(copies.map(({ raw }) => raw)).size).toBe(1);
    }
    expect(repeated.length).toBeLessThanOrEqual(MAILS_AT_ONCE * killed);
    const planned = await life.store.lookUp<{ id: string; debtor: string; step: number }>(
      'SELECT message_id_header AS id, debtor_id AS debtor, step FROM messages WHERE administration_id = ?',
      id,
    );
    expect(new Set(received.keys())).toEqual(new Set(planned.map(({ id }) => id)));
    expect(new Set(planned.map(({ debtor, step }) => `${debtor} ${step}`)).size).toBe(MAILS);
    expect(new Set([...received.values()].map(([mail]) => mail?.to)).size).toBe(MAILS);
    await this.expectUndisturbed(code);
  }

  /** The run whose debtors pay. */
  async runForPayers(): Promise<void> {
    await this.dun(PAYING);
    await this.life.mailGone();
  }

  /** Waits until there is one more such row than now, kills right then, and starts again. */
  async killAtNext(store: StoreWatch, rows: string, work: () => Promise<void>): Promise<void> {
    const before = await count(store, rows);
    const answer = work().catch(() => undefined);
    await store.untilRow(`SELECT count(*) > ? FROM ${rows}`, before);
    await this.life.server.kill();
    await answer;
    await this.life.start();
  }

  /** Waits until that many payments are booked, each exactly once. */
  async goOnPaying(number: number, moment: string): Promise<void> {
    const { store, sandboxStore } = this.life;
    const [before, waiting] = [await count(store, 'payments'), await count(store, "provider_callbacks WHERE state = 'received'")];
    await this.life.paid(number);
    await this.life.mailGone();
    const booked = before === number ? 'booked' : 'not yet booked';
    this.tell(moment, `${booked} after the restart, ${waiting} callbacks in the journal to be worked off`);
    expect(await count(store, 'payments')).toBe(number);
    expect(await count(store, "payment_intents WHERE status = 'paid'")).toBe(number);
    expect(await count(sandboxStore, 'payments')).toBe(number);
    const [away] = await store.lookUp<{ open: number; paid: number }>(
      'SELECT (SELECT sum(on_the_way) FROM invoices) AS open, (SELECT sum(amount) FROM payments) AS paid',
    );
    expect(away?.paid).toBeGreaterThan(0);
    expect(away?.open).toBe(away?.paid);
  }

  /** The store, the reports and the customers' mailboxes of a company are as in the control installation. */
  async expectUndisturbed(code: string): Promise<void> {
    const { life, control } = this;
    expectSameFacts(await life.facts(code), await control.facts(code));
    expect(await life.reports(code)).toEqual(await control.reports(code));
    const letters = (world: KillWorld) => [...deliveries(world, code).values()].map(([mail]) => `${mail?.to}: ${mail?.subject}`).sort();
    expect(letters(life)).toEqual(letters(control));
  }

  /** All of {@link expectUndisturbed}, after the last kill, and a store that is sound. */
  async expectAllUndisturbed(): Promise<void> {
    const { life, control, cast } = this;
    const companies = [...cast.dunned, PAYING];
    for (const code of companies) await this.expectUndisturbed(code);
    const { ok, checks } = await life.folder.json<{ ok: boolean; checks: unknown }>('doctor');
    expect({ ok, checks }).toMatchObject({ ok: true });
    const mailsOf = (world: KillWorld) => companies.reduce((sum, code) => sum + deliveries(world, code).size, 0);
    const [raw, single] = [life.smtp.received.length, mailsOf(life)];
    // A reminder for every debtor, and a receipt for every payment.
    expect(single).toBeGreaterThan(MAILS * companies.length);
    expect(single).toBe(mailsOf(control));
    process.stdout.write(
      `${this.kills} kills; ${single} mails arrived, ${raw - single} of them a second time with the same Message-ID and bytes\n`,
    );
  }
}

const count = async (store: StoreWatch, rows: string): Promise<number> =>
  (await store.lookUp<{ n: number }>(`SELECT count(*) AS n FROM ${rows}`))[0]?.n ?? 0;

/** Mail by Message-ID, which is how receivers tell a repeat. */
const deliveries = (world: KillWorld, code: string) => Map.groupBy(world.mailOf(code), ({ id }) => id);

/** Says only what differs: the whole would fill a screen many times. */
export function expectSameFacts(found: Facts, wanted: Facts): void {
  const differing = Object.keys(wanted).map((table) => {
    const [is, should] = [found[table] ?? [], wanted[table] ?? []];
    const [known, asked] = [new Set(is), new Set(should)];
    return {
      table,
      rows: is.length - should.length,
      tooMany: is.filter((row) => !asked.has(row)),
      missing: should.filter((row) => !known.has(row)),
    };
  });
  expect(differing.filter(({ rows, tooMany, missing }) => rows !== 0 || tooMany.length || missing.length)).toEqual([]);
}
