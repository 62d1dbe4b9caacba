import { commands } from '../../src-shared/commands/index.ts';
import type { Refusal } from '../../src-shared/contract/index.ts';
import type { PushedCommand } from '../../src-shared/protocol/index.ts';
import { isSynced, type SyncedTableName, type TableName, tables } from '../../src-shared/schema/index.ts';
import type { LocalOutbox, RefusedCommand } from '../cache/outbox.ts';
import type { QueryContext } from './context.ts';

type Rows = QueryContext['cache']['rows'];
type Fields = Readonly<Record<string, unknown>>;

/** What the server refused, with the user's values beside those of now. */
export function refusals({ cache }: QueryContext, outbox: LocalOutbox): Promise<Refusal[]> {
  return Promise.all(outbox.refused().map((refused) => asRefusal(cache.rows, refused)));
}

/** The versions of now of the rows a command was given for; rows that are gone stay as they were and refuse it again. */
export async function currentVersions(rows: Rows, expected: PushedCommand['expected']): Promise<PushedCommand['expected']> {
  return Promise.all(
    expected.map(async ({ table, id, version }) => {
      const row = await rowAt(rows, table, id);
      return { table, id, version: typeof row?.rowVersion === 'number' ? row.rowVersion : version };
    }),
  );
}

async function asRefusal(rows: Rows, { commandId, name, args, expected, error, createdAt, refusedAt }: RefusedCommand): Promise<Refusal> {
  const given = isFields(args) ? args : {};
  const inTheWay = await rowAt(
    rows,
    String(error.params.table ?? expected[0]?.table ?? ''),
    String(error.params.id ?? expected[0]?.id ?? ''),
  );
  return {
    commandId,
    command: name,
    args,
    error,
    givenAt: createdAt,
    refusedAt,
    debtor: await debtorOf(rows, given, inTheWay),
    differences: inTheWay ? differences(given, inTheWay) : [],
    canRetry: commands.get(name)?.offline === true && error.code !== 'command.unknown' && error.code !== 'command.bad-arguments',
  };
}

/** Fields named alike in the command and the row. */
function differences(given: Fields, row: Fields): Refusal['differences'] {
  return Object.entries(given)
    .filter(([field, yours]) => field in row && field !== 'id' && JSON.stringify(yours) !== JSON.stringify(row[field]))
    .map(([field, yours]) => ({ field, yours, current: row[field] }));
}

async function debtorOf(rows: Rows, given: Fields, row: Fields | undefined): Promise<Refusal['debtor']> {
  const action = typeof given.actionId === 'string' ? await rows.get('actions', given.actionId) : undefined;
  const id = given.debtorId ?? row?.debtorId ?? action?.debtorId;
  const debtor = typeof id === 'string' ? await rows.get('debtors', id) : undefined;
  return debtor ? { id: debtor.id, number: debtor.number, name: debtor.name } : null;
}

async function rowAt(rows: Rows, table: string, id: string): Promise<Fields | undefined> {
  if (!(table in tables) || !isSynced(table as TableName)) return undefined;
  return rows.get(table as SyncedTableName, id) as Promise<Fields | undefined>;
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
