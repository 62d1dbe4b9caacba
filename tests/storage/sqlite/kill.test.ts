import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { storeFile } from '../../../portal-server/storage/open-store.ts';
import { expectSameFacts, KillStory, MAILS } from '../../support/kill-story.ts';
import { type KillWorld, PAYING } from '../../support/kill-world.ts';
import { CliProcess } from '../../support/server-process.ts';
import { untilLogGrows, untilWriting } from '../../support/store-watch.ts';

/*
 * The server process dies without a word at moments that are chosen by how far its work has come, and is started again.
 * Whatever the moment, in the end everything must be as in a control installation that nobody disturbed.
 */

// Many processes are started here, which takes its time on a machine that is busy with other things.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const SEED = Number(process.env.KASSTROOM_KILL_SEED ?? Date.now() % 1_000_000);
const CAST = { dunned: ['D1', 'D2', 'D3', 'D4', 'D5'], imported: ['I1', 'I2', 'I3'], snapshot: 'I3' };
const PAYMENTS = 4;

let state = SEED;
/** From 0 up to and without `below`. */
function random(below: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
  return (state >>> 8) % below;
}

let story: KillStory;
let control: KillWorld;
let life: KillWorld;
let file: string;

beforeAll(async () => {
  process.stdout.write(`seed ${SEED} (KASSTROOM_KILL_SEED repeats it)\n`);
  story = await KillStory.begin(CAST, PAYMENTS);
  ({ control, life } = story);
  file = storeFile(life.folder.dataDir);
});
afterAll(() => story?.close());

describe('the server is killed in a dunning run', () => {
  it('while its transaction is open', async () => {
    const answer = story.beginRun('D1');
    await untilWriting(file);
    await life.server.kill();
    await answer;
    await story.goOnDunning('D1', 1, 'run, inside its transaction');
  });

  it('when a mail is with the mail server and not answered', async () => {
    const nth = 1 + random(MAILS - 5);
    const killed = story.killOnMail(nth);
    await Promise.all([story.beginRun('D2'), killed]);
    await story.goOnDunning('D2', 1, `run, mail ${nth} of ${MAILS} taken and not answered`);
  });

  it('when a mail has been recorded as sent', async () => {
    const nth = 1 + random(MAILS - 10);
    const answer = story.beginRun('D3');
    await story.recorded('D3', nth);
    await life.server.kill();
    await answer;
    await story.goOnDunning('D3', 1, `run, mail ${nth} of ${MAILS} recorded as sent`);
  });

  it('at any time after a mail', async () => {
    const [nth, ms] = [1 + random(MAILS - 10), 1 + random(40)];
    const killed = story.killOnMail(nth, ms);
    await Promise.all([story.beginRun('D4'), killed]);
    await story.goOnDunning('D4', 1, `run, ${ms} ms after mail ${nth} of ${MAILS}`);
  });

  it('and once more while it makes good for the first time', async () => {
    const nth = 1 + random(10);
    const killed = story.killOnMail(nth);
    await Promise.all([story.beginRun('D5'), killed]);
    story.tell(`run, mail ${nth} of ${MAILS} taken and not answered`, 'and started again');
    const up = life.start();
    await Promise.all([up, story.killOnMail(3, 0, up)]);
    await story.goOnDunning('D5', 2, 'run, third mail after the restart taken and not answered');
  });
});

describe('the server is killed in a payment', () => {
  beforeAll(() => story.runForPayers());

  it('when the provider has made the payment and the answer is lost', async () => {
    const payer = await life.payer(PAYING, 0);
    await story.killAtNext(life.sandboxStore, 'payments', () => payer.press());
    await payer.press();
    await payer.pay();
    await story.goOnPaying(1, 'payment, made at the provider');
  });

  it('when the debtor has paid and the provider has not called', async () => {
    const payer = await life.payer(PAYING, 1);
    await payer.press();
    await story.killAtNext(life.sandboxStore, "payments WHERE status = 'paid'", () => payer.pay());
    await story.goOnPaying(2, 'payment, paid at the provider');
  });

  it('when the callback is in the journal', async () => {
    const payer = await life.payer(PAYING, 2);
    await payer.press();
    await story.killAtNext(life.store, 'provider_callbacks', () => payer.pay());
    await story.goOnPaying(3, 'callback, in the journal');
  });

  it('when the money is booked', async () => {
    const payer = await life.payer(PAYING, 3);
    await payer.press();
    await story.killAtNext(life.store, 'payments', () => payer.pay());
    await story.goOnPaying(4, 'callback, booked');
    await story.expectUndisturbed(PAYING);
  });
});

describe('an import is killed', () => {
  async function killImport(code: string, moment: (importer: CliProcess) => Promise<string>): Promise<void> {
    const before = await life.facts(code);
    const importer = new CliProcess(life.folder.dataDir, life.importArgs(code));
    await importer.printed(() => importer.stderr.includes('import started'));
    const reached = await moment(importer);
    await importer.kill();
    // All of it or nothing of it; and the same import once more completes it.
    const after = await life.facts(code);
    const done = after.imports?.length !== before.imports?.length;
    story.tell(`import, ${reached}`, done ? 'all of it was kept' : 'nothing of it was kept');
    expectSameFacts(after, done ? await control.facts(code) : before);
    const again = await life.folder.json<Record<string, unknown>>(...life.importArgs(code));
    expect(again).toMatchObject(
      done ? { imported: 0, updated: 0, settled: 0, rejected: [] } : { unchanged: expect.any(Number), rejected: [] },
    );
    // An import that was taken twice is in the list of imports twice, and nowhere else.
    expectSameFacts(
      done ? { ...(await life.facts(code)), imports: after.imports ?? [] } : await life.facts(code),
      await control.facts(code),
    );
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
      await untilWriting(file);
      await setTimeout(ms);
      return `${ms} ms into its transaction`;
    });
  });

  it('in the middle of its commit', async () => {
    await killImport('I3', async () => {
      const bytes = 1 + random(400_000);
      await untilLogGrows(file, bytes);
      return `at ${bytes} bytes of its commit`;
    });
  });
});

describe('after all of it', () => {
  it('everything is as if nothing had happened, and the store is sound', async () => {
    expect(story.kills).toBeGreaterThanOrEqual(10);
    await story.expectAllUndisturbed();
  });
});
