import { type Actor, commands, type Tx } from '../../src-shared/commands/index.ts';
import type { Refusal } from '../../src-shared/contract/index.ts';
import { AppError, idSequence } from '../../src-shared/kernel/index.ts';
import type { PushedCommand } from '../../src-shared/protocol/index.ts';
import { isSynced, type SyncedTableName, type TableName, tables } from '../../src-shared/schema/index.ts';
import type { LocalOutbox, RefusedCommand } from '../cache/outbox.ts';
import type { QueryContext } from './context.ts';

type Rows = QueryContext['cache']['rows'];
type Fields = Readonly<Record<string, unknown>>;
interface RowName {
  table: string;
  id: string;
}

/** What the server refused, with the user's values beside those of now. */
export function refusals(context: QueryContext, outbox: LocalOutbox, actor: Actor | null): Promise<Refusal[]> {
  return Promise.all(outbox.refused().map((refused) => asRefusal(context, refused, actor)));
}

/** The versions of now of the rows a command was given for; rows that are gone stay as they were and refuse it again. */
export function currentVersions(rows: Rows, expected: PushedCommand['expected']): Promise<PushedCommand['expected']> {
  return Promise.all(
    expected.map(async ({ table, id, version }) => {
      const row = await rowAt(rows, { table, id });
      return { table, id, version: typeof row?.rowVersion === 'number' ? row.rowVersion : version };
    }),
  );
}

async function asRefusal(context: QueryContext, refused: RefusedCommand, actor: Actor | null): Promise<Refusal> {
  const { commandId, name, args, error, createdAt, refusedAt } = refused;
  const { rows } = context.cache;
  const given = isFields(args) ? args : {};
  const inTheWay = subjectOf(refused, given);
  const current = inTheWay && (await rowAt(rows, inTheWay));
  const wanted = inTheWay && actor && (await wouldWrite(context, refused, actor, inTheWay));
  return {
    commandId,
    command: name,
    args,
    error,
    givenAt: createdAt,
    refusedAt,
    debtor: await debtorOf(rows, given, current),
    differences: current ? differences(wanted ?? given, current) : [],
    canRetry: commands.get(name)?.offline === true && error.code !== 'command.unknown' && error.code !== 'command.bad-arguments',
  };
}

/** The row that stood in the way: as the refusal names it, else the one the user had before him. */
function subjectOf({ error, expected }: RefusedCommand, given: Fields): RowName | undefined {
  const { table, id } = error.params;
  if (typeof table === 'string' && typeof id === 'string') return { table, id };
  if (expected[0]) return expected[0];
  return typeof given.actionId === 'string' ? { table: 'actions', id: given.actionId } : undefined;
}

/** The row as the command would leave it, tried on a scratch pad; undefined when it does not touch the row or cannot run. */
async function wouldWrite(
  { cache, today }: QueryContext,
  { name, args, commandId, createdAt }: RefusedCommand,
  actor: Actor,
  { table, id }: RowName,
): Promise<Fields | undefined> {
  const command = commands.get(name);
  const parsed = command?.args.safeParse(args);
  if (!command?.offline || !parsed?.success) return undefined;
  let written: Fields | undefined;
  const scratch: Tx = {
    ...cache.rows,
    put: async (name, row) => {
      if (name === table && row.id === id) written = row;
    },
    remove: async () => undefined,
  };
  const seal = (): never => {
    throw new AppError('command.needs-server', { command: name });
  };
  try {
    await command.run(scratch, parsed.data, {
      actor,
      now: createdAt,
      today: () => today,
      onServer: false,
      newId: idSequence(commandId),
      seal,
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return written;
}

function differences(wanted: Fields, current: Fields): Refusal['differences'] {
  return Object.entries(wanted)
    .filter(([field, yours]) => field in current && field !== 'id' && field !== 'rowVersion' && !sameValue(yours, current[field]))
    .map(([field, yours]) => ({ field, yours, current: current[field] }));
}

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

async function debtorOf(rows: Rows, given: Fields, row: Fields | undefined): Promise<Refusal['debtor']> {
  const id = given.debtorId ?? row?.debtorId;
  const debtor = typeof id === 'string' ? await rows.get('debtors', id) : undefined;
  return debtor ? { id: debtor.id, number: debtor.number, name: debtor.name } : null;
}

async function rowAt(rows: Rows, { table, id }: RowName): Promise<Fields | undefined> {
  if (!(table in tables) || !isSynced(table as TableName)) return undefined;
  return rows.get(table as SyncedTableName, id) as Promise<Fields | undefined>;
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
