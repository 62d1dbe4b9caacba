import { and, count, eq, gt, inArray } from 'drizzle-orm';
import type { PullLine, PullRequest } from '../../src-shared/protocol/index.ts';
import { type SyncedTableName, tables, tablesOfScope } from '../../src-shared/schema/index.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import type { ReadTx } from '../storage/store.ts';
import type { ExecutorServices } from './execute.ts';
import { type Caller, scopesOf, userActor } from './sign-in.ts';

/** Rows a line: large enough to amortise parsing, small enough to keep both ends' memory flat. */
const ROWS_PER_LINE = 1_000;

export type WriteText = (text: string) => Promise<void>;

/**
 * Everything the client lacks, from one consistent view: scopes it has not got yet as a whole, the others as changes
 * since its version. Lines are produced as they are read, so memory does not grow with the answer.
 * @param write takes one {@link PullLine} as JSON text; rows come from the store as text and are never values here
 */
export async function pull(services: ExecutorServices, caller: Caller, request: PullRequest, write: WriteText): Promise<void> {
  const epoch = await services.store.epoch();
  await services.store.read(async (tx) => {
    const version = (await tx.get('storeMeta', 'store'))?.version ?? 0;
    // A version from the future can only come from another history, for instance after a backup was put back.
    const reset = request.epoch !== epoch || request.version > version;
    // The rights as of the very data that is sent: what is revoked a moment later is the next pull's business.
    const scopes = await scopesOf(tx, await userActor(tx, caller.actor.userId));
    const known = reset ? [] : request.scopes.filter((scope) => scopes.includes(scope));
    const fresh = scopes.filter((scope) => !known.includes(scope));
    await send(write, {
      type: 'begin',
      epoch,
      reset,
      scopes,
      drop: reset ? [] : request.scopes.filter((scope) => !scopes.includes(scope)),
      expectedRows: await countRows(tx, fresh),
    });
    // Changes first: a row that moved from a known scope to a fresh one is a removal there, and comes with the fresh one.
    if (known.length && version > request.version) await writeChanges(tx, known, request.version, write);
    for (const scope of fresh) await writeScope(tx, scope, write);
    const client = await tx.get('clients', request.clientId);
    const own = client?.userId === caller.actor.userId;
    await send(write, {
      type: 'end',
      version,
      lastMutationId: own ? client.lastMutationId : 0,
      results: own ? await resultsSince(tx, request) : [],
    });
  });
}

const send = (write: WriteText, line: PullLine): Promise<void> => write(JSON.stringify(line));

async function countRows(tx: ReadTx, scopes: readonly string[]): Promise<number> {
  let total = 0;
  for (const { names, administrationId } of await countedTogether(tx, scopes)) {
    for (const name of names) {
      const table = tx.tables[name];
      const query = tx.db.select({ rows: count() }).from(table);
      const rows =
        administrationId !== null && 'administrationId' in table
          ? await query.where(eq(table.administrationId, administrationId))
          : await query;
      total += rows[0]?.rows ?? 0;
    }
  }
  return total;
}

/** Who gets every administration gets whole tables, and those are counted without a look at each row. */
async function countedTogether(tx: ReadTx, scopes: readonly string[]): Promise<ReturnType<typeof tablesOfScope>[]> {
  const wanted = scopes.map(tablesOfScope);
  const administrations = wanted.filter(({ administrationId }) => administrationId !== null);
  const [there] = await tx.db.select({ rows: count() }).from(tx.tables.administrations);
  const [one] = administrations;
  if (!one || there?.rows !== administrations.length) return wanted;
  return [...wanted.filter(({ administrationId }) => administrationId === null), { ...one, administrationId: null }];
}

const columnNames = (name: SyncedTableName): string[] => tableSql(name).columns.map((column) => column.name);

async function writeScope(tx: ReadTx, scope: string, write: WriteText): Promise<void> {
  const { names, administrationId } = tablesOfScope(scope);
  for (const name of names) {
    const head = JSON.stringify({ type: 'rows', table: name, columns: columnNames(name) } satisfies Partial<PullLine>).slice(0, -1);
    for await (const rows of tx.scanText(name, administrationId, ROWS_PER_LINE)) await write(`${head},"rows":${rows}}`);
  }
}

async function writeChanges(tx: ReadTx, scopes: string[], since: number, write: WriteText): Promise<void> {
  const { changes } = tx.tables;
  const found = await tx.db
    .select({ table: changes.tableName, id: changes.rowId, deleted: changes.deleted })
    .from(changes)
    .where(and(inArray(changes.scope, scopes), gt(changes.version, since)));
  const byTable = new Map<SyncedTableName, { puts: string[]; removals: string[] }>();
  for (const { table, id, deleted } of found) {
    const name = table as SyncedTableName;
    const entry = byTable.get(name) ?? { puts: [], removals: [] };
    (deleted ? entry.removals : entry.puts).push(id);
    byTable.set(name, entry);
  }
  // Removals first: a row that moved from one of these scopes to another is a removal here and a put there.
  for (const [table, { removals }] of byTable) if (removals.length) await send(write, { type: 'remove', table, ids: removals });
  for (const name of Object.keys(tables) as SyncedTableName[]) {
    const ids = byTable.get(name)?.puts ?? [];
    for (let i = 0; i < ids.length; i += ROWS_PER_LINE) {
      const rows = await tx.rawRows(name, ids.slice(i, i + ROWS_PER_LINE));
      await send(write, { type: 'rows', table: name, columns: columnNames(name), rows });
    }
  }
}

async function resultsSince(tx: ReadTx, request: PullRequest) {
  const rows = await tx.list('commandResults', { where: { clientId: request.clientId, mutationId: { gt: request.lastMutationId } } });
  return rows.map((row) => ({ mutationId: row.mutationId as number, commandId: row.id, outcome: row.outcome }));
}
