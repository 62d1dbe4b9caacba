import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueryArgs, QueryName } from '../../src-shared/contract/index.ts';
import { type Day, day } from '../../src-shared/kernel/index.ts';
import { ms, percentiles, processorMs, say, sayTable, type Timing, timed, times } from '../support/bench.ts';
import { type BigCache, buildBigCache } from '../support/big-cache.ts';
import { fillDesk } from '../support/big-desk.ts';
import { CacheDesktop } from '../support/cache-desktop.ts';
import { measureScreens } from '../support/measure-screens.ts';
import { type Picked, screenQueries } from '../support/screen-queries.ts';

/*
 * Every query of the contract on a cache of 100,000 debtors, 1,000,000 invoices and 200,000 entries in timelines, with and
 * without earlier answers to go by, against a bare indexed SELECT in the same run and against a tenth of the size. Then every
 * screen of the rail in a real browser on the web host over that cache: from its key to its paint, memory, and scrolling.
 * `npm run bench -- screens [debtors]`
 */

const TARGET_MS = 50;
const RUNS = 40;
/** What takes long is asked less often. */
const MOST_MS = 800;
const ENTRIES_PER_DEBTOR = 2;
const PAGE = 50;

interface Sample extends Timing {
  /** Mean processor time, milliseconds. */
  processor: number;
}
interface Measured {
  name: string;
  cold: Sample;
  warm: Sample;
  /** Of the answer as JSON. */
  kilobytes: number;
}

async function sample(ask: () => Promise<unknown>, before?: () => void): Promise<Sample> {
  const [first = 0] = await timed(1, ask, before);
  const runs = Math.max(3, Math.min(RUNS, Math.round(MOST_MS / first)));
  const start = processorMs();
  const each = await timed(runs, ask, before);
  return { ...percentiles(each), processor: (processorMs() - start) / runs };
}

async function measureQueries(desktop: CacheDesktop): Promise<Measured[]> {
  const results: Measured[] = [];
  const change = (): void => desktop.core.store.cache.setMeta('bench', String(Math.random()));
  for (const [query, asked] of Object.entries(screenQueries(desktop.big, picked(desktop)))) {
    if (asked === 'asks the server') continue;
    for (const [what, args] of Object.entries(asked)) {
      const ask = () => desktop.query(query as QueryName, args as QueryArgs<QueryName>);
      const kilobytes = JSON.stringify(await desktop.checked(query as QueryName, args as QueryArgs<QueryName>)).length / 1024;
      const cold = await sample(ask, change);
      results.push({ name: what ? `${query}, ${what}` : query, cold, warm: await sample(ask), kilobytes });
    }
  }
  return results;
}

function picked({ core, big }: CacheDesktop): Picked {
  const { database } = core.store.cache.reader;
  const ids = (sql: string, ...params: unknown[]) => (database.prepare(sql).all(...params) as { id: string }[]).map(({ id }) => id);
  return {
    requestId: ids(`SELECT id FROM requests WHERE state = 'waiting' LIMIT 1`)[0] ?? '',
    invoiceIds: ids(`SELECT id FROM invoices WHERE debtor_id = ? AND currency = 'EUR' AND open > 0 LIMIT 5`, big.busyDebtorId),
    messageId: ids('SELECT id FROM messages LIMIT 1')[0] ?? '',
  };
}

/** What SQLite takes for a page of an index, and nothing else. */
async function measureBare(desktop: CacheDesktop): Promise<Timing> {
  const { database } = desktop.core.store.cache.reader;
  const select = database.prepare('SELECT * FROM worklist ORDER BY priority DESC, action_id DESC LIMIT ?');
  await timed(50, () => select.all(PAGE));
  return percentiles(await timed(500, () => select.all(PAGE)));
}

const load = (): string =>
  `load average ${loadavg()
    .map((it) => it.toFixed(1))
    .join(' ')}`;

function build(folder: string, debtors: number, today: Day): BigCache {
  const file = join(folder, 'cache.sqlite');
  const start = performance.now();
  const big = buildBigCache(file, debtors, 10, {
    withWords: true,
    today,
    entriesPerDebtor: ENTRIES_PER_DEBTOR,
    more: (put, cache) => fillDesk(put, cache, today),
  });
  const size = statSync(file).size / 2 ** 20;
  const [seconds, { invoices, actions, timeline }] = [(performance.now() - start) / 1_000, big];
  say(`${debtors} debtors, ${invoices} invoices, ${timeline} timeline entries, ${actions} actions due; cache of ${size.toFixed(0)} MiB`);
  say(`  filled in ${seconds.toFixed(1)} s; ${load()}`);
  return big;
}

async function benchQueries(folder: string, big: BigCache): Promise<Measured[]> {
  const desktop = new CacheDesktop(folder, big);
  try {
    const bare = await measureBare(desktop);
    const results = await measureQueries(desktop);
    say(`  a bare SELECT of ${PAGE} rows by an index: p50 ${ms(bare.p50)} ms, p99 ${ms(bare.p99)} ms; ${load()}`);
    sayTable(
      ['ms', 'after a change p50', 'p99', 'processor', 'again p50', 'p99', 'processor', 'to bare', 'answer kB', ''],
      results.map(({ name, cold, warm, kilobytes }) => [
        name,
        ...[cold.p50, cold.p99, cold.processor, warm.p50, warm.p99, warm.processor].map(ms),
        times(warm.p50 / bare.p50),
        kilobytes.toFixed(1),
        cold.p99 > TARGET_MS ? `over ${TARGET_MS}` : '',
      ]),
    );
    return results;
  } finally {
    await desktop.core.stop();
  }
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'kasstroom-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The host lives in the present. */
const today = day(new Date().toISOString().slice(0, 10));
const debtors = Number(process.argv[2] ?? 100_000);
const small = await inFolder((folder) => benchQueries(folder, build(folder, Math.round(debtors / 10), today)));
say();
await inFolder(async (folder) => {
  const big = build(folder, debtors, today);
  const large = await benchQueries(folder, big);
  say();
  say('growth over 10 times the data (processor time)');
  sayTable(
    ['', 'after a change', 'again'],
    large.map(({ name, cold, warm }, index) => {
      const before = small[index];
      return [name, times(cold.processor / (before?.cold.processor ?? 1)), times(warm.processor / (before?.warm.processor ?? 1))];
    }),
  );
  const late = large.filter(({ cold }) => cold.p99 > TARGET_MS).map(({ name }) => name);
  const busy = large.filter(({ cold }) => cold.processor > TARGET_MS).map(({ name }) => name);
  say(`over ${TARGET_MS} ms at the p99 right after a change: ${late.join('; ') || 'nothing'}`);
  say(`over ${TARGET_MS} ms of processor time: ${busy.join('; ') || 'nothing'}`);
  say();
  await measureScreens(folder, big);
  say(load());
});
