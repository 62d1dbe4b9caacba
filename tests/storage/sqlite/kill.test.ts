import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../../../src-shared/kernel/index.ts';
import type { CliFolder } from '../../support/cli.ts';
import { buildBase, DUNNED, type Facts, IMPORTED, KillWorld, PAYING } from '../../support/kill-world.ts';
import { CliProcess } from '../../support/server-process.ts';
import { lookUp, untilLogGrows, untilRow, untilWriting } from '../../support/store-watch.ts';

/*
 * The server process dies without a word at moments that are chosen by how far its work has come, and is started again.
 * Whatever the moment, in the end everything must be as in a control installation that nobody disturbed.
 */

// Many processes are started here, which takes its time on a machine that is busy with other things.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const SEED = Number(process.env.KASSTROOM_KILL_SEED ?? Date.now() % 1_000_000);
/** As in portal-server/jobs/outbox.ts: so many mails can be on their way when the process dies, and come twice. */
const MAILS_AT_ONCE = 5;
const MAILS = 40;

let state = SEED;
/** From 0 up to and without `below`. */
function random(below: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
  return (state >>> 8) % below;
}

let kills = 0;
function tell(moment: string, found: string): void {
  kills += 1;
  process.stdout.write(`kill ${kills}: ${moment}; ${found}\n`);
}

let base: CliFolder;
let control: KillWorld;
let life: KillWorld;
const runIds = new Map<string, string>([...DUNNED, PAYING].map((code) => [code, newId()]));
const runId = (code: string): string => runIds.get(code) ?? '';

beforeAll(async () => {
  process.stdout.write(`seed ${SEED} (KASSTROOM_KILL_SEED repeats it)\n`);
  base = await buildBase();
  control = await KillWorld.open(base);
  await undisturbed(control);
  life = await KillWorld.open(base);
});
afterAll(async () => {
  for (const world of [control, life]) await world?.close();
  base?.remove();
});

async function undisturbed(world: KillWorld): Promise<void> {
  for (const code of [...DUNNED, PAYING]) expect(await world.dun(code, runId(code))).toMatchObject({ messages: MAILS });
  await world.mailGone();
  for (let index = 0; index < PAYMENTS; index += 1) {
    const payer = await world.payer(PAYING, index);
    await payer.press();
    await payer.pay();
    await world.paid(index + 1);
  }
  expect(await world.server.stop()).toBe(0);
  for (const code of IMPORTED) await world.folder.json(...world.importArgs(code));
}

/** The store, the reports and the customers' mailboxes of a company are as in the control installation. */
async function expectUndisturbed(code: string): Promise<void> {
  expectSameFacts(life.facts(code), control.facts(code));
  expect(await life.reports(code)).toEqual(await control.reports(code));
  const letters = (world: KillWorld) => [...deliveries(world, code).values()].map(([mail]) => `${mail?.to}: ${mail?.subject}`).sort();
  expect(letters(life)).toEqual(letters(control));
}

/** Says only what differs: the whole would fill a screen many times. */
function expectSameFacts(found: Facts, wanted: Facts): void {
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

/** Mail by Message-ID, which is how receivers tell a repeat. */
const deliveries = (world: KillWorld, code: string) => Map.groupBy(world.mailOf(code), ({ id }) => id);

describe('the server is killed in a dunning run', () => {
  /** Starts again, gives the command again as a desktop does that got no answer, and waits for the last mail. */
  async function goOn(code: string, killed: number, moment: string): Promise<void> {
    await life.start();
    const store = lookUp<{ n: number }>(
      life.store,
      'SELECT count(*) AS n FROM messages WHERE administration_id = ?',
      life.administration(code),
    );
    expect(await life.dun(code, runId(code))).toMatchObject({ messages: MAILS });
    await life.mailGone();

    const received = deliveries(life, code);
    const repeated = [...received.values()].filter(({ length }) => length > 1);
    tell(moment, `${store[0]?.n ? 'the run was committed' : 'nothing of the run was kept'}, ${repeated.length} mails came twice`);
    // What the mail server has taken and we could not record comes again, the same to the byte. Nothing else does.
    for (const copies of repeated) {
      expect(copies.length).toBeLessThanOrEqual(1 + killed);
      expect(new Set(copies.map(({ raw }) => raw)).size).toBe(1);
    }
    expect(repeated.length).toBeLessThanOrEqual(MAILS_AT_ONCE * killed);
    const planned = lookUp<{ id: string; debtor: string; step: number }>(
      life.store,
      'SELECT message_id_header AS id, debtor_id AS debtor, step FROM messages WHERE administration_id = ?',
      life.administration(code),
    );
    expect(new Set(received.keys())).toEqual(new Set(planned.map(({ id }) => id)));
    expect(new Set(planned.map(({ debtor, step }) => `${debtor} ${step}`)).size).toBe(MAILS);
    expect(new Set([...received.values()].map(([mail]) => mail?.to)).size).toBe(MAILS);
    await expectUndisturbed(code);
  }

  /** Gives the command; the answer may be lost with the process. */
  const begin = (code: string) => life.dun(code, runId(code)).catch(() => null);

  /** Kills when the n-th mail from now on is in, before the mail server has answered. */
  function killOnMail(nth: number, delayMs = 0): Promise<void> {
    const last = life.smtp.received.length + nth;
    return new Promise((resolve, reject) => {
      life.smtp.onData = async (_mail, count) => {
        if (count !== last) return;
        life.smtp.onData = () => undefined;
        if (delayMs === 0) await life.server.kill().then(resolve, reject);
        else void setTimeout(delayMs).then(() => life.server.kill().then(resolve, reject));
      };
    });
  }

  const recorded = (code: string, count: number) =>
    untilRow(
      life.store,
      "SELECT count(*) >= ? FROM messages WHERE administration_id = ? AND state = 'sent'",
      count,
      life.administration(code),
    );

  it('while its transaction is open', async () => {
    const answer = begin('D1');
    await untilWriting(life.store);
    await life.server.kill();
    await answer;
    await goOn('D1', 1, 'run, inside its transaction');
  });

  it('when a mail is with the mail server and not answered', async () => {
    const nth = 1 + random(MAILS - 5);
    const killed = killOnMail(nth);
    await Promise.all([begin('D2'), killed]);
    await goOn('D2', 1, `run, mail ${nth} of ${MAILS} taken and not answered`);
  });

  it('when a mail has been recorded as sent', async () => {
    const nth = 1 + random(MAILS - 10);
    const answer = begin('D3');
    await recorded('D3', nth);
    await life.server.kill();
    await answer;
    await goOn('D3', 1, `run, mail ${nth} of ${MAILS} recorded as sent`);
  });

  it('at any time after a mail', async () => {
    const [nth, ms] = [1 + random(MAILS - 10), 1 + random(40)];
    const killed = killOnMail(nth, ms);
    await Promise.all([begin('D4'), killed]);
    await goOn('D4', 1, `run, ${ms} ms after mail ${nth} of ${MAILS}`);
  });

  it('and once more while it makes good for the first time', async () => {
    const nth = 1 + random(10);
    const killed = killOnMail(nth);
    await Promise.all([begin('D5'), killed]);
    tell(`run, mail ${nth} of ${MAILS} taken and not answered`, 'and started again');
    const again = killOnMail(3);
    await life.start();
    await again;
    await goOn('D5', 2, 'run, third mail after the restart taken and not answered');
  });
});

const PAYMENTS = 4;

describe('the server is killed in a payment', () => {
  const count = (file: string, sql: string): number => lookUp<{ n: number }>(file, `SELECT count(*) AS n FROM ${sql}`)[0]?.n ?? 0;

  /** Waits until there is one more such row than now, kills right then, and starts again. */
  async function killAtNext(file: string, rows: string, work: () => Promise<void>): Promise<void> {
    const before = count(file, rows);
    const answer = work().catch(() => undefined);
    await untilRow(file, `SELECT count(*) > ? FROM ${rows}`, before);
    await life.server.kill();
    await answer;
    await life.start();
  }

  beforeAll(async () => {
    await life.dun(PAYING, runId(PAYING));
    await life.mailGone();
  });

  async function goOn(number: number, moment: string): Promise<void> {
    const [before, waiting] = [count(life.store, 'payments'), count(life.store, "provider_callbacks WHERE state = 'received'")];
    await life.paid(number);
    tell(
      moment,
      `${before === number ? 'booked' : 'not yet booked'} after the restart, ${waiting} callbacks in the journal to be worked off`,
    );
    expect(count(life.store, 'payments')).toBe(number);
    expect(count(life.store, "payment_intents WHERE status = 'paid'")).toBe(number);
    expect(count(life.sandboxStore, 'payments')).toBe(number);
    const away = lookUp<{ open: number; paid: number }>(
      life.store,
      `SELECT (SELECT sum(on_the_way) FROM invoices) AS open, (SELECT sum(amount) FROM payments) AS paid`,
    );
    expect(away[0]?.open).toBe(away[0]?.paid);
  }

  it('when the provider has made the payment and the answer is lost', async () => {
    const payer = await life.payer(PAYING, 0);
    await killAtNext(life.sandboxStore, 'payments', () => payer.press());
    await payer.press();
    await payer.pay();
    await goOn(1, 'payment, made at the provider');
  });

  it('when the debtor has paid and the provider has not called', async () => {
    const payer = await life.payer(PAYING, 1);
    await payer.press();
    await killAtNext(life.sandboxStore, "payments WHERE status = 'paid'", () => payer.pay());
    await goOn(2, 'payment, paid at the provider');
  });

  it('when the callback is in the journal', async () => {
    const payer = await life.payer(PAYING, 2);
    await payer.press();
    await killAtNext(life.store, 'provider_callbacks', () => payer.pay());
    await goOn(3, 'callback, in the journal');
  });

  it('when the money is booked', async () => {
    const payer = await life.payer(PAYING, 3);
    await payer.press();
    await killAtNext(life.store, 'payments', () => payer.pay());
    await goOn(4, 'callback, booked');
    await expectUndisturbed(PAYING);
  });
});

describe('an import is killed', () => {
  async function killImport(code: string, moment: (importer: CliProcess) => Promise<string>): Promise<void> {
    const before = life.facts(code);
    const importer = new CliProcess(life.folder.dataDir, life.importArgs(code));
    await importer.printed(() => importer.stderr.includes('import started'));
    const reached = await moment(importer);
    await importer.kill();
    // All of it or nothing of it; and the same import once more completes it.
    const after = life.facts(code);
    const done = after.imports?.length !== before.imports?.length;
    tell(`import, ${reached}`, done ? 'all of it was kept' : 'nothing of it was kept');
    expectSameFacts(after, done ? control.facts(code) : before);
    const again = await life.folder.json<Record<string, unknown>>(...life.importArgs(code));
    expect(again).toMatchObject(
      done ? { imported: 0, updated: 0, settled: 0, rejected: [] } : { unchanged: expect.any(Number), rejected: [] },
    );
    // An import that was taken twice is in the list of imports twice, and nowhere else.
    expectSameFacts(done ? { ...life.facts(code), imports: after.imports ?? [] } : life.facts(code), control.facts(code));
    expect(await life.reports(code)).toEqual(await control.reports(code));
  }

  it('while it reads, beside a server that runs', async () => {
    await killImport('I1', async () => 'reading');
    expect(life.server.running).toBe(true);
  });

  it('inside its transaction', async () => {
    expect(await life.server.stop()).toBe(0);
    await killImport('I2', async () => {
      const ms = random(60);
      await untilWriting(life.store);
      await setTimeout(ms);
      return `${ms} ms into its transaction`;
    });
  });

  it('in the middle of its commit', async () => {
    await killImport('I3', async () => {
      const bytes = 1 + random(400_000);
      await untilLogGrows(life.store, bytes);
      return `at ${bytes} bytes of its commit`;
    });
  });
});

describe('after all of it', () => {
  it('everything is as if nothing had happened, and the store is sound', async () => {
    for (const code of [...DUNNED, PAYING]) await expectUndisturbed(code);
    const { ok, checks } = await life.folder.json<{ ok: boolean; checks: unknown }>('doctor');
    expect({ ok, checks }).toMatchObject({ ok: true });
    expect(kills).toBeGreaterThanOrEqual(10);
    const companies = [...DUNNED, PAYING];
    const [raw, single] = [life.smtp.received.length, companies.reduce((sum, code) => sum + deliveries(life, code).size, 0)];
    expect(single).toBe(MAILS * companies.length);
    process.stdout.write(
      `${kills} kills; ${single} mails arrived, ${raw - single} of them a second time with the same Message-ID and bytes\n`,
    );
  });
});
