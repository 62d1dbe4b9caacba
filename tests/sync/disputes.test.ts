import { expect, it } from 'vitest';
import { tempDir } from '../support/temp-dir.ts';
import { memorySecrets, TestCore } from '../support/test-core.ts';
import { addAdministration, addDebtor, addInvoice, addUser, testServer, testServices } from '../support/test-server.ts';

async function office() {
  const dataDir = tempDir();
  const services = await testServices({ dataDir });
  const administrationId = await addAdministration(services);
  const annaId = await addUser(services, 'collector', administrationId, 'anna@example.test');
  const bramId = await addUser(services, 'collector', administrationId, 'bram@example.test');
  const debtorId = await addDebtor(services, administrationId, '1001', { assigneeId: bramId, email: 'debtor@example.test' });
  const invoiceId = await addInvoice(services, { id: debtorId, administrationId }, 'F1', 40);
  const server = await testServer(services);
  const profile = { folder: tempDir(), secrets: memorySecrets() };
  await (await new TestCore(server.url, profile).signIn('anna@example.test')).core.stop();
  return { dataDir, server, profile, administrationId, annaId, bramId, debtorId, invoiceId };
}

it('a dispute, a note and a task that were recorded without a network reach the colleague, and one mail leaves for each', async () => {
  const { dataDir, server, profile, administrationId, bramId, debtorId, invoiceId } = await office();
  await server.stop();
  const anna = new TestCore(server.url, profile);
  await anna.core.start();
  const lines = [{ invoiceId, amount: 4_000 }];
  const opened = await anna.command('open-dispute', { debtorId, disputeTypeId: `${administrationId}:price`, lines });
  await anna.command('add-note', { debtorId, text: '@bram', invoiceIds: [invoiceId], mentions: [bramId] });
  await anna.command('create-task', { debtorId, toId: bramId, title: 'Delivered?', dueOn: '2026-03-12' as never });
  const { disputeId } = opened.value as { disputeId: string };
  expect(await anna.query('debtor.disputes', { debtorId })).toMatchObject([
    { id: disputeId, type: 'price', ownerId: bramId, answerBy: '2026-03-17', daysLeft: 5, lines: [{ amount: 4_000, most: 10_000 }] },
  ]);
  expect(await anna.query('debtor.invoices', { debtorId })).toMatchObject([{ disputedAmount: 4_000, disputeType: 'price', notes: 1 }]);
  expect(await anna.query('disputes.counts', { administrationId })).toEqual({ open: 1, overdue: 0 });

  const services = await testServices({ dataDir, create: false, overrides: { port: Number(new URL(server.url).port) } });
  const back = await testServer(services);
  await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
  const mails = await services.store.read((tx) => tx.list('messages', { where: {} }));
  expect(mails.map(({ templateKey }) => templateKey).sort()).toEqual(['dispute.confirmation.price', 'task.new']);
  expect(await services.store.read((tx) => tx.get('disputes', disputeId))).toMatchObject({ amount: 4_000, ownerId: bramId });

  const bram = await new TestCore(back.url).signIn('bram@example.test');
  const told = await bram.query('notifications.list', {});
  expect(told.rows.map(({ kind }) => kind).sort()).toEqual(['dispute-assigned', 'note-mention', 'task-new']);
  expect(await bram.query('tasks.counts', { administrationId })).toEqual({ mine: 1, answered: 0 });
  await bram.command('mark-notification-read', { administrationId, notificationIds: told.rows.map(({ id }) => id) });
  expect(await bram.query('notifications.list', {})).toMatchObject({ unread: 0 });
});

it('of two who change the same dispute the second is told, and nothing is lost', async () => {
  const { server, administrationId, debtorId, invoiceId } = await office();
  const sign = (email: string) => new TestCore(server.url).signIn(email);
  const [anna, bram] = [await sign('anna@example.test'), await sign('bram@example.test')];
  const lines = [{ invoiceId, amount: 4_000 }];
  await anna.command('open-dispute', { debtorId, disputeTypeId: `${administrationId}:price`, lines });
  await bram.until(async () => (await bram.query('debtor.disputes', { debtorId })).length === 1);
  const [seen] = await bram.query('debtor.disputes', { debtorId });
  const expected = [{ table: 'disputes', id: seen?.id ?? '', version: seen?.rowVersion ?? 0 }];
  await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
  await anna.command('update-dispute', { disputeId: seen?.id, lines: [{ invoiceId, amount: 6_000 }] }, expected);
  await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
  await bram.command('update-dispute', { disputeId: seen?.id, lines: [{ invoiceId, amount: 1_000 }] }, expected);
  await bram.until(async () => (await bram.query('sync.refusals', {})).length === 1);
  expect(await bram.query('sync.refusals', {})).toMatchObject([{ command: 'update-dispute', error: { code: 'row-changed' } }]);
  await bram.until(async () => (await bram.query('debtor.invoices', { debtorId }))[0]?.disputedAmount === 6_000);
});

it('a note that was removed is found no more, until it is brought back', async () => {
  const { server, debtorId } = await office();
  const anna = await new TestCore(server.url).signIn('anna@example.test');
  const { value } = await anna.command('add-note', { debtorId, text: 'Ask for Eva Vermeulen' });
  const { noteId } = value as { noteId: string };
  const found = async () => (await anna.query('search.all', { text: 'Vermeulen' })).notes.length;
  expect(await found()).toBe(1);
  await anna.command('remove-note', { noteId });
  expect(await found()).toBe(0);
  expect(await anna.query('debtor.notes', { debtorId })).toEqual([]);
  await anna.command('remove-note', { noteId, undo: true });
  expect(await found()).toBe(1);
});

it('who is named in a note while he does something else is told by the system, once', async () => {
  const { server, debtorId, bramId } = await office();
  const sign = (email: string) => new TestCore(server.url).signIn(email);
  const [anna, bram] = [await sign('anna@example.test'), await sign('bram@example.test')];
  await anna.command('add-note', { debtorId, text: '@bram, kijk je?', mentions: [bramId] });
  await bram.until(async () => (await bram.query('notifications.list', {})).unread === 1);
  await bram.until(() => bram.notices.length > 0);
  expect(bram.notices).toEqual([{ title: 'Je wordt genoemd in een notitie', body: expect.stringContaining('@bram, kijk je?'), debtorId }]);
  expect(anna.notices).toEqual([]);
});
