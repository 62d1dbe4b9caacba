import { describe, expect, it } from 'vitest';
import type { RunningServer } from '../../portal-server/app/server.ts';
import type { Services } from '../../portal-server/app/services.ts';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import { tempDir } from '../support/temp-dir.ts';
import { memorySecrets, TestCore } from '../support/test-core.ts';
import { addAdministration, addDebtor, addInvoice, addUser, TODAY, testServer, testServices } from '../support/test-server.ts';

/** A company, and a desktop of Anna's that was closed after a day's work on line. */
async function closedDesktop() {
  const dataDir = tempDir();
  const services = await testServices({ dataDir });
  const administrationId = await addAdministration(services);
  await addUser(services, 'collector', administrationId, 'anna@example.test');
  await addUser(services, 'collector', administrationId, 'bram@example.test');
  const debtorId = await addDebtor(services, administrationId, '1001');
  const invoiceId = await addInvoice(services, { id: debtorId, administrationId }, 'F1', 40);
  const plan = { debtorId, kind: 'call', dueOn: '2026-03-10' };
  const actor = { kind: 'system', name: 'test' } as const;
  const { actionId } = await giveCommand<{ actionId: string }>(services, { commandId: 'plan', name: 'plan-action', args: plan, actor });
  const server = await testServer(services);
  const profile = { folder: tempDir(), secrets: memorySecrets() };
  const anna = await new TestCore(server.url, profile).signIn('anna@example.test');
  await anna.core.stop();
  return { dataDir, services, server, profile, administrationId, debtorId, invoiceId, actionId };
}

type Closed = Awaited<ReturnType<typeof closedDesktop>>;

/** The server is away, and the desktop starts without it. */
async function startOffline({ server, profile }: Closed): Promise<TestCore> {
  await server.stop();
  const anna = new TestCore(server.url, profile);
  await anna.core.start();
  await anna.query('status.get', {});
  return anna;
}

/** `first` happens before any desktop can reach the server: they come back within a moment of its listening. */
async function serverBack(
  { dataDir, server }: Closed,
  first: (services: Services) => Promise<unknown> = async () => undefined,
): Promise<{ services: Services; server: RunningServer }> {
  const services = await testServices({ dataDir, create: false, overrides: { port: Number(new URL(server.url).port) } });
  await first(services);
  return { services, server: await testServer(services) };
}

/** What a user's commands were, in the order in which they took effect. */
async function commandsInOrder({ store }: Services, email: string): Promise<string[]> {
  return store.read(async (tx) => {
    const [user] = await tx.list('users', { where: { email } });
    const audit = await tx.list('auditLog', { where: { actorId: user?.id ?? '' } });
    const versions = new Map<string, number>();
    for (const { id, outcome } of await tx.list('commandResults', { where: {} }))
      versions.set(id, outcome.status === 'applied' ? (outcome.version ?? 0) : 0);
    const at = ({ commandId }: { commandId: string }) => versions.get(commandId) ?? 0;
    return audit.sort((a, b) => at(a) - at(b)).map(({ command }) => command);
  });
}

const allPages = { administrationId: null, assigneeId: null, sort: 'priority', direction: 'desc', offset: 0, limit: 10 } as const;

describe('without a network', () => {
  it('a desktop starts, shows what it knows and records what is done; on return it goes up in order', async () => {
    const closed = await closedDesktop();
    const { debtorId, actionId } = closed;
    const anna = await startOffline(closed);
    expect(await anna.query('session.get', {})).toMatchObject({ state: 'signed-in', user: { name: 'anna' } });
    expect((await anna.query('debtor.header', { debtorId })).balances[0]).toMatchObject({ open: 10_000, overdue: 10_000 });
    expect((await anna.query('worklist.page', allPages)).rows.map((row) => row.actionId)).toEqual([actionId]);

    await anna.command('add-note', { debtorId, text: 'first' });
    await anna.command('log-call', { debtorId, outcome: 'voicemail', text: 'second' });
    await anna.command('plan-action', { debtorId, kind: 'call', dueOn: TODAY, title: 'third' });
    await anna.command('finish-action', { actionId, outcome: 'fourth' });
    expect(await anna.query('status.get', {})).toMatchObject({ connection: 'offline', pending: 4, refused: 0, problem: null });
    expect((await anna.query('worklist.page', allPages)).rows.map((row) => row.title)).toEqual(['third']);
    await expect(anna.command('update-company', { administrationId: closed.administrationId, name: 'New' })).rejects.toMatchObject({
      code: 'network.unreachable',
    });

    // Closed and started again, still without a network: all of it is there.
    await anna.core.stop();
    const again = new TestCore(closed.server.url, closed.profile);
    await again.core.start();
    expect((await again.query('debtor.timeline', { debtorId })).map((entry) => entry.kind).sort()).toEqual(['action-done', 'call', 'note']);
    expect((await again.query('status.get', {})).pending).toBe(4);

    const { services, server } = await serverBack(closed);
    // Meanwhile a colleague did something too.
    const bram = await new TestCore(server.url).signIn('bram@example.test');
    await bram.command('add-note', { debtorId, text: 'by Bram', pinned: true });
    await again.request('call', 'sync.now', {});
    await again.until(async () => (await again.query('debtor.header', { debtorId })).pinnedNotes.length === 1);
    expect(await again.query('status.get', {})).toMatchObject({ connection: 'online', pending: 0, refused: 0 });
    expect(await commandsInOrder(services, 'anna@example.test')).toEqual(['add-note', 'log-call', 'plan-action', 'finish-action']);
    expect(again.faults).toEqual([]);
  });

  it('a change that a colleague was before is refused with both values, and may be made again or left', async () => {
    const closed = await closedDesktop();
    const { debtorId, invoiceId } = closed;
    const anna = await startOffline(closed);
    const [invoice] = await anna.query('debtor.invoices', { debtorId });
    const seen = [{ table: 'invoices', id: invoiceId, version: invoice?.rowVersion ?? 0 }];
    await anna.command('block-invoice', { debtorId, invoiceIds: [invoiceId], reason: 'hers' }, seen);
    await anna.command('add-note', { debtorId, text: 'goes on' });

    const roles = [{ administrationId: closed.administrationId, role: 'collector' as const }];
    const { server } = await serverBack(closed, async (services) => {
      const [bram] = await services.store.read((tx) => tx.list('users', { where: { email: 'bram@example.test' } }));
      const actor = { kind: 'user' as const, userId: bram?.id ?? '', roles };
      await giveCommand(services, {
        commandId: 'his',
        name: 'block-invoice',
        args: { debtorId, invoiceIds: [invoiceId], reason: 'his' },
        actor,
      });
    });
    const bram = await new TestCore(server.url).signIn('bram@example.test');
    await anna.request('call', 'sync.now', {});
    await anna.until(async () => (await anna.query('status.get', {})).refused === 1);
    expect(await anna.query('status.get', {})).toMatchObject({ pending: 0, refused: 1 });
    expect(anna.events('refused')).toMatchObject([{ command: 'block-invoice', error: { code: 'row-changed' } }]);

    // The refusal outlives the program.
    await anna.core.stop();
    const again = new TestCore(closed.server.url, closed.profile);
    await again.core.start();
    await again.request('call', 'sync.now', {});
    const [refusal] = await again.query('sync.refusals', {});
    expect(refusal).toMatchObject({
      command: 'block-invoice',
      error: { code: 'row-changed' },
      debtor: { id: debtorId, number: '1001' },
      differences: [{ field: 'blockedReason', yours: 'hers', current: 'his' }],
      canRetry: true,
    });

    await again.request('call', 'sync.retry-refusal', { commandId: refusal?.commandId });
    expect(await again.query('sync.refusals', {})).toEqual([]);
    await again.request('call', 'sync.now', {});
    await bram.until(async () => (await bram.query('debtor.invoices', { debtorId }))[0]?.blockedReason === 'hers');
    expect(await again.query('status.get', {})).toMatchObject({ pending: 0, refused: 0 });
  });

  it('a refusal that is dismissed is gone for good', async () => {
    const closed = await closedDesktop();
    const { actionId } = closed;
    const anna = await startOffline(closed);
    await anna.command('finish-action', { actionId, outcome: 'hers' });
    const { server } = await serverBack(closed);
    const bram = await new TestCore(server.url).signIn('bram@example.test');
    await bram.command('finish-action', { actionId, outcome: 'his' });
    await bram.until(async () => (await bram.query('status.get', {})).pending === 0);
    await anna.request('call', 'sync.now', {});
    await anna.until(async () => (await anna.query('status.get', {})).refused === 1);
    const [refusal] = await anna.query('sync.refusals', {});
    expect(refusal).toMatchObject({
      command: 'finish-action',
      error: { code: 'action.not-open' },
      differences: [{ field: 'outcome', yours: 'hers', current: 'his' }],
    });
    await anna.request('call', 'sync.dismiss-refusal', { commandId: refusal?.commandId });
    expect(await anna.query('sync.refusals', {})).toEqual([]);
    await anna.core.stop();
    const again = new TestCore(closed.server.url, closed.profile);
    await again.core.start();
    expect((await again.query('status.get', {})).refused).toBe(0);
  });
});
