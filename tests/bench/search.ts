import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cache } from '../../src-main/cache/cache.ts';
import { fillSearchIndexes, searchIndexes } from '../../src-main/cache/search-index.ts';
import { ms, percentiles, processorMs, say, sayTable, timed, times } from '../support/bench.ts';
import { buildBigCache } from '../support/big-cache.ts';
import { CacheDesktop } from '../support/cache-desktop.ts';

/*
 * The search box on a large cache, asked through the contract as somebody types: numbers from their start and their end,
 * names whole, begun, misspelt and not there, words of notes and mail. `npm run bench -- search [debtors]` does a tenth of
 * the size first. Also what the indexes add to a first load.
 */

const TARGET_MS = 50;
const RUNS = 60;

const QUERIES: readonly [name: string, texts: readonly string[]][] = [
  ['a debtor number', ['100512', '1009', '10']],
  ['an invoice number', ['F1000512', 'F10077', 'f1004321']],
  ['the end of an invoice number', ['00512', '4321', '007788']],
  ['a name', ['anker', 'Bakkerij Het Anker', 'noorderlicht']],
  ['one letter', ['a', 'e', 'z']],
  ['a name being typed', ['in', 'insta', 'installatieb']],
  ['words in another order', ['anker bakkerij', 'dijk garage']],
  ['a misspelt name', ['noordelicht', 'Bakerij Het Anker 512', 'fysioterapie lindeboer']],
  ['no such name', ['xyzzy', 'qwertyuiop', 'zzyzx']],
  ['a contact', ['Contact 512', 'persoon-512@']],
  ['words of a note', ['vakantie', 'betaalt vrijdag', 'receptie']],
  ['words of a mail', ['herinnering 512', 'aanmaning', 'facturen']],
];

async function bench(debtors: number) {
  const folder = mkdtempSync(join(tmpdir(), 'kasstroom-bench-'));
  try {
    const file = join(folder, 'cache.sqlite');
    const big = buildBigCache(file, debtors, 10, { withWords: true });
    say(`${debtors} debtors, ${big.invoices} invoices; cache of ${(statSync(file).size / 2 ** 20).toFixed(0)} MiB`);
    sayIndexing(file);
    const desktop = new CacheDesktop(folder, big);
    const results = [];
    for (const [name, texts] of QUERIES) {
      const before = processorMs();
      const all: number[] = [];
      for (const text of texts) all.push(...(await timed(RUNS, () => desktop.query('search.all', { text, limit: 6 }))));
      const processor = (processorMs() - before) / all.length;
      const hits = (await desktop.checked('search.all', { text: texts[0] ?? '', limit: 6 })) as Record<string, unknown[]>;
      const found = Object.entries(hits).flatMap(([kind, list]) => (list.length ? [`${list.length} ${kind}`] : []));
      results.push({ name, ...percentiles(all), processor, found: found.join(', ') || 'nothing' });
    }
    await desktop.core.stop();
    sayTable(
      ['ms', 'p50', 'p99', 'processor', 'the first finds'],
      results.map(({ name, p50, p99, processor, found }) => [name, ms(p50), ms(p99), ms(processor), found]),
    );
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a first load spends on the indexes, apart from the rows. */
function sayIndexing(file: string): void {
  const cache = Cache.open(file);
  const { database } = cache.writer;
  database.exec('BEGIN; DROP INDEX invoices_number_end');
  const [start, processor] = [performance.now(), processorMs()];
  fillSearchIndexes(database);
  database.exec(searchIndexes);
  const [seconds, busy] = [(performance.now() - start) / 1_000, (processorMs() - processor) / 1_000];
  database.exec('COMMIT');
  cache.close();
  say(`  all search indexes in ${seconds.toFixed(2)} s (${busy.toFixed(2)} s of processor time)`);
}

const debtors = Number(process.argv[2] ?? 100_000);
const small = await bench(Math.round(debtors / 10));
say();
const large = await bench(debtors);
say();
say('growth over 10 times the data (processor time)');
sayTable(
  ['', 'times'],
  large.map(({ name, processor }, index) => [name, times(processor / (small[index]?.processor ?? 1))]),
);
const late = large.filter(({ p99 }) => p99 > TARGET_MS);
say(`over ${TARGET_MS} ms at the p99: ${late.map(({ name }) => name).join('; ') || 'nothing'}`);
const busy = large.filter(({ processor }) => processor > TARGET_MS);
say(`over ${TARGET_MS} ms of processor time: ${busy.map(({ name }) => name).join('; ') || 'nothing'}`);
