import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DunningCli, registerDunning } from '../../portal-server/cli/dunning.ts';
import { Outbox } from '../../portal-server/jobs/outbox.ts';
import { day } from '../../src-shared/kernel/index.ts';
import { type DunningWorld, debtor, invoice, openDunningWorld } from '../support/dunning-world.ts';

let world: DunningWorld;
beforeEach(async () => {
  world = await openDunningWorld();
  await world.put('debtors', debtor('1'), debtor('2', { email: '' }));
  await world.put('invoices', invoice('1', 'A', '2026-01-07', 20_050), invoice('2', 'B', '2026-01-07', 7_500));
});
afterEach(() => world.close());

type Result = { json: Record<string, unknown>; text: string; failure?: string };

/** The command line without its frame: what the frame gives, the command's result back. */
async function cli(...args: string[]): Promise<Result> {
  let result: Result | undefined;
  const frame: DunningCli = {
    action: (command, run) =>
      command.action(async () => {
        const context = { withServices: <T>(body: (services: typeof world.services) => Promise<T>) => body(world.services) };
        result = (await run(context, command.opts())) as Result;
      }),
    chooseAdministration: async (tx) => {
      const [only] = await tx.list('administrations', { where: {} });
      if (!only) throw new Error('no administration');
      return only;
    },
    dayOption: (_option, value) => day(value),
    todayIn: () => day('2026-03-10'),
  };
  const program = new Command();
  registerDunning(program, frame);
  await program.parseAsync(['dunning', ...args], { from: 'user' });
  if (!result) throw new Error('no result');
  return result;
}

describe('dunning on the command line', () => {
  it('shows the plan and changes nothing', async () => {
    const { json, text } = await cli('preview', '--date', '2026-03-10');
    expect(json).toMatchObject({
      administration: 'LK',
      date: '2026-03-10',
      totals: { EUR: '200.50' },
      messages: [{ debtorNumber: '1', amount: '200.50', stepName: 'reminder.friendly', lines: [{ number: 'A', asked: '200.50' }] }],
      skipped: [{ debtorNumber: '2', amount: '75.00', reason: 'no-email' }],
    });
    expect(text).toContain('Debtor 1: Reminder, €200.50');
    expect(await world.list('messages')).toEqual([]);
  });

  it('runs what was shown, sends it, and does nothing the second time', async () => {
    const { json: preview } = await cli('preview');
    const { json, text, failure } = await cli('run', '--plan-hash', String(preview.planHash));
    expect(json).toMatchObject({
      messages: 1,
      invoices: 1,
      totals: { EUR: '200.50' },
      missingEmail: 1,
      mail: { by: 'command-line', caught: 1 },
    });
    expect(text).toContain('1 caught');
    expect(failure).toBeUndefined();
    expect(await world.list('messages')).toMatchObject([{ state: 'caught' }]);
    expect((await cli('run')).json).toMatchObject({ messages: 0, mail: { caught: 0 } });
    await expect(cli('run', '--plan-hash', String(preview.planHash))).rejects.toMatchObject({ code: 'dunning.plan-changed' });
    await expect(cli('run', '--date', '2026-03-09')).rejects.toMatchObject({ code: 'dunning.before-last-run' });
  });

  it('leaves the sending to a server that runs on the same folder, or that is asked to do it', async () => {
    const server = new Outbox(world.services);
    await server.drainOnce();
    const { json, text } = await cli('run');
    expect(json).toMatchObject({ messages: 1, mail: { by: 'server', caught: 0 } });
    expect(text).toContain('The server sends them.');
    expect(await server.drainOnce()).toMatchObject({ caught: 1 });
    await server.stop();
    await world.put('invoices', invoice('1', 'C', '2026-01-07', 1_000));
    expect((await cli('run', '--no-send')).json).toMatchObject({ messages: 1, mail: { by: 'server' } });
    expect((await world.list('messages')).map(({ state }) => state).sort()).toEqual(['caught', 'queued']);
  });

  it('says when mail was refused', async () => {
    await world.give('save-outgoing-mail', { transport: 'smtp', host: '127.0.0.1', port: 1, security: 'none' });
    expect(await cli('run')).toMatchObject({ json: { mail: { waiting: 1 } }, failure: expect.stringContaining('1 wait') });
  });
});
