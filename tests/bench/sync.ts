import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type SyncedTableName, syncedTables } from '../../src-shared/schema/index.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { ms, percentiles, say, sayTable, times } from '../support/bench.ts';
import { CliFolder } from '../support/cli.ts';
import { LEDGER_MAPPING, writeLedgerFile } from '../support/ledger-file.ts';
import { LiveDesktop } from '../support/live-desktop.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';

/*
 * A desktop's first load against a bare bulk insert of the same rows in the same run; how soon a colleague's screen
 * hears of a change; how soon a killed server answers again. At two sizes. `npm run bench -- sync [invoices …]`
 */

const CHANGES = 200;
const ADMIN = 'admin@kasstroom.example';
const PASSWORD = 'correct horse battery staple';

async function prepare(folder: CliFolder, invoices: number): Promise<void> {
  writeFileSync(folder.path('mapping.json'), JSON.stringify(LEDGER_MAPPING));
  await writeLedgerFile(folder.path('ledger.csv'), invoices);
  await folder.json('init', '--administration', 'B', '--admin', ADMIN, '--password', PASSWORD);
  await folder.json('import', '--mapping', 'mapping.json', 'ledger.csv');
}

interface BareInsert {
  rows: number;
  seconds: number;
}

/** The rows of a loaded cache, read beforehand, into tables of the same shape with the same indexes: nothing but inserts. */
function bareInsert(cacheFile: string, target: string): BareInsert {
  const source = new Database(cacheFile, { readonly: true });
  const tables = (Object.keys(syncedTables) as SyncedTableName[]).map((name) => ({
    sql: tableSql(name),
    rows: source.prepare(tableSql(name).select).raw().all() as unknown[][],
  }));
  source.close();
  const database = new Database(target);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  const start = performance.now();
  database.exec('BEGIN');
  for (const { sql } of tables) database.exec(sql.createStatements[0] as string);
  for (const { sql, rows } of tables) {
    const insert = database.prepare(sql.upsert);
    for (const row of rows) insert.run(...row);
  }
  for (const { sql } of tables) for (const index of sql.createStatements.slice(1)) database.exec(index);
  database.exec('COMMIT');
  const seconds = (performance.now() - start) / 1_000;
  database.close();
  return { rows: tables.reduce((sum, { rows }) => sum + rows.length, 0), seconds };
}

async function pokes(from: LiveDesktop, to: LiveDesktop, debtorId: string) {
  const counted: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    const text = `change ${change}`;
    const heard = to.changedUntil(async () => (await to.query('debtor.timeline', { debtorId, limit: 1 }))[0]?.params.text === text);
    const start = performance.now();
    await from.command('add-note', { debtorId, text });
    await heard;
    counted.push(performance.now() - start);
  }
  return percentiles(counted);
}

async function recovery(server: ServerProcess, folder: CliFolder, port: number): Promise<{ server: ServerProcess; ms: number }> {
  await server.kill();
  const start = performance.now();
  const again = await ServerProcess.start(folder.dataDir, port, { KASSTROOM_LOG_LEVEL: 'warn' });
  await fetch(`${again.url}/readyz`);
  return { server: again, ms: performance.now() - start };
}

async function bench(invoices: number) {
  const folder = new CliFolder();
  await prepare(folder, invoices);
  const port = await freePort();
  let server = await ServerProcess.start(folder.dataDir, port, { KASSTROOM_LOG_LEVEL: 'warn' });
  const anna = new LiveDesktop(folder.path('anna'), server.url);
  const bram = new LiveDesktop(folder.path('bram'), server.url);
  try {
    const start = performance.now();
    await anna.signIn(ADMIN, PASSWORD);
    const load = (performance.now() - start) / 1_000;
    const bare = bareInsert(join(folder.path('anna'), 'cache.sqlite'), folder.path('bare.sqlite'));
    await bram.signIn(ADMIN, PASSWORD);
    const [debtor] = await anna.query('search.debtors', { text: '1', limit: 1 });
    const poke = await pokes(anna, bram, debtor?.debtorId ?? '');
    const killed = await recovery(server, folder, port);
    server = killed.server;
    return { invoices, load, bare, poke, recovery: killed.ms };
  } finally {
    await anna.core.stop();
    await bram.core.stop();
    await server.stop();
    await folder.remove();
  }
}

const given = process.argv.slice(2).map(Number);
const results = [];
for (const invoices of given.length ? given : [20_000, 200_000]) results.push(await bench(invoices));
sayTable(
  ['', 'rows loaded', 'rows/s', 's per 100,000', 'of bare insert', 'poke p50 ms', 'p99 ms', 'answers after a kill, ms'],
  results.map(({ invoices, load, bare, poke, recovery: after }) => [
    `${invoices} invoices`,
    bare.rows,
    Math.round(bare.rows / load),
    ms((load / bare.rows) * 100_000),
    times(bare.seconds / load),
    ms(poke.p50),
    ms(poke.p99),
    ms(after),
  ]),
);
const [first, last] = [results[0], results.at(-1)];
if (first && last && first !== last) {
  say(
    `${times(last.bare.rows / first.bare.rows)} the rows: loading takes ${times(last.load / first.load)}, a poke ${times(last.poke.p50 / first.poke.p50)}`,
  );
}
