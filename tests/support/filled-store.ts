import type { Services } from '../../portal-server/app/services.ts';
import { buildDemo } from '../../portal-server/demo/build-demo.ts';
import type { Store, WriteTx } from '../../portal-server/storage/store.ts';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { type TableName, tables } from '../../src-shared/schema/index.ts';
import { type ColumnSpec, tableSql } from '../../src-shared/schema/sqlite-rows.ts';

/** The demo company, a dunning run over it, and rows in the tables that these do not reach: something in all of them. */
export async function fillStore(services: Services): Promise<void> {
  await buildDemo(services);
  const { store, clock } = services;
  const at = clock.now().toISOString();
  const [administration] = await store.read((tx) => tx.list('administrations', { where: {}, orderBy: { column: 'code' } }));
  const administrationId = administration?.id ?? '';
  const date = at.slice(0, 10);
  const actor = { kind: 'system' as const, name: 'test' };
  await giveCommand(services, { commandId: newId(), name: 'run-dunning', args: { administrationId, date }, actor });
  await store.write(async (tx) => {
    const [debtor] = await tx.list('debtors', { where: { administrationId }, limit: 1 });
    const debtorId = debtor?.id ?? '';
    const own = { administrationId, debtorId };
    await tx.put('payments', {
      id: newId(),
      ...own,
      currency: 'EUR',
      amount: 9_007_199_254_740_991,
      paidOn: date as never,
      source: 'bank',
      state: 'in-ledger',
      createdAt: at,
    });
    await tx.put('notes', { id: newId(), ...own, text: 'Ünïcode 😀 "quoted" \\ {braces}, NULL\n', createdAt: at, pinned: true });
    await tx.put('paymentIntents', {
      id: newId(),
      ...own,
      currency: 'EUR',
      amount: -1,
      lines: [{ invoiceId: 'x', amount: -1 }],
      provider: 'sandbox',
      status: 'open',
      createdAt: at,
    });
    await tx.put('providerCallbacks', {
      id: newId(),
      provider: 'sandbox',
      receivedAt: at,
      body: '{"id":1}',
      state: 'unchanged',
      nextAttemptAt: at,
    });
    await tx.put('portalSessions', { id: newId(), portalAccessId: 'a', ...own, createdAt: at, expiresAt: at });
    await tx.put('imports', {
      id: newId(),
      administrationId,
      fileName: 'f',
      fileHash: 'h',
      mode: 'snapshot',
      startedAt: at,
      report: { rows: 1 } as never,
    });
    await tx.put('jobs', { id: newId(), kind: 'k', key: 'k', payload: { a: [1, null] }, state: 'done', runAt: at });
    await tx.put('messageBodies', { id: newId(), html: '<p>', text: 'x' });
    await tx.put('clients', { id: newId(), userId: 'u', lastMutationId: 12 });
    await tx.put('sessions', { id: newId(), userId: 'u', clientId: 'c', createdAt: at, lastSeenAt: at, expiresAt: at });
    await tx.put('signInAttempts', { id: newId(), failed: 3, lockedUntil: null });
    await tx.remove('notes', 'nothing');
    const [step] = await tx.list('workflowSteps', { where: {}, limit: 1 });
    if (step) await tx.remove('workflowSteps', step.id);
    await fillEmptyTables(tx, own);
  });
}

/** A row made up from the column types in every table that nothing above reaches. */
async function fillEmptyTables(tx: WriteTx, own: { administrationId: string; debtorId: string }): Promise<void> {
  for (const name of Object.keys(tables) as TableName[]) {
    if (name === 'changes' || (await tx.list(name, { where: {}, limit: 1 })).length) continue;
    const row = Object.fromEntries(tableSql(name).columns.map((spec) => [spec.key, madeUp(spec, own)]));
    await tx.put(name, row as never);
  }
}

function madeUp({ key, column }: ColumnSpec, own: Record<string, string>): unknown {
  if (key in own) return own[key];
  if (key === 'id') return newId();
  if (column.dataType === 'json') return { made: ['up', 1, null] };
  if (column.dataType === 'boolean') return true;
  return column.dataType === 'number' ? 7 : `${key}: Ünïcode \\ 'quoted'`;
}

/** Every row of every table as text, in an order that does not depend on the engine; without the store's own row. */
export async function everything(store: Store): Promise<Record<string, string[]>> {
  return store.read(async (tx) => {
    const found: Record<string, string[]> = {};
    for (const name of Object.keys(tables) as TableName[]) {
      if (name === 'storeMeta') continue;
      const list: string[] = [];
      for await (const rows of tx.scan(name, null, 500)) for (const row of rows) list.push(JSON.stringify(row));
      found[name] = list.sort();
    }
    return found;
  });
}
