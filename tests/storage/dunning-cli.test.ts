import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cli } from '../../portal-server/cli/cli.ts';
import { registerDunning } from '../../portal-server/cli/dunning.ts';
import { Outbox } from '../../portal-server/jobs/outbox.ts';
import { type DunningWorld, debtor, invoice, openDunningWorld } from '../support/dunning-world.ts';
import { engine } from '../support/engine.ts';

let world: DunningWorld;
beforeEach(async () => {
  world = await openDunningWorld();
  await world.put('debtors', debtor('1'), debtor('2', { email: '' }));
  await world.put('invoices', invoice('1', 'A', '2026-01-07', 20_050), invoice('2', 'B', '2026-01-07', 7_500));
});
afterEach(() => world.close());

type Result = { exitCode: number; json: Record<string, unknown>; text: string; message: string };

/** The command line on the world's data folder, with its result read from stdout. */
async function cli(...args: string[]): Promise<Result> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const io = { stdin: process.stdin, stdout, stderr, env: { KASSTROOM_LOG_LEVEL: 'silent' }, cwd: world.dataDir };
  const frame = new Cli(io);
  const program = new Command();
  registerDunning(program, frame);
  await program.parseAsync(['dunning', ...args, '--data', world.dataDir], { from: 'user' });
  const [text, message] = [String(stdout.read() ?? ''), String(stderr.read() ?? '')];
  return { exitCode: frame.exitCode, text, message, json: args.includes('--json') ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

const DATE = ['--date', '2026-03-10'];
const preview = () => cli('preview', ...DATE, '--json');
const run = (...args: string[]) => cli('run', ...DATE, '--json', ...args);

describe('dunning on the command line', () => {
  it('shows the plan and changes nothing', async () => {
    expect((await preview()).json).toMatchObject({
      administration: 'LK',
      date: '2026-03-10',
      totals: { EUR: '200.50' },
      messages: [{ debtorNumber: '1', amount: '200.50', stepName: 'reminder.friendly', lines: [{ number: 'A', asked: '200.50' }] }],
      skipped: [{ debtorNumber: '2', amount: '75.00', reason: 'no-email' }],
    });
    expect((await cli('preview', ...DATE)).text).toContain('Debtor 1: Reminder, €200.50');
    expect(await world.list('messages')).toEqual([]);
  });

  it('runs what was shown, sends it, and does nothing the second time', async () => {
    const { planHash } = (await preview()).json;
    const { json, exitCode } = await run('--plan-hash', String(planHash));
    const totals = { EUR: '200.50' };
    expect(json).toMatchObject({ messages: 1, invoices: 1, totals, missingEmail: 1, mail: { by: 'command-line', caught: 1 } });
    expect(exitCode).toBe(0);
    expect(await world.list('messages')).toMatchObject([{ state: 'caught' }]);
    expect((await run()).json).toMatchObject({ messages: 0, mail: { caught: 0 } });
  });

  it('refuses another plan than the previewed one and a day before the last run, in words', async () => {
    const { planHash } = (await preview()).json;
    await run();
    expect(await run('--plan-hash', String(planHash))).toMatchObject({ exitCode: 1, json: { error: { code: 'dunning.plan-changed' } } });
    const early = await cli('run', '--date', '2026-03-09');
    expect(early).toMatchObject({ exitCode: 1, text: '' });
    expect(early.message).toBe('The last run was on 2026-03-10; a run before that date is not possible.\n');
    expect(await cli('run', '--date', '10-03-2026')).toMatchObject({ exitCode: 1, message: expect.stringContaining('--date') });
  });

  // On PostgreSQL the command line sends beside the server.
  it.skipIf(engine === 'postgres')('leaves the sending to a server that runs on the same folder, or that is asked to do it', async () => {
    const server = new Outbox(world.services);
    await server.drainOnce();
    const { text } = await cli('run', ...DATE);
    expect(text).toContain('The server sends them.');
    // The command line lives by the machine's clock, the server of this test in the past.
    world.clock.advance(Date.now() - world.clock.now().getTime() + 1_000);
    expect(await server.drainOnce()).toMatchObject({ caught: 1 });
    await server.stop();
    await world.put('invoices', invoice('1', 'C', '2026-01-07', 1_000));
    expect((await run('--no-send')).json).toMatchObject({ messages: 1, mail: { by: 'server', caught: 0 } });
    expect((await world.list('messages')).map(({ state }) => state).sort()).toEqual(['caught', 'queued']);
  });

  it('says when mail could not be sent, and fails', async () => {
    await world.give('save-outgoing-mail', { transport: 'smtp', host: '127.0.0.1', port: 1, security: 'none' });
    const result = await run();
    expect(result).toMatchObject({ exitCode: 1, json: { messages: 1, mail: { waiting: 1 } } });
    expect(result.message).toContain('1 wait');
  });
});
