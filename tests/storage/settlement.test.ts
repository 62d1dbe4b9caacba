import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import type { Services } from '../../portal-server/app/services.ts';
import { contentFile, keepDocument } from '../../portal-server/documents/index.ts';
import { makePdf } from '../../portal-server/documents/make-pdf.ts';
import { exportHandOver } from '../../portal-server/hand-over/export-hand-over.ts';
import { executeCommand } from '../../portal-server/sync/execute.ts';
import type { Actor, CommandInput, CommandName } from '../../src-shared/commands/index.ts';
import { loadDunningPlan } from '../../src-shared/domain/dunning-inputs.ts';
import { addDays, day, newId } from '../../src-shared/kernel/index.ts';
import type { KeyedTableName, Role, Row } from '../../src-shared/schema/index.ts';
import { LedgerWorld } from '../support/ledger-world.ts';
import { addAdministration, addDebtor, addInvoice, addUser, TODAY, testServices } from '../support/test-server.ts';

async function world(kind: 'business' | 'consumer' = 'business') {
  const services = await testServices();
  const administrationId = await addAdministration(services);
  const users = {} as Record<'collector' | 'credit-manager', string>;
  for (const role of ['collector', 'credit-manager'] as const) users[role] = await addUser(services, role, administrationId);
  const debtorId = await addDebtor(services, administrationId, '1001', { kind });
  const invoiceId = await addInvoice(services, { id: debtorId, administrationId }, 'F1', 40);
  const give = async <N extends CommandName>(role: 'collector' | 'credit-manager', name: N, args: CommandInput<N>) => {
    const actor: Actor = { kind: 'user', userId: users[role], roles: [{ administrationId, role: role as Role }] };
    return executeCommand(services, { commandId: newId(), name, args, actor });
  };
  const list = <T extends KeyedTableName>(table: T): Promise<Row<T>[]> => services.store.read((tx) => tx.list(table, { where: {} }));
  return { services, administrationId, users, debtorId, invoiceId, give, list };
}

const one = <T>(rows: T[]): T => rows[0] as T;

it('a write-off within the limit counts at once, beyond it when a credit manager says so', async () => {
  const { users, debtorId, invoiceId, give, list } = await world();
  const wish = (amount: number) => ({ debtorId, lines: [{ invoiceId, amount }], reason: 'goodwill' as const });
  expect(await give('collector', 'request-write-off', wish(2_500))).toMatchObject({ value: { state: 'approved' } });
  expect(one(await list('invoices')).writtenOff).toBe(2_500);
  const asked = await give('collector', 'request-write-off', wish(2_501));
  expect(asked).toMatchObject({ value: { state: 'requested' } });
  expect(one(await list('invoices')).writtenOff).toBe(2_500);
  expect(await list('actions')).toMatchObject([{ kind: 'approve-write-off', assigneeId: users['credit-manager'], state: 'open' }]);
  expect(await list('notifications')).toMatchObject([{ kind: 'approve-write-off', userId: users['credit-manager'] }]);
  const writeOffId = (asked as { value: { writeOffId: string } }).value.writeOffId;
  expect(await give('collector', 'decide-write-off', { writeOffId, decision: 'approve' })).toMatchObject({
    error: { code: 'not-allowed' },
  });
  expect(await give('credit-manager', 'decide-write-off', { writeOffId, decision: 'approve' })).toMatchObject({
    value: { state: 'approved' },
  });
  expect(one(await list('invoices')).writtenOff).toBe(5_001);
  expect(one(await list('actions')).state).toBe('done');
  expect(await give('credit-manager', 'decide-write-off', { writeOffId, decision: 'approve' })).toMatchObject({
    error: { code: 'write-off.decided' },
  });
  // Taken back before the ledger has booked it.
  await give('credit-manager', 'decide-write-off', { writeOffId, decision: 'decline' });
  expect(one(await list('invoices')).writtenOff).toBe(2_500);
  expect(await give('collector', 'request-write-off', wish(7_501))).toMatchObject({ error: { code: 'write-off.more-than-open' } });
});

it('a credit manager’s own limit holds too, and what was paid meanwhile is not given up', async () => {
  const { services, administrationId, debtorId, invoiceId, give, list } = await world();
  const lines = [{ invoiceId, amount: 10_000 }];
  await give('collector', 'request-write-off', { debtorId, lines, reason: 'uncollectable' });
  const writeOffId = one(await list('writeOffs')).id;
  const value = { limits: { 'credit-manager': 5_000 } };
  await give('credit-manager', 'save-administration-settings', { administrationId, key: 'write-offs', value });
  const approve = () => give('credit-manager', 'decide-write-off', { writeOffId, decision: 'approve' });
  expect(await approve()).toMatchObject({ error: { code: 'write-off.over-limit' } });
  await give('credit-manager', 'save-administration-settings', { administrationId, key: 'write-offs', value: {} });
  await services.store.write(async (tx) => tx.put('invoices', { ...one(await tx.list('invoices', { where: {} })), onTheWay: 1 }));
  expect(await approve()).toMatchObject({ error: { code: 'write-off.more-than-open' } });
});

it('what was written off or handed over is not dunned', async () => {
  const { services, administrationId, debtorId, invoiceId, give } = await world();
  await addInvoice(services, { id: debtorId, administrationId }, 'F2', 40);
  await services.store.write(async (tx) => {
    const workflow = { id: 'w', administrationId, name: 'w', isDefault: true, active: true };
    await tx.put('workflows', workflow);
    const step = { position: 1, name: 'reminder', daysAfterDue: 7, channel: 'email', templateKey: 'reminder' } as const;
    await tx.put('workflowSteps', { id: 's', administrationId, workflowId: 'w', ...step });
  });
  const plan = () => services.store.read((tx) => loadDunningPlan(tx, administrationId, TODAY));
  await give('credit-manager', 'request-write-off', { debtorId, lines: [{ invoiceId, amount: 4_000 }], reason: 'goodwill' });
  expect(one((await plan()).messages)).toMatchObject({ amount: 16_000, held: [{ number: 'F1', open: 4_000, reason: 'written-off' }] });
  const handed = await give('credit-manager', 'hand-over', {
    debtorId,
    invoiceIds: [invoiceId],
    partner: 'Noord',
    partnerKind: 'agency',
    asOf: TODAY,
  });
  const { handOverId } = (handed as { value: { handOverId: string } }).value;
  const message = one((await plan()).messages);
  expect(message.amount).toBe(10_000);
  expect(message.held).toContainEqual({ number: 'F1', open: 6_000, reason: 'handed-over' });
  const again = { debtorId, invoiceIds: [invoiceId], partner: 'Zuid', partnerKind: 'agency' as const, asOf: TODAY };
  expect(await give('credit-manager', 'hand-over', again)).toMatchObject({ error: { code: 'hand-over.already' } });
  await give('credit-manager', 'end-hand-over', { handOverId, outcome: 'withdrawn' });
  expect(one((await plan()).messages).amount).toBe(16_000);
});

it('a credit hold is set and lifted with a reason, once', async () => {
  const { debtorId, give, list } = await world();
  expect(await give('collector', 'set-credit-hold', { debtorId, hold: true, reason: '' })).toMatchObject({
    error: { code: 'command.bad-arguments' },
  });
  await give('collector', 'set-credit-hold', { debtorId, hold: true, reason: 'limiet' });
  expect(one(await list('debtors'))).toMatchObject({ creditHold: true, creditHoldReason: 'limiet', creditHoldSince: TODAY });
  const twice = await give('collector', 'set-credit-hold', { debtorId, hold: true, reason: 'nog eens' });
  expect(twice).toMatchObject({ error: { code: 'credit-hold.set-already' } });
  await give('collector', 'set-credit-hold', { debtorId, hold: false, reason: 'betaald' });
  expect(one(await list('debtors'))).toMatchObject({ creditHold: false, creditHoldReason: '', creditHoldSince: null });
  expect((await list('timelineEntries')).map(({ kind }) => kind).sort()).toEqual(['credit-hold-released', 'credit-hold-set']);
});

const LEDGER = {
  dates: { formats: ['YYYY-MM-DD'] },
  debtor: { number: 'debtor', name: 'name' },
  invoice: {
    number: 'number',
    issueDate: 'issued',
    dueDate: 'due',
    amount: 'amount',
    open: 'open',
    currency: { column: 'currency', default: 'EUR' },
  },
};

it('a write-off is booked when the ledger shows it; a payment in between is no booking', async () => {
  const ledger = await LedgerWorld.open();
  try {
    const take = (open: string) =>
      ledger.import(LEDGER, ['number,debtor,name,issued,due,amount,open,currency', `F1,D1,One,2026-01-10,2026-02-09,100.00,${open},`]);
    const state = async () => ({
      writtenOff: (await ledger.invoice('F1')).writtenOff,
      states: (await ledger.list('writeOffs')).map((row) => row.state),
    });
    await take('100.00');
    const { id: invoiceId, debtorId, administrationId } = await ledger.invoice('F1');
    const actor: Actor = { kind: 'user', userId: 'u', roles: [{ administrationId, role: 'credit-manager' }] };
    const args = { debtorId, lines: [{ invoiceId, amount: 1_000 }], reason: 'small-difference' };
    await executeCommand(ledger.services, { commandId: newId(), name: 'request-write-off', args, actor });
    expect(await state()).toEqual({ writtenOff: 1_000, states: ['approved'] });
    // The same balance again says nothing; a payment leaves the write-off waiting.
    await take('100.00');
    await take('10.00');
    expect(await state()).toEqual({ writtenOff: 1_000, states: ['approved'] });
    await take('0.00');
    expect(await state()).toEqual({ writtenOff: 0, states: ['booked'] });
    expect((await ledger.list('timelineEntries')).map(({ kind }) => kind)).toContain('write-off-booked');
  } finally {
    await ledger.close();
  }
});

it('hands over with interest and costs, and makes a file that opens with everything in it', async () => {
  const { services, administrationId, debtorId, invoiceId, give, list } = await world();
  const second = await addInvoice(services, { id: debtorId, administrationId }, 'F/2', 100, { amount: 50_000, open: 40_000 });
  await services.store.write((tx) =>
    tx.put('allocations', {
      ...{ id: newId(), administrationId, debtorId, invoiceId: second, amount: 10_000, allocatedOn: addDays(TODAY, -60) },
    }),
  );
  const copies = join(services.dataDir, 'copy-invoices/TEST');
  mkdirSync(copies, { recursive: true });
  writeFileSync(join(copies, 'F1.pdf'), await pages(2));
  await keepDocument(services, await pages(1), { debtorId, name: 'bon.pdf', invoiceIds: [invoiceId] });
  await sentMessage(services, administrationId, debtorId);
  const args = { debtorId, invoiceIds: [invoiceId, second], partner: 'Noord', partnerKind: 'bailiff' as const, asOf: TODAY };
  expect(await give('collector', 'hand-over', args)).toMatchObject({ error: { code: 'not-allowed' } });
  await give('credit-manager', 'hand-over', args);
  const handOver = one(await list('handOvers'));
  // F1: 100.00 over 40 days at 10.15 %: 1.11. F/2: 500.00 over 31 days until New Year: 4.31, and 9 after it: 1.25; then,
  // paid, 400.00 over 60 days: 6.67.
  expect(handOver).toMatchObject({ principal: 50_000, costs: 7_500, currency: 'EUR', asOf: TODAY });
  expect(handOver.interest).toBe(1_334);
  const { documentId, archiveId } = await exportHandOver(services, handOver.id, null);
  const [filed] = (await list('handOvers')).map((row) => [row.documentId, row.archiveId]);
  expect(filed).toEqual([documentId, archiveId]);
  const documents = new Map((await list('documents')).map((row) => [row.id, row]));
  const bytesOf = (id: string) => readFile(contentFile(services.dataDir, documents.get(id)?.hash ?? ''));

  const pdf = await PDFDocument.load(await bytesOf(documentId));
  // At least the claim and the correspondence; behind them the copy's two pages and the slip.
  expect(pdf.getPageCount()).toBeGreaterThanOrEqual(5);
  const zip = await unzip(await bytesOf(archiveId));
  expect(
    Object.keys(zip)
      .filter((name) => !name.startsWith('messages/'))
      .sort(),
  ).toEqual([expect.stringMatching(/^documents\/\S+ bon\.pdf$/), 'dossier.json', 'interest.csv', 'invoices.csv', 'invoices/F1.pdf']);
  expect(Object.keys(zip).filter((name) => name.endsWith('.eml'))).toHaveLength(1);
  expect(zip['invoices.csv']?.split('\r\n')[1]).toContain('F/2');
  const interest = (zip['interest.csv'] ?? '')
    .split('\r\n')
    .slice(1)
    .reduce((sum, row) => sum + Number(row.split(',').at(-1)), 0);
  expect(Math.round(interest * 100)).toBe(handOver.interest);
  const json = JSON.parse(zip['dossier.json'] ?? '') as { handOver: { principal: number }; lines: { number: string }[] };
  expect(json.handOver.principal).toBe(50_000);
  expect(json.lines.map(({ number }) => number)).toEqual(['F/2', 'F1']);
});

it('asks a consumer for costs only when the fourteen days are over', async () => {
  const { debtorId, invoiceId, give, list } = await world('consumer');
  const args = { debtorId, invoiceIds: [invoiceId], partner: 'Noord', partnerKind: 'agency' as const, asOf: TODAY };
  await give('credit-manager', 'hand-over', { ...args, fourteenDayLetterOn: addDays(TODAY, -16) });
  const early = one(await list('handOvers'));
  expect(early.costs).toBe(0);
  await give('credit-manager', 'end-hand-over', { handOverId: early.id, outcome: 'withdrawn' });
  await give('credit-manager', 'hand-over', { ...args, fourteenDayLetterOn: addDays(TODAY, -17) });
  expect((await list('handOvers')).map(({ costs }) => costs).sort()).toEqual([0, 4_000]);
});

const pages = (count: number): Promise<Buffer> =>
  makePdf({
    ...{ title: 'Copy', author: 'Test', language: 'nl' },
    content: Array.from({ length: count }, (_, index) => ({ text: `page ${index}`, ...(index ? { pageBreak: 'before' as const } : {}) })),
  });

async function sentMessage({ store }: Services, administrationId: string, debtorId: string): Promise<void> {
  const id = newId();
  const createdAt = `${day('2026-02-20')}T08:00:00.000Z`;
  await store.write(async (tx) => {
    await tx.put('messages', {
      ...{
        id,
        administrationId,
        debtorId,
        direction: 'out',
        channel: 'email',
        recipient: 'x@example.test',
        language: 'nl',
        currency: 'EUR',
      },
      ...{ subject: 'Herinnering', state: 'sent', sentAt: createdAt, createdAt, messageIdHeader: '<1@example.test>' },
      facts: { runDate: '', payBefore: '', stepName: '', lines: [], held: [], portalAccessId: '' },
    });
    await tx.put('messageBodies', { id, html: '<p>Wilt u betalen?</p>', text: 'Wilt u betalen?' });
  });
}

async function unzip(bytes: Buffer): Promise<Record<string, string>> {
  const zip = (await promisify(fromBuffer as (bytes: Buffer, options: object, done: (error: unknown, zip: ZipFile) => void) => void)(
    bytes,
    {
      lazyEntries: true,
    },
  )) as unknown as ZipFile;
  const files: Record<string, string> = {};
  return new Promise((resolve, reject) => {
    zip.on('error', reject).on('end', () => resolve(files));
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) reject(error);
        else
          text(stream).then((content) => {
            files[entry.fileName] = content;
            zip.readEntry();
          }, reject);
      });
    });
    zip.readEntry();
  });
}
