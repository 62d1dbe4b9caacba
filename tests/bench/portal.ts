/**
 * Portal overview with a session against a bare Express + SQLite page of the same twenty rows, in one run, at 32
 * connections: requests a second, p99 and the server's processor time, each also as a ratio, at two sizes of the store.
 * The bare page shows what the overview shows (dates and amounts in words); `raw` prints the columns as they are. The
 * servers run in processes of their own, loaded in turn, so that they share nothing but the machine.
 *
 *     tsx tests/bench/portal.ts [seconds]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import type { BenchTarget } from '../support/portal-bench-server.ts';

const CONNECTIONS = 32;
const ROUNDS = 5;
const SIZES = [200, 2_000];
const seconds = Number(process.argv[2] ?? 5);

interface Measured {
  perSecond: number;
  p99: number;
  /** Processor time of the server, microseconds a request: hardly moves when the machine is busy with other things. */
  cpu: number;
}

const KINDS = ['portal', 'bare', 'raw'] as const;
type Kind = (typeof KINDS)[number];
interface Running extends BenchTarget {
  child: ChildProcess;
}

async function withTarget(kind: Kind, debtors: number, body: (target: Running) => Promise<void>): Promise<void> {
  const child = fork(new URL('../support/portal-bench-server.ts', import.meta.url), [kind, String(debtors)], {
    execArgv: process.execArgv,
  });
  try {
    const [target] = (await once(child, 'message')) as [BenchTarget];
    await body({ ...target, child });
  } finally {
    child.send('stop');
    await once(child, 'exit');
  }
}

async function cpuMicros({ child }: Running): Promise<number> {
  child.send('cpu');
  const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage];
  return user + system;
}

async function load(target: Running, duration: number): Promise<Measured> {
  const { url, path, cookies } = target;
  const requests = cookies.map((cookie) => ({ method: 'GET' as const, path, headers: { cookie } }));
  const before = await cpuMicros(target);
  const result = await autocannon({ url, connections: CONNECTIONS, duration, requests });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were no pages, ${result.errors} failed`);
  const cpu = ((await cpuMicros(target)) - before) / result.requests.total;
  return { perSecond: result.requests.average, p99: result.latency.p99, cpu };
}

/** Rounds alternate, so that a busy moment of the machine hits all. */
async function compare(debtors: number): Promise<void> {
  const results: Record<Kind, Measured[]> = { portal: [], bare: [], raw: [] };
  await withTarget('raw', debtors, (raw) =>
    withTarget('bare', debtors, (bare) =>
      withTarget('portal', debtors, async (portal) => {
        const targets = { raw, bare, portal };
        for (const kind of KINDS) await load(targets[kind], 2);
        for (let round = 0; round < ROUNDS; round += 1) for (const kind of KINDS) results[kind].push(await load(targets[kind], seconds));
      }),
    ),
  );
  const [portal, bare, raw] = [best(results.portal), best(results.bare), best(results.raw)];
  const against = (base: Measured) => ({
    requests: round2(portal.perSecond / base.perSecond),
    p99: round2(portal.p99 / base.p99),
    cpu: round2(portal.cpu / base.cpu),
  });
  process.stdout.write(`${JSON.stringify({ debtors, portal, bare, raw, againstBare: against(bare), againstRaw: against(raw) })}\n`);
}

const round2 = (value: number): number => Math.round(value * 100) / 100;

/** The best of the rounds: what else the machine does can only make a server look worse than it is. */
const best = (all: readonly Measured[]): Measured => ({
  perSecond: Math.round(Math.max(...all.map(({ perSecond }) => perSecond))),
  p99: Math.min(...all.map(({ p99 }) => p99)),
  cpu: Math.round(Math.min(...all.map(({ cpu }) => cpu))),
});

for (const debtors of SIZES) await compare(debtors);
