import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { databaseOf } from '../../support/engine.ts';
import { KillStory, MAILS } from '../../support/kill-story.ts';
import { PAYING } from '../../support/kill-world.ts';
import { type DatabaseWatch, watchDatabase } from '../../support/postgres-watch.ts';

/*
 * As in ../sqlite/kill.test.ts. What differs here: a killed server's transaction is ended by the database server, which
 * lives on, and what it had leased is taken over when the lease has run out.
 */

// Many processes are started here, which takes its time on a machine that is busy with other things.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const PAYMENTS = 2;

let story: KillStory;
let database: DatabaseWatch;

beforeAll(async () => {
  story = await KillStory.begin({ dunned: ['D1', 'D2', 'D3'], imported: [] }, PAYMENTS);
  database = watchDatabase(databaseOf(story.life.folder.dataDir));
});
afterAll(() => story?.close());

describe('the server is killed in a dunning run', () => {
  it('inside its transaction', async () => {
    await database.killBeforeWriteTo(
      'messages',
      () => story.beginRun('D1'),
      () => story.life.server.kill(),
    );
    expect(await story.life.store.lookUp('SELECT id FROM messages')).toEqual([]);
    await story.goOnDunning('D1', 1, 'run, inside its transaction');
  });

  it('when a mail is with the mail server and not answered', async () => {
    const nth = MAILS / 2;
    const killed = story.killOnMail(nth);
    await Promise.all([story.beginRun('D2'), killed]);
    await story.goOnDunning('D2', 1, `run, mail ${nth} of ${MAILS} taken and not answered`);
  });

  it('when a mail has been recorded as sent', async () => {
    const nth = MAILS / 4;
    const answer = story.beginRun('D3');
    await story.recorded('D3', nth);
    await story.life.server.kill();
    await answer;
    await story.goOnDunning('D3', 1, `run, mail ${nth} of ${MAILS} recorded as sent`);
  });
});

describe('the server is killed in a payment', () => {
  beforeAll(() => story.runForPayers());

  it('when the callback is in the journal and the money is not booked', async () => {
    const payer = await story.life.payer(PAYING, 0);
    await payer.press();
    await database.killBeforeWriteTo(
      'payments',
      () => payer.pay(),
      () => story.life.server.kill(),
    );
    expect(await database.lookUp('SELECT state FROM provider_callbacks')).toEqual([{ state: 'received' }]);
    expect(await database.lookUp('SELECT id FROM payments')).toEqual([]);
    await story.life.start();
    await story.goOnPaying(1, 'callback, in the journal');
  });

  it('when the money is booked', async () => {
    const payer = await story.life.payer(PAYING, 1);
    await payer.press();
    await story.killAtNext(story.life.store, 'payments', () => payer.pay());
    await story.goOnPaying(2, 'callback, booked');
  });
});

it('after all of it everything is as if nothing had happened, and the store is sound', async () => {
  expect(story.kills).toBe(5);
  await story.expectAllUndisturbed();
});
