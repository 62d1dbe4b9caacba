import { refreshSummaries } from '../../../src-main/cache/summary.ts';
import { commands } from '../../../src-shared/commands/index.ts';
import { day } from '../../../src-shared/kernel/index.ts';
import { isAdministrationScoped, type SyncedTableName, syncedTables } from '../../../src-shared/schema/index.ts';
import { tableSql } from '../../../src-shared/schema/sqlite-rows.ts';
import type { Installation } from './installation.ts';
import type { World } from './world.ts';

export class Broken extends Error {
  override name = 'Broken';
}

const names = Object.keys(syncedTables) as SyncedTableName[];

/** What must hold of every schedule once all is quiet and connected. @throws Broken naming what does not */
export async function checkInvariants(world: World): Promise<void> {
  const server = await serverRows(world);
  for (const installation of world.installations) {
    await checkQuiet(installation);
    checkRows(server, installation);
    checkDerived(installation);
  }
  await checkCommands(world);
}

async function checkQuiet(installation: Installation): Promise<void> {
  const { name, faults } = installation;
  if (faults.length) throw new Broken(`${name} had a fault: ${(faults[0] as Error).stack ?? faults[0]}`);
  const { engine, outbox } = installation.now;
  if (engine.connection !== 'online') throw new Broken(`${name} is ${engine.connection}: ${JSON.stringify(engine.problem)}`);
  if (engine.problem) throw new Broken(`${name} has a problem: ${JSON.stringify(engine.problem)}`);
  if (outbox.size) throw new Broken(`${name} still has ${outbox.size} commands waiting`);
  const overlay = installation.rows('SELECT * FROM overlay');
  if (overlay.length) throw new Broken(`${name} still shows ${overlay.length} rows ahead of the server`);
}

interface ServerRows {
  roles: { userId: string; administrationId: string | null }[];
  /** Rows as text, with the administration they belong to. */
  tables: Map<SyncedTableName, { administrationId: unknown; text: string }[]>;
}

function serverRows(world: World): Promise<ServerRows> {
  return world.server.store.read(async (tx) => {
    const tables: ServerRows['tables'] = new Map();
    for (const name of names) {
      const at = tableSql(name).columns.findIndex(({ key }) => key === 'administrationId');
      const rows: { administrationId: unknown; text: string }[] = [];
      for await (const batch of tx.scan(name, null, 1_000))
        for (const row of batch) rows.push({ administrationId: row[at], text: JSON.stringify(row) });
      tables.set(name, rows);
    }
    return { roles: await tx.list('userRoles', { where: {} }), tables };
  });
}

/** Row for row the server's view of what the user may see, computed here from the rights and not by the pull. */
function checkRows({ roles, tables }: ServerRows, installation: Installation): void {
  const allowed = new Set(roles.filter(({ userId }) => userId === installation.userId).map(({ administrationId }) => administrationId));
  const maySee = (name: SyncedTableName, administrationId: unknown): boolean =>
    !isAdministrationScoped(name) || allowed.has(null) || allowed.has(administrationId as string);
  const { statements } = installation.now.cache.reader;
  for (const name of names) {
    const mine = (statements.raw(tableSql(name).select).all() as unknown[][]).map((row) => JSON.stringify(row)).sort();
    const visible = (tables.get(name) ?? []).filter(({ administrationId }) => maySee(name, administrationId));
    const theirs = visible.map(({ text }) => text).sort();
    if (mine.join('\n') === theirs.join('\n')) continue;
    const extra = mine.filter((row) => !theirs.includes(row));
    const missing = theirs.filter((row) => !mine.includes(row));
    throw new Broken(
      `${installation.name}: ${name} differs\n  only here: ${extra.join('\n    ')}\n  only on the server: ${missing.join('\n    ')}`,
    );
  }
}

const keyed = (column: string): string => `coalesce((SELECT id FROM worklist_key WHERE key = ${column}), '') AS ${column}`;

/** Everything derived, with the names that the worklist's own numbers stand for. */
const DERIVED = {
  debtor_summary: 'SELECT * FROM debtor_summary',
  debtor_search: 'SELECT * FROM debtor_search',
  worklist: `SELECT action_id, debtor_id, ${keyed('administration')}, ${keyed('assignee')}, due_on, oldest_due, currency, overdue, first,
    own_first, priority, open, open_invoices, search, number FROM worklist`,
  worklist_sums: `SELECT due_on, ${keyed('administration')}, ${keyed('assignee')}, currency, actions, debtors, overdue, own_debtors,
    own_overdue FROM worklist_sums WHERE actions <> 0 OR debtors <> 0 OR overdue <> 0 OR own_debtors <> 0 OR own_overdue <> 0`,
} as const;

/** The derived tables are what they would be if they were made anew. */
function checkDerived(installation: Installation): void {
  const { cache } = installation.now;
  const { writer } = cache;
  const read = () =>
    Object.entries(DERIVED).flatMap(([table, sql]) =>
      writer.statements
        .get(sql)
        .all()
        .map((row) => `${table} ${JSON.stringify(row)}`),
    );
  const before = new Set(read());
  writer.database.exec('BEGIN');
  refreshSummaries(writer, null, day(cache.meta('today') ?? ''));
  const after = new Set(read());
  writer.database.exec('ROLLBACK');
  const [extra, missing] = [before.difference(after), after.difference(before)];
  if (extra.size + missing.size === 0) return;
  throw new Broken(
    `${installation.name}: derived rows are stale\n  have ${[...extra].join('\n       ')}\n  want ${[...missing].join('\n       ')}`,
  );
}

async function checkCommands(world: World): Promise<void> {
  const { results, applied, texts } = await world.server.store.read(async (tx) => {
    const audit = await tx.list('auditLog', { where: { refusal: null } });
    const applied = new Map<string, number>();
    for (const { commandId } of audit) applied.set(commandId, (applied.get(commandId) ?? 0) + 1);
    const rows = [
      ...(await tx.list('timelineEntries', { where: {} })).map(({ params: { title: _of, ...words } }) => Object.values(words)),
      ...(await tx.list('actions', { where: { source: 'user' } })).map(({ title }) => [title]),
    ];
    const results = new Map((await tx.list('commandResults', { where: {} })).map((row) => [row.id, row.outcome]));
    return { results, applied, texts: rows.flat().map(String) };
  });
  const effects = (marker: string) => texts.filter((text) => text === marker).length;
  const versions = new Map<string, number>();
  for (const [place, { commandId, installation, name, marker }] of world.saved.entries()) {
    const outcome = results.get(commandId);
    const label = `${name} ${marker} of ${installation}`;
    const refused = world.installations.some(({ now }) => now.outbox.refused().some((it) => it.commandId === commandId));
    if (!outcome && !refused) throw new Broken(`${label} was saved and is lost`);
    if (outcome?.status === 'refused' && !refused) throw new Broken(`${label} was refused without a word`);
    if ((applied.get(commandId) ?? 0) > 1) throw new Broken(`${label} ran ${applied.get(commandId)} times`);
    const times = effects(marker);
    const most = outcome?.status === 'applied' ? 1 : 0;
    const least = most && alwaysLeavesWords(name) ? 1 : 0;
    if (times < least || times > most) throw new Broken(`${label} (${outcome?.status}) took effect ${times} times`);
    if (outcome?.status !== 'applied' || world.orderMayDiffer || place < world.orderedFrom) continue;
    const before = versions.get(installation) ?? 0;
    if ((outcome.version ?? 0) < before) throw new Broken(`${label} overtook an earlier command`);
    versions.set(installation, outcome.version ?? 0);
  }
  for (const marker of world.unclear) if (effects(marker) > 1) throw new Broken(`${marker} took effect ${effects(marker)} times`);
}

/** Blocking an invoice for the reason it is blocked for already leaves none; markers differ, so all do. */
const alwaysLeavesWords = (name: string): boolean => commands.has(name);
