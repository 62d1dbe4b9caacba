import { expect, it } from 'vitest';
import { addDays } from '../../src-shared/kernel/index.ts';
import { tempDir } from '../support/temp-dir.ts';
import { TestCore } from '../support/test-core.ts';
import { addAdministration, addDebtor, addInvoice, addUser, TODAY, testServer, testServices } from '../support/test-server.ts';

/** A company with one overdue invoice, and the desktops of a collector and of her credit manager. */
async function world() {
  const services = await testServices({ dataDir: tempDir() });
  const administrationId = await addAdministration(services);
  await addUser(services, 'collector', administrationId, 'anna@example.test');
  await addUser(services, 'credit-manager', administrationId, 'marit@example.test');
  const debtorId = await addDebtor(services, administrationId, '1001');
  const invoiceId = await addInvoice(services, { id: debtorId, administrationId }, 'F1', 40);
  const server = await testServer(services);
  const anna = await new TestCore(server.url).signIn('anna@example.test');
  const marit = await new TestCore(server.url).signIn('marit@example.test');
  return { administrationId, debtorId, invoiceId, anna, marit };
}

it('what a credit manager sets on one desktop counts on the other', async () => {
  const { administrationId, debtorId, invoiceId, anna, marit } = await world();
  const settlement = () => anna.query('settings.settlement', { administrationId });
  const from = addDays(TODAY, -10);
  expect((await settlement()).limits.collector).toBe(2_500);
  expect((await settlement()).rates.find((rate) => rate.from === from)).toBeUndefined();

  const limits = { collector: 1_000, 'credit-manager': 50_000, administrator: 1_000_000 };
  const rates = [
    { from, trade: 1_234, other: 567 },
    { from: '2025-01-01', trade: 1_116, other: 600 },
  ];
  await marit.command('save-administration-settings', { administrationId, key: 'write-offs', value: { limits } });
  await marit.command('save-administration-settings', { administrationId, key: 'statutory-interest', value: { rates } });
  await marit.command('save-administration-settings', { administrationId, key: 'hand-over', value: { vatPercent: 21 } });
  await anna.until(async () => (await settlement()).vatPercent === 21);
  const seen = await settlement();
  expect(seen.limits).toEqual(limits);
  expect(seen.rates.find((rate) => rate.from === from)).toEqual({ from, trade: 1_234, other: 567, published: null });
  expect(seen.rates.find((rate) => rate.from === '2025-01-01')).toMatchObject({ trade: 1_116, published: { trade: 1_115, other: 600 } });
  expect(seen.rates.map((rate) => rate.from)).toEqual(seen.rates.map((rate) => rate.from).sort((a, b) => (a > b ? -1 : 1)));
  expect((await anna.query('settlement.get', { debtorId })).limit).toBe(1_000);
  const wish = { debtorId, lines: [{ invoiceId, amount: 1_001 }], reason: 'goodwill' as const };
  expect(await anna.command('request-write-off', wish)).toMatchObject({ value: { state: 'requested' } });

  const copies = { folder: '/archive/invoices', pattern: '{year}/{number}.pdf' };
  await marit.command('save-administration-settings', { administrationId, key: 'copy-invoices', value: copies });
  await marit.command('save-administration-settings', {
    administrationId,
    key: 'documents',
    value: { maximumBytes: 5 * 1024 * 1024, types: ['application/pdf'] },
  });
  const documents = () => anna.query('settings.documents', { administrationId });
  await anna.until(async () => (await documents()).documents.types.length === 1);
  expect(await documents()).toMatchObject({
    documents: { maximumBytes: 5 * 1024 * 1024, types: ['application/pdf'] },
    copyInvoices: copies,
    example: { number: 'F1' },
  });
});

it('a collector may not set them, and a pattern that leads out of the folder is refused by its name', async () => {
  const { administrationId, anna, marit } = await world();
  const value = { limits: { collector: 9_999_999 } };
  await expect(anna.command('save-administration-settings', { administrationId, key: 'write-offs', value })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  expect((await anna.query('settings.settlement', { administrationId })).limits.collector).toBe(2_500);
  const wrong = marit.command('save-administration-settings', {
    administrationId,
    key: 'copy-invoices',
    value: { pattern: '../{number}.pdf' },
  });
  await expect(wrong).rejects.toMatchObject({ code: 'settings.invalid', params: { field: 'pattern' } });
});
