import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type QueryArgs, WORKLIST_SORTS } from '../../src-shared/contract/index.ts';
import { day } from '../../src-shared/kernel/index.ts';
import { encodeRow, tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { ms, percentiles, processorMs, say, sayTable, type Timing, timed, times } from '../support/bench.ts';
import { type BigCache, BUSY_TIMELINE, buildBigCache } from '../support/big-cache.ts';
import { CacheDesktop } from '../support/cache-desktop.ts';

/*
 * The desktop's reads on a large cache, asked through the contract as a screen asks them: the first page of the worklist
 * in every order, for everybody and for one person, with every filter, right after a change (nothing kept from earlier
 * answers) and while scrolling; then search, the debtor's header and a long timeline. Against a bare indexed SELECT of
 * one page in the same run, and against a tenth of the size. `npm run bench -- worklist [debtors]`
 */

const TARGET_MS = 50;
const PAGE = 50;
const WARM_RUNS = 12;
const COLD_RUNS = 4;

/** Views that somebody keeps. */
const VIEWS = 8;

type PageArgs = QueryArgs<'worklist.page'>;

/** What any change does to answers that are kept: they are no longer good. */
const changing = (desktop: CacheDesktop) => (): void => desktop.core.store.cache.setMeta('bench', String(Math.random()));

interface View {
  name: string;
  args: Partial<PageArgs>;
}

const viewsOf = ({ userId, administrationId }: BigCache): View[] => {
  const people: View[] = [
    { name: 'everybody', args: { assigneeId: null } },
    { name: 'mine', args: { assigneeId: userId } },
  ];
  const filters: View[] = [
    { name: '', args: {} },
    { name: ', one company', args: { administrationId } },
    { name: ', over 90 days overdue', args: { minimumDaysOverdue: 90 } },
    { name: ', over 340 days overdue', args: { minimumDaysOverdue: 340 } },
    { name: ', "anker"', args: { text: 'anker' } },
    { name: ', number 1005…', args: { text: '1005' } },
    { name: ', "e"', args: { text: 'e' } },
    { name: ', no such name', args: { text: 'xyzzy' } },
    { name: ', high risk over 10,000', args: { risks: ['high'], minimumOverdue: 1_000_000 } },
    { name: ', to call', args: { kinds: ['call'] } },
    { name: ', by kind', args: { groupBy: 'kind' } },
    { name: ', by age', args: { groupBy: 'age' } },
    { name: ', by collector', args: { groupBy: 'assignee' } },
  ];
  return people.flatMap((who) => filters.map((what) => ({ name: who.name + what.name, args: { ...who.args, ...what.args } })));
};

const ORDERS = WORKLIST_SORTS.flatMap((sort) => (['desc', 'asc'] as const).map((direction) => ({ sort, direction })));

interface Sample extends Timing {
  /** Mean processor time, milliseconds. */
  processor: number;
}

interface Measured {
  name: string;
  /** With whatever earlier answers left behind. */
  warm: Sample;
  cold: Sample;
  worst: string;
}

async function sample(runs: number, asks: readonly (() => Promise<unknown>)[], before?: () => void): Promise<Sample & { each: number[] }> {
  const start = processorMs();
  const all: number[][] = [];
  for (const ask of asks) all.push(await timed(runs, ask, before));
  const processor = (processorMs() - start) / (runs * asks.length);
  return { ...percentiles(all.flat()), processor, each: all.map((times) => percentiles(times).p50) };
}

async function measureViews(desktop: CacheDesktop): Promise<Measured[]> {
  const results: Measured[] = [];
  for (const view of viewsOf(desktop.big)) {
    const asks = ORDERS.map((order) => {
      const args: PageArgs = { administrationId: null, assigneeId: null, ...view.args, ...order, offset: 0, limit: PAGE };
      return () => desktop.query('worklist.page', args);
    });
    const cold = await sample(COLD_RUNS, asks, changing(desktop));
    const slowest = ORDERS[cold.each.indexOf(cold.each.reduce((most, each) => (each > most ? each : most), 0))];
    const warm = await sample(WARM_RUNS, asks);
    results.push({ name: view.name, warm, cold, worst: slowest ? `${slowest.sort} ${slowest.direction}` : '' });
  }
  return results;
}

async function measureOthers(desktop: CacheDesktop): Promise<Measured[]> {
  const { userId, busyDebtorId } = desktop.big;
  const page: PageArgs = { administrationId: null, assigneeId: null, sort: 'priority', direction: 'desc', offset: 0, limit: PAGE };
  const asks: { name: string; ask: () => Promise<unknown> }[] = [
    {
      name: 'worklist.page, in the middle of everybody',
      ask: () => desktop.query('worklist.page', { ...page, offset: desktop.big.actions >> 1 }),
    },
    { name: `worklist.views, ${VIEWS} saved`, ask: () => desktop.query('worklist.views', { administrationId: null }) },
    { name: 'worklist.progress', ask: () => desktop.query('worklist.progress', { administrationId: null }) },
    {
      name: 'agenda.range, a week of everybody',
      ask: () => desktop.query('agenda.range', { administrationId: null, userId: null, from: day('2026-03-09'), until: day('2026-03-15') }),
    },
    { name: 'worklist.counts', ask: () => desktop.query('worklist.counts', { administrationId: null }) },
    { name: 'search.debtors "anker"', ask: () => desktop.query('search.debtors', { text: 'anker' }) },
    { name: 'search.debtors "1005"', ask: () => desktop.query('search.debtors', { text: '1005' }) },
    { name: 'search.debtors, no such name', ask: () => desktop.query('search.debtors', { text: 'xyzzy' }) },
    { name: 'debtor.header', ask: () => desktop.query('debtor.header', { debtorId: busyDebtorId }) },
    { name: `debtor.timeline of ${BUSY_TIMELINE}`, ask: () => desktop.query('debtor.timeline', { debtorId: busyDebtorId }) },
    {
      name: `debtor.timeline of ${BUSY_TIMELINE}, one category`,
      ask: () => desktop.query('debtor.timeline', { debtorId: busyDebtorId, categories: ['payment'] }),
    },
    {
      name: 'a note given and shown',
      ask: async () => {
        await desktop.command('add-note', { debtorId: busyDebtorId, text: 'Called', pinned: false });
        await desktop.query('worklist.page', { ...page, assigneeId: userId });
      },
    },
  ];
  const results: Measured[] = [];
  for (const { name, ask } of asks) {
    results.push({ name, cold: await sample(50, [ask], changing(desktop)), warm: await sample(100, [ask]), worst: '' });
  }
  return results;
}

function saveViews({ big, core }: CacheDesktop): void {
  const { statements } = core.store.cache.writer;
  for (let view = 0; view < VIEWS; view += 1) {
    const definition = { assignee: view % 2 ? 'me' : 'all', risks: ['high'], minimumDaysOverdue: view * 10 };
    const row = { id: `view-${view}`, screen: 'worklist', name: `View ${view}`, ownerId: big.userId, definition };
    statements.get(tableSql('savedViews').upsert).run(...encodeRow('savedViews', row));
  }
}

/** What SQLite takes for a page of an index, and nothing else. */
async function measureBare(desktop: CacheDesktop): Promise<Timing> {
  const { database } = desktop.core.store.cache.reader;
  const select = database.prepare('SELECT * FROM worklist ORDER BY priority DESC, action_id DESC LIMIT ?');
  await timed(50, () => select.all(PAGE));
  return percentiles(await timed(500, () => select.all(PAGE)));
}

async function bench(debtors: number): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kasstroom-bench-'));
  try {
    const file = join(folder, 'cache.sqlite');
    const start = performance.now();
    const big = buildBigCache(file, debtors);
    const seconds = (performance.now() - start) / 1_000;
    const size = statSync(file).size / 2 ** 20;
    say(`${debtors} debtors, ${big.invoices} invoices, ${big.actions} actions due; cache of ${size.toFixed(0)} MiB`);
    say(
      `  filled in ${seconds.toFixed(1)} s, of which ${big.summarySeconds.toFixed(1)} s for all derived rows (${big.summaryProcessorSeconds.toFixed(1)} s of processor time)`,
    );
    const desktop = new CacheDesktop(folder, big);
    saveViews(desktop);
    const bare = await measureBare(desktop);
    const results = [...(await measureViews(desktop)), ...(await measureOthers(desktop))];
    await desktop.core.stop();
    say(`  a bare SELECT of ${PAGE} rows by an index: p50 ${ms(bare.p50)} ms, p99 ${ms(bare.p99)} ms`);
    sayTable(
      ['ms, all orders together', 'after a change p50', 'p99', 'processor', 'again p50', 'p99', 'processor', 'to bare', 'slowest order'],
      results.map(({ name, warm, cold, worst }) => [
        name,
        ...[cold.p50, cold.p99, cold.processor, warm.p50, warm.p99, warm.processor].map(ms),
        times(warm.p50 / bare.p50),
        worst,
      ]),
    );
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const debtors = Number(process.argv[2] ?? 100_000);
const small = await bench(Math.round(debtors / 10));
say();
const large = await bench(debtors);
say();
say('growth over 10 times the data (processor time)');
sayTable(
  ['', 'after a change', 'again'],
  large.map(({ name, cold, warm }, index) => {
    const before = small[index];
    return [name, times(cold.processor / (before?.cold.processor ?? 1)), times(warm.processor / (before?.warm.processor ?? 1))];
  }),
);
const late = large.filter(({ cold }) => cold.p99 > TARGET_MS);
const lateAtRest = large.filter(({ cold }) => cold.processor > TARGET_MS);
say(`over ${TARGET_MS} ms at the p99 right after a change: ${late.map(({ name }) => name).join('; ') || 'nothing'}`);
say(`over ${TARGET_MS} ms of processor time: ${lateAtRest.map(({ name }) => name).join('; ') || 'nothing'}`);
