import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { newAdministration } from '../../portal-server/app/new-administration.ts';
import { openServices } from '../../portal-server/app/services.ts';
import { importLedger } from '../../portal-server/imports/import-ledger.ts';
import { parseMapping } from '../../portal-server/imports/mapping.ts';
import { tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { generateRows, LEDGER_MAPPING, writeLedgerFile } from '../support/ledger-file.ts';

/*
 * How fast a ledger is taken in, against a bare insert of the same invoices into the same table (no parsing, no checks, no
 * change log), and how speed and memory grow with the file. Each measurement is a process of its own, so that its peak
 * memory is its own. `tsx tests/bench/import.ts [rows …]`
 */

interface Measurement {
  rows: number;
  seconds: number;
  /** Processor time of the same, which other work on the machine does not lengthen. */
  cpu: number;
  /** Peak resident memory of the process, MiB. */
  peak: number;
  /** The same before there was any work, MiB. */
  base: number;
}
type Work = (folder: string, rows: number) => Promise<() => Promise<void>>;

const MIB = 1024 * 1024;
const peakMib = (): number => process.resourceUsage().maxRSS / 1024;

const works: Record<string, Work> = {
  async bare(folder, rows) {
    const database = new Database(join(folder, 'bare.sqlite'));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    for (const statement of tableSql('invoices').createStatements) database.exec(statement);
    const insert = database.prepare(
      'INSERT INTO invoices (id, administration_id, debtor_id, number, currency, issue_date, due_date, amount, open, reference) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    return async () => {
      database.exec('BEGIN IMMEDIATE');
      let id = 0;
      for (const row of generateRows(rows)) {
        id += 1;
        insert.run(
          String(id).padStart(36, '0'),
          'administration',
          row.debtor,
          row.number,
          'EUR',
          row.issued,
          row.due,
          row.amount,
          row.amount - row.applied,
          row.reference,
        );
      }
      database.exec('COMMIT');
      database.close();
    };
  },
  import: (folder, rows) => importing(folder, rows, false),
  again: (folder, rows) => importing(folder, rows, true),
};

/** The first import of a file, or a snapshot of the same file on top of it. */
async function importing(folder: string, rows: number, again: boolean): Promise<() => Promise<void>> {
  const services = await openServices(join(folder, 'data'), { create: true, overrides: { logLevel: 'silent' } });
  const file = join(folder, 'ledger.csv');
  if (!again) await writeLedgerFile(file, rows);
  const [known] = await services.store.read((tx) => tx.list('administrations', { where: {} }));
  const administration =
    known ?? (await services.store.write((tx) => newAdministration(tx, services.clock, { code: 'B', name: 'Bench', currency: 'EUR' })));
  const mapping = parseMapping(LEDGER_MAPPING, 'bench');
  return async () => {
    const request = { administrationId: administration.id, mapping, mode: 'snapshot', sources: [{ path: file }] } as const;
    const { status, files } = await importLedger(services, request);
    const report = files[0]?.report;
    if (status !== 'applied' || (again ? report?.unchanged : report?.imported) !== rows)
      throw new Error(`import went wrong: ${JSON.stringify(files)}`);
    await services.store.close();
  };
}

async function measureHere(name: string, folder: string, rows: number): Promise<void> {
  const work = works[name];
  if (!work) throw new Error(`no work ${name}`);
  const run = await work(folder, rows);
  const base = peakMib();
  const start = performance.now();
  const cpu = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(cpu);
  const measurement: Measurement = { rows, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, peak: peakMib(), base };
  process.send?.(measurement);
  process.disconnect();
}

async function measure(name: string, folder: string, rows: number): Promise<Measurement> {
  const child = fork(fileURLToPath(import.meta.url), [name, folder, String(rows)], { execArgv: ['--import', 'tsx'] });
  const [measurement] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Measurement | number];
  if (typeof measurement === 'number') throw new Error(`${name} of ${rows} rows failed`);
  return measurement;
}

async function bench(sizes: readonly number[]): Promise<void> {
  const results: Record<string, Measurement>[] = [];
  for (const rows of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'kasstroom-bench-'));
    try {
      const result: Record<string, Measurement> = {};
      for (const name of Object.keys(works)) result[name] = await measure(name, folder, rows);
      results.push(result);
      print(rows, statSync(join(folder, 'ledger.csv')).size, result);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  printGrowth(sizes, results);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const perSecond = ({ rows, seconds }: Measurement): number => Math.round(rows / seconds);

function print(rows: number, bytes: number, { bare, import: first, again }: Record<string, Measurement>): void {
  if (!bare || !first || !again) return;
  say(`${rows} rows, a file of ${(bytes / MIB).toFixed(1)} MiB`);
  say(`  bare insert        ${perSecond(bare)} rows/s`);
  say(
    `  import             ${perSecond(first)} rows/s   ${(perSecond(first) / perSecond(bare)).toFixed(2)} of the bare insert   peak ${first.peak.toFixed(0)} MiB (${first.base.toFixed(0)} before)`,
  );
  say(
    `  the same again     ${perSecond(again)} rows/s   ${(perSecond(again) / perSecond(bare)).toFixed(2)} of the bare insert   peak ${again.peak.toFixed(0)} MiB (${again.base.toFixed(0)} before)`,
  );
}

function printGrowth(sizes: readonly number[], results: readonly Record<string, Measurement>[]): void {
  const [small, large] = [results[0], results.at(-1)];
  if (!small || !large || small === large) return;
  const factor = (sizes.at(-1) ?? 0) / (sizes[0] ?? 1);
  for (const name of ['import', 'again']) {
    const [a, b] = [small[name], large[name]];
    if (a && b)
      say(
        `growth of ${name} over ${factor} times the rows: time ${(b.seconds / a.seconds).toFixed(1)} times, processor time ${(b.cpu / a.cpu).toFixed(1)} times, peak memory ${(b.peak / a.peak).toFixed(2)} times`,
      );
  }
}

const [first, folder, rows] = process.argv.slice(2);
if (first && first in works && folder) await measureHere(first, folder, Number(rows));
else await bench(process.argv.slice(2).length ? process.argv.slice(2).map(Number) : [50_000, 500_000]);
