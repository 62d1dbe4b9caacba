import type { CacheConnection } from '../../../src-main/cache/cache.ts';
import { refreshSummaries } from '../../../src-main/cache/summary.ts';
import { createWorklistIndexes, dropWorklistIndexes } from '../../../src-main/cache/summary-schema.ts';
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

/** The derived tables are what they would be if they were made anew. */
function checkDerived(installation: Installation): void {
  const { cache } = installation.now;
  const { writer } = cache;
  const read = () =>
    [
      'SELECT * FROM debtor_summary ORDER BY debtor_id, currency',
      'SELECT * FROM debtor_search ORDER BY debtor_id',
      'SELECT * FROM worklist ORDER BY action_id',
      'SELECT * FROM worklist_sums WHERE actions <> 0 ORDER BY due_on, administration, assignee, currency',
    ].map((sql) => JSON.stringify(writer.statements.get(sql).all()));
  const before = read();
  writer.database.exec('BEGIN');
  refreshSummaries(withItsIndexes(writer), null, day(cache.meta('today') ?? ''));
  const after = read();
  writer.database.exec('ROLLBACK');
  if (before.join('\n') !== after.join('\n'))
    throw new Broken(`${installation.name}: derived rows are stale\n  have ${before.join('\n       ')}\n  want ${after.join('\n       ')}`);
}

/**
 * A connection whose worklist keeps its indexes while it is filled. Making them anew changes no row, but a change of the
 * schema, and taking it back, has SQLite read the schema and prepare every statement again: most of what the check would cost.
 */
function withItsIndexes({ database, statements }: CacheConnection): CacheConnection {
  const exec = (sql: string): void => {
    if (sql !== dropWorklistIndexes && sql !== createWorklistIndexes) database.exec(sql);
  };
  return { statements, database: { exec } as unknown as CacheConnection['database'] };
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
