import { expect, it } from 'vitest';
import { TestCore } from '../support/test-core.ts';
import { addAdministration, addDebtor, addInvoice, addUser, testServer, testServices } from '../support/test-server.ts';

async function twoCompanies() {
  const services = await testServices();
  const [here, there] = [await addAdministration(services, 'HERE'), await addAdministration(services, 'THERE')];
  await addUser(services, 'collector', null, 'anna@example.test');
  await addUser(services, 'collector', here, 'bram@example.test');
  const debtors = {
    a: await addDebtor(services, here, '1001'),
    b: await addDebtor(services, here, '1002'),
    c: await addDebtor(services, there, '9001'),
  };
  await services.store.write(async (tx) => {
    for (const id of [debtors.a, debtors.c]) {
      const debtor = await tx.get('debtors', id);
      if (debtor) await tx.put('debtors', { ...debtor, chamberOfCommerce: id === debtors.a ? '05012345' : '0501 2345' });
    }
  });
  await addInvoice(services, { id: debtors.a, administrationId: here }, 'F1', 40);
  await addInvoice(services, { id: debtors.c, administrationId: there }, 'F2', 100, { open: 2_500 });
  const server = await testServer(services);
  const sign = (email: string) => new TestCore(server.url).signIn(email);
  return { debtors, anna: await sign('anna@example.test'), bram: await sign('bram@example.test') };
}

it('suggests, links over administrations, adds up, and keeps the history of what was unlinked', async () => {
  const { debtors, anna } = await twoCompanies();
  const group = (debtorId: string) => anna.query('debtor.group', { debtorId });
  expect((await group(debtors.a)).suggestions).toMatchObject([{ debtorId: debtors.c, reasons: ['chamber-of-commerce'] }]);
  await anna.command('link-debtors', { debtorIds: [debtors.a, debtors.c], name: 'Kuipers' });
  await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
  const linked = await group(debtors.c);
  expect(linked.group).toMatchObject({ name: 'Kuipers', dunnedTogether: false });
  expect(linked.group?.members.map(({ debtorId, linkedByName }) => [debtorId, linkedByName])).toEqual([
    [debtors.a, 'anna'],
    [debtors.c, 'anna'],
  ]);
  expect(linked.group?.totals).toMatchObject([
    { currency: 'EUR', open: 12_500, overdue: 12_500, openInvoices: 2, ageing: [0, 0, 10_000, 0, 2_500] },
  ]);
  expect(linked.suggestions).toEqual([]);

  await anna.command('link-debtors', { debtorIds: [debtors.b, debtors.a] });
  expect((await group(debtors.b)).group?.members).toHaveLength(3);
  await anna.command('change-debtor-group', { debtorId: debtors.b, name: 'Kuipers Groep', dunnedTogether: true });
  await anna.command('unlink-debtor', { debtorId: debtors.b });
  await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
  expect((await group(debtors.a)).group).toMatchObject({ name: 'Kuipers Groep', dunnedTogether: true });
  expect((await group(debtors.b)).group).toBeNull();
  expect((await group(debtors.b)).past).toMatchObject([{ debtorId: debtors.b, groupName: 'Kuipers Groep', unlinkedByName: 'anna' }]);
  await anna.command('unlink-debtor', { debtorId: debtors.a });
  expect((await group(debtors.c)).group).toBeNull();
});

it('brings groups together into one', async () => {
  const { debtors, anna } = await twoCompanies();
  await anna.command('link-debtors', { debtorIds: [debtors.a, debtors.b], name: 'First' });
  await anna.command('link-debtors', { debtorIds: [debtors.c, debtors.a] });
  await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
  const { group } = await anna.query('debtor.group', { debtorId: debtors.c });
  expect(group).toMatchObject({ name: 'First' });
  expect(group?.members.map(({ debtorId }) => debtorId).sort()).toEqual(Object.values(debtors).sort());
});

it('links nobody into a group with a member whom the user may not see', async () => {
  const { debtors, anna, bram } = await twoCompanies();
  await expect(bram.command('link-debtors', { debtorIds: [debtors.a, debtors.c] })).rejects.toMatchObject({ code: 'not-found' });
  await anna.command('link-debtors', { debtorIds: [debtors.a, debtors.c] });
  await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
  await bram.until(async () => (await bram.query('debtor.group', { debtorId: debtors.a })).group !== null);
  // Bram's own copy shows one member only, so it lets him; the server knows of the other administration.
  expect((await bram.query('debtor.group', { debtorId: debtors.a })).group?.members).toHaveLength(1);
  await bram.command('link-debtors', { debtorIds: [debtors.a, debtors.b] });
  await bram.until(async () => (await bram.query('sync.refusals', {})).length === 1);
  expect((await bram.query('sync.refusals', {}))[0]).toMatchObject({ command: 'link-debtors', error: { code: 'not-allowed' } });
  await bram.until(async () => (await bram.query('debtor.group', { debtorId: debtors.b })).group === null);
  expect((await anna.query('debtor.group', { debtorId: debtors.a })).group?.members).toHaveLength(2);
});
