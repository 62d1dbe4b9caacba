import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import { fixedClock } from '../../src-shared/kernel/index.ts';
import { tempDir } from '../support/temp-dir.ts';
import { memorySecrets, TestCore } from '../support/test-core.ts';
import { addAdministration, addDebtor, addInvoice, addUser, TODAY, testServer, testServices } from '../support/test-server.ts';

async function company() {
  const services = await testServices();
  const administrationId = await addAdministration(services);
  await addUser(services, 'collector', administrationId, 'anna@example.test');
  await addUser(services, 'collector', administrationId, 'bram@example.test');
  const debtorId = await addDebtor(services, administrationId, '1001');
  await addInvoice(services, { id: debtorId, administrationId }, 'F1', 40);
  await addInvoice(services, { id: debtorId, administrationId }, 'F2', 5, { open: 2_500 });
  const server = await testServer(services);
  return { services, server, administrationId, debtorId };
}

describe('sync', () => {
  it('fills a new client and shows its balances', async () => {
    const { server, debtorId } = await company();
    const anna = await new TestCore(server.url).signIn('anna@example.test');
    const header = await anna.query('debtor.header', { debtorId });
    expect(header.balances[0]).toMatchObject({
      currency: 'EUR',
      open: 12_500,
      overdue: 12_500,
      ageing: [0, 2_500, 10_000, 0, 0],
      openInvoices: 2,
    });
    expect((await anna.query('debtor.invoices', { debtorId })).map((invoice) => [invoice.number, invoice.daysOverdue])).toEqual([
      ['F1', 40],
      ['F2', 5],
    ]);
  });

  it('carries a command to a colleague without a click', async () => {
    const { server, debtorId } = await company();
    const anna = await new TestCore(server.url).signIn('anna@example.test');
    const bram = await new TestCore(server.url).signIn('bram@example.test');
    const reply = await anna.command('add-note', { debtorId, text: 'Ask for Peter', pinned: true });
    expect(reply.state).toBe('pending');
    expect((await anna.query('debtor.header', { debtorId })).pinnedNotes.map((note) => note.text)).toEqual(['Ask for Peter']);
    await bram.until(async () => (await bram.query('debtor.header', { debtorId })).pinnedNotes.length === 1);
    const [theirs] = await bram.query('debtor.timeline', { debtorId });
    expect(theirs).toMatchObject({ kind: 'note', actorName: 'anna' });
    // Both sides name the rows alike: the server's answer replaces the optimistic row and does not double it.
    await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
    expect(await anna.query('debtor.timeline', { debtorId })).toEqual([theirs]);
  });

  it('shows what the server made of a command, also when the power went before the outbox had noted that it had come', async () => {
    const { server, debtorId } = await company();
    const profile = { folder: tempDir(), secrets: memorySecrets() };
    const before = await new TestCore(server.url, profile).signIn('anna@example.test');
    await before.command('add-note', { debtorId, text: 'Ask for Peter' });
    await before.core.syncNow();
    const [theirs] = await before.query('debtor.timeline', { debtorId });
    await before.core.stop();
    const outbox = new Database(join(profile.folder, 'outbox.sqlite'));
    expect(outbox.prepare('UPDATE taken SET seen = 0').run().changes).toBe(1);
    outbox.close();

    const after = new TestCore(server.url, { ...profile, clock: fixedClock(`${TODAY}T15:00:00Z`) });
    await after.core.start();
    await after.core.syncNow();
    expect(await after.query('debtor.timeline', { debtorId })).toEqual([theirs]);
  });

  it('asks once for the result of its own command, not again when it is poked for it', async () => {
    const { server, debtorId } = await company();
    const anna = await new TestCore(server.url).signIn('anna@example.test');
    await anna.core.syncNow();
    const pull = anna.core.server.pull.bind(anna.core.server);
    let pulls = 0;
    const before = anna.events('changed').length;
    anna.core.server.pull = (...given) => {
      pulls += 1;
      return pull(...given);
    };
    for (let note = 0; note < 10; note += 1) {
      await anna.command('add-note', { debtorId, text: `note ${note}` });
      // Once for what is to be seen at once, once for what the server made of it.
      await anna.until(() => anna.events('changed').length >= before + 2 * (note + 1));
    }
    await anna.core.syncNow();
    // One for each command, one for the call above, and one when the connection for pokes came to be.
    expect(pulls).toBeLessThanOrEqual(12);
    expect((await anna.query('debtor.timeline', { debtorId })).length).toBe(10);
  });

  it('puts actions on the worklist in order of priority and takes done ones off', async () => {
    const { services, server, debtorId, administrationId } = await company();
    const small = await addDebtor(services, administrationId, '1002');
    for (const id of [small, debtorId]) {
      await giveCommand(services, {
        commandId: `plan-${id}`,
        name: 'plan-action',
        args: { debtorId: id, kind: 'call', dueOn: '2026-03-10' },
        actor: { kind: 'system', name: 'test' },
      });
    }
    const anna = await new TestCore(server.url).signIn('anna@example.test');
    const page = () =>
      anna.query('worklist.page', { administrationId: null, assigneeId: null, sort: 'priority', direction: 'desc', offset: 0, limit: 10 });
    const first = await page();
    expect(first.rows.map((row) => row.debtorNumber)).toEqual(['1001', '1002']);
    expect(first.total).toEqual({ actions: 2, debtors: 2, overdue: { EUR: 12_500 } });
    const top = first.rows[0];
    await anna.command('finish-action', { actionId: top?.actionId ?? '' });
    expect((await page()).rows.map((row) => row.debtorNumber)).toEqual(['1002']);
  });

  it('takes back a change the server refuses and says so', async () => {
    const { services, server, debtorId } = await company();
    const { actionId } = await giveCommand<{ actionId: string }>(services, {
      commandId: 'plan',
      name: 'plan-action',
      args: { debtorId, kind: 'call', dueOn: '2026-03-10' },
      actor: { kind: 'system', name: 'test' },
    });
    const anna = await new TestCore(server.url).signIn('anna@example.test');
    const bram = await new TestCore(server.url).signIn('bram@example.test');
    // Both finish it before either has heard of the other.
    await Promise.all([
      anna.command('finish-action', { actionId, outcome: 'by Anna' }),
      bram.command('finish-action', { actionId, outcome: 'by Bram' }),
    ]);
    const refusals = () => [...anna.events('refused'), ...bram.events('refused')];
    await Promise.race([anna.until(() => refusals().length > 0), bram.until(() => refusals().length > 0)]);
    expect(refusals()).toMatchObject([{ command: 'finish-action', error: { code: 'action.not-open' } }]);
    const timelines = async () => [await anna.query('debtor.timeline', { debtorId }), await bram.query('debtor.timeline', { debtorId })];
    const alike = async () => {
      const [hers, his] = await timelines();
      return JSON.stringify(hers) === JSON.stringify(his);
    };
    await Promise.race([anna.until(alike), bram.until(alike)]);
    expect((await timelines()).map((entries) => entries.length)).toEqual([1, 1]);
  });

  it('drops the rows of an administration when the right is taken away', async () => {
    const { services, server, debtorId } = await company();
    const anna = await new TestCore(server.url).signIn('anna@example.test');
    await anna.query('debtor.header', { debtorId });
    await services.store.write(async (tx) => {
      const [user] = await tx.list('users', { where: { email: 'anna@example.test' } });
      for (const role of await tx.list('userRoles', { where: { userId: user?.id } })) await tx.remove('userRoles', role.id);
    });
    await anna.until(() =>
      anna.query('debtor.header', { debtorId }).then(
        () => false,
        (error) => error.code === 'not-found',
      ),
    );
  });

  it('answers a wrong password ten times without telling whether the address exists', async () => {
    const { server } = await company();
    const answers = async (email: string) => {
      const core = new TestCore(server.url);
      const codes: string[] = [];
      for (let i = 0; i < 10; i += 1)
        codes.push(
          await core.request('call', 'auth.sign-in', { email, password: 'guess' }).then(
            () => 'in',
            (error) => error.code,
          ),
        );
      return codes;
    };
    const known = await answers('anna@example.test');
    expect(known).toEqual(await answers('nobody@example.test'));
    expect(known[0]).toBe('auth.wrong-credentials');
    expect(known.at(-1)).toBe('auth.too-many-attempts');
  });
});
