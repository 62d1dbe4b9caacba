import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type SyncedTableName, syncedTables } from '../../src-shared/schema/index.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { ms, percentiles, processorMs, say, sayTable, times } from '../support/bench.ts';
import { CliFolder } from '../support/cli.ts';
import { LEDGER_MAPPING, writeLedgerFile } from '../support/ledger-file.ts';
import { LiveDesktop } from '../support/live-desktop.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';

/*
 * A desktop's first load against a bare bulk insert of the same rows in the same run; how soon a colleague's screen
 * hears of a change; how soon a killed server answers again, and a desktop is online again. At two sizes.
 * `npm run bench -- sync [invoices …]`
 *
 * Load and bare insert take turns, and the best of each counts: what else the machine does can only make one look worse.
 * The load is everything but the sign-in: from an empty cache to one that screens can be drawn from, with the rows read,
 * sent, parsed and inserted, their indexes, and the summaries, search texts and worklist made of them.
 */

const CHANGES = 200;
const ROUNDS = 3;
const BASELINE =
  "bare insert: one prepared INSERT per row in one transaction, into an empty SQLite file with the cache's settings and the same tables, " +
  'their indexes made after the rows; no server, no network, no JSON and no derived tables';
const ADMIN = 'admin@kasstroom.example';
const PASSWORD = 'correct horse battery staple';

async function prepare(folder: CliFolder, invoices: number): Promise<void> {
  writeFileSync(folder.path('mapping.json'), JSON.stringify(LEDGER_MAPPING));
  await writeLedgerFile(folder.path('ledger.csv'), invoices);
  await folder.json('init', '--administration', 'B', '--admin', ADMIN, '--password', PASSWORD);
  await folder.json('import', '--mapping', 'mapping.json', 'ledger.csv');
}

/** What a piece of work took. */
interface Cost {
  seconds: number;
  /** Of the processor, on this thread: hardly moves when the machine is busy with other things. */
  processor: number;
}

async function cost(body: () => unknown): Promise<Cost> {
  const [start, processor] = [performance.now(), processorMs()];
  await body();
  return { seconds: (performance.now() - start) / 1_000, processor: (processorMs() - processor) / 1_000 };
}

const best = (all: readonly Cost[]): Cost => ({
  seconds: Math.min(...all.map(({ seconds }) => seconds)),
  processor: Math.min(...all.map(({ processor }) => processor)),
});

/** The rows of a loaded cache, by table. */
function rowsOf(cacheFile: string) {
  const source = new Database(cacheFile, { readonly: true });
  const tables = (Object.keys(syncedTables) as SyncedTableName[]).map((name) => ({
    sql: tableSql(name),
    rows: source.prepare(tableSql(name).select).raw().all() as unknown[][],
  }));
  source.close();
  return tables;
}

function bareInsert(tables: ReturnType<typeof rowsOf>, target: string): void {
  const database = new Database(target);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('cache_size = -65536');
  database.exec('BEGIN');
  for (const { sql } of tables) database.exec(sql.createStatements[0] as string);
  for (const { sql, rows } of tables) {
    const insert = database.prepare(sql.upsert.slice(0, sql.upsert.indexOf(' ON CONFLICT')));
    for (const row of rows) insert.run(...row);
  }
  for (const { sql } of tables) for (const index of sql.createStatements.slice(1)) database.exec(index);
  database.exec('COMMIT');
  database.close();
}

async function loads(desktop: LiveDesktop, folder: CliFolder) {
  const tables = rowsOf(join(folder.path('anna'), 'cache.sqlite'));
  const [load, bare]: [Cost[], Cost[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    await desktop.core.store.rebuildCache();
    load.push(await cost(() => desktop.core.syncNow()));
    // Not reaching the server is a state and no error.
    if (desktop.core.store.cache.isEmpty()) throw new Error('nothing was loaded');
    bare.push(await cost(() => bareInsert(tables, folder.path(`bare-${round}.sqlite`))));
  }
  return { rows: tables.reduce((sum, { rows }) => sum + rows.length, 0), load: best(load), bare: best(bare) };
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

/** The desktops notice by themselves that the server went, and find it again. */
async function recovery(server: ServerProcess, desktop: LiveDesktop, folder: CliFolder, port: number) {
  await server.kill();
  const start = performance.now();
  const since = () => performance.now() - start;
  const online = desktop
    .statusUntil(({ connection }) => connection === 'offline')
    .then(() => desktop.statusUntil(({ connection }) => connection === 'online'))
    .then(since);
  const again = await ServerProcess.start(folder.dataDir, port, { KASSTROOM_LOG_LEVEL: 'warn' });
  await fetch(`${again.url}/readyz`);
  return { server: again, answers: since(), online: await online };
}

async function bench(invoices: number) {
  const folder = new CliFolder();
  await prepare(folder, invoices);
  const port = await freePort();
  let server = await ServerProcess.start(folder.dataDir, port, { KASSTROOM_LOG_LEVEL: 'warn' });
  const anna = new LiveDesktop(folder.path('anna'), server.url);
  const bram = new LiveDesktop(folder.path('bram'), server.url);
  try {
    await anna.signIn(ADMIN, PASSWORD);
    const loaded = await loads(anna, folder);
    await bram.signIn(ADMIN, PASSWORD);
    const [debtor] = await anna.query('search.debtors', { text: '1', limit: 1 });
    const poke = await pokes(anna, bram, debtor?.debtorId ?? '');
    const killed = await recovery(server, bram, folder, port);
    server = killed.server;
    return { invoices, ...loaded, poke, answers: killed.answers, online: killed.online };
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
  ['', 'rows', 'loaded a second', 's per 100,000', 'speed of bare insert', 'its processor time'],
  results.map(({ invoices, rows, load, bare }) => [
    `${invoices} invoices`,
    rows,
    Math.round(rows / load.seconds),
    ms((load.seconds / rows) * 100_000),
    times(bare.seconds / load.seconds),
    times(load.processor / bare.processor),
  ]),
);
say(`  ${BASELINE}`);
say();
sayTable(
  ['', 'poke p50 ms', 'p99 ms', 'after a kill: answers, ms', 'desktop online, ms'],
  results.map(({ invoices, poke, answers, online }) => [`${invoices} invoices`, ms(poke.p50), ms(poke.p99), ms(answers), ms(online)]),
);
say(`load of this machine's processors: ${loadavg()[0]?.toFixed(1)} (a figure above their number means waiting for others)`);
const [first, last] = [results[0], results.at(-1)];
if (first && last && first !== last) {
  say(
    `${times(last.rows / first.rows)} the rows: loading takes ${times(last.load.seconds / first.load.seconds)}, a poke ${times(last.poke.p50 / first.poke.p50)}, recovery ${times(last.answers / first.answers)}`,
  );
}
