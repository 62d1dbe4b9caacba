import { errorShape, instant } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { Lease } from '../storage/lease.ts';
import type { ReadTx } from '../storage/store.ts';
import { paymentsOf } from './context.ts';
import { applyPayment, followCallback, followIntent } from './follow-payment.ts';

const BATCH = 50;
/** Provider calls under way at the same time. */
const PARALLEL = 8;
const IDLE_MS = 2_000;
const POLL_EVERY_MS = 5_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How long money may still go back: the usual term of chargebacks. */
const REVERSIBLE_MS = 120 * DAY;
/** An intent that never reached the provider is given up after this. */
const ORPHAN_MS = HOUR;

/**
 * Works off the callback journal as callbacks come, retries what failed, and asks after payments that nobody has called
 * about. All of it can stop anywhere and begin again: the journal and the intents say what is left to do.
 * @returns stops it, after what is under way
 */
export function startPaymentJobs(services: Services): () => Promise<void> {
  const payments = paymentsOf(services);
  const sandbox = services.config.paymentProvider === 'sandbox' ? payments.sandbox() : null;
  const state: LoopState = { stopped: false, polled: new Map(), nextPoll: 0, polling: new Lease(services, 'poll-payments') };
  let wakeUp = (): void => undefined;
  payments.onWake(() => wakeUp());

  const run = async (): Promise<void> => {
    await takeOverCallbacks(services);
    while (!state.stopped) {
      const woken = new Promise<void>((resolve) => {
        wakeUp = resolve;
      });
      const busy = await round(services, state);
      if (!busy && !state.stopped) await Promise.race([woken, sleep(IDLE_MS)]);
    }
  };
  const running = run();
  sandbox?.start();
  return async () => {
    state.stopped = true;
    wakeUp();
    await running;
    await state.polling.release();
    await sandbox?.stop();
  };
}

interface LoopState {
  stopped: boolean;
  /** When each running intent was last asked after, milliseconds. */
  polled: Map<string, number>;
  nextPoll: number;
  /** One process asks after payments; any may work off callbacks. */
  polling: Lease;
}

/** @returns true when there may be more to do at once */
async function round(services: Services, state: LoopState): Promise<boolean> {
  try {
    const due = await claimCallbacks(services);
    const byPayment = Map.groupBy(due, ({ provider, providerPaymentId }) => `${provider} ${providerPaymentId}`);
    await inParallel([...byPayment.values()], (callbacks) => workOff(services, callbacks));
    const now = services.clock.now().getTime();
    if (now >= state.nextPoll) {
      state.nextPoll = now + POLL_EVERY_MS;
      if (await state.polling.hold()) await poll(services, state, now);
    }
    return due.length === BATCH;
  } catch (error) {
    services.log.error({ err: error }, 'payment jobs: round failed');
    return false;
  }
}

function dueCallbacks(tx: ReadTx, now: string): Promise<Row<'providerCallbacks'>[]> {
  return tx.list('providerCallbacks', {
    where: { state: 'received', nextAttemptAt: { lte: now } },
    orderBy: { column: 'nextAttemptAt' },
    limit: BATCH,
  });
}

/** Those that are due, put off for the length of a lease: no other process takes them, unless this one falls silent. */
async function claimCallbacks({ store, clock, config }: Services): Promise<Row<'providerCallbacks'>[]> {
  const now = instant(clock);
  // Most rounds find nothing: those do not take the write door.
  if ((await store.read((tx) => dueCallbacks(tx, now))).length === 0) return [];
  const nextAttemptAt = new Date(clock.now().getTime() + config.leaseSeconds * 1_000).toISOString();
  return store.write(async (tx) => {
    const due = await dueCallbacks(tx, now);
    for (const callback of due) await tx.put('providerCallbacks', { ...callback, nextAttemptAt });
    return due;
  });
}

/** On SQLite there is one server process: what is put off was put off by one that is gone, so nobody waits for its lease. */
async function takeOverCallbacks({ store, clock, log }: Services): Promise<void> {
  if (store.engine !== 'sqlite') return;
  const now = instant(clock);
  try {
    const left = await store.read((tx) => tx.list('providerCallbacks', { where: { state: 'received' } }));
    if (left.length === 0) return;
    await store.write(async (tx) => {
      for (const callback of left) await tx.put('providerCallbacks', { ...callback, nextAttemptAt: now });
    });
  } catch (error) {
    log.error({ err: error }, 'payment jobs: what an earlier process left waits for its turn');
  }
}

/** Callbacks of one payment that are all here already: asking after it once answers them all. */
async function workOff(services: Services, callbacks: readonly Row<'providerCallbacks'>[]): Promise<void> {
  const [first, ...others] = callbacks;
  if (!first) return;
  const { journal } = paymentsOf(services);
  try {
    const state = await followCallback(services, first.provider, first.providerPaymentId);
    const again = state === 'applied' ? 'unchanged' : state;
    await journal.put({ ...first, state, error: '' }, ...others.map((callback) => ({ ...callback, state: again, error: '' })));
  } catch (error) {
    services.log.warn({ err: error, callback: first.id, attempts: first.attempts }, 'callback could not be worked off yet');
    await journal.put(
      ...callbacks.map((callback) => {
        const attempts = callback.attempts + 1;
        const nextAttemptAt = new Date(services.clock.now().getTime() + backoffMs(attempts)).toISOString();
        return { ...callback, attempts, nextAttemptAt, error: errorShape(error).code };
      }),
    );
  }
}

/** 1 s, 2 s, 4 s … at most an hour. */
const backoffMs = (attempts: number): number => Math.min(1_000 * 2 ** (attempts - 1), HOUR);

/** Also the way a server learns of payments that the provider cannot call back; young payments are asked after often. */
async function poll(services: Services, state: LoopState, now: number): Promise<void> {
  const { callbackUrl } = paymentsOf(services);
  const running = await services.store.read(async (tx) => {
    const open = await tx.list('paymentIntents', { where: { status: { in: ['open', 'pending', 'authorized'] } }, limit: 5_000 });
    if (callbackUrl !== null) return open;
    // Nobody tells this server of refunds and chargebacks either.
    const since = new Date(now - REVERSIBLE_MS).toISOString();
    return [...open, ...(await tx.list('paymentIntents', { where: { status: 'paid', createdAt: { gte: since } }, limit: 5_000 }))];
  });
  const due = running.filter((intent) => {
    const wait = intent.status === 'paid' ? DAY : pollIntervalMs(now - Date.parse(intent.createdAt), callbackUrl !== null);
    return now - (state.polled.get(intent.id) ?? 0) >= wait;
  });
  state.polled = new Map(running.flatMap(({ id }) => (state.polled.has(id) ? [[id, state.polled.get(id) ?? 0]] : [])));
  await inParallel(due, async (intent) => {
    if (state.stopped) return;
    state.polled.set(intent.id, now);
    try {
      if (intent.providerPaymentId !== null) await followIntent(services, intent);
      else if (now - Date.parse(intent.createdAt) > ORPHAN_MS) await giveUp(services, intent);
    } catch (error) {
      services.log.warn({ err: error, intent: intent.id }, 'payment could not be asked after');
    }
  });
}

function pollIntervalMs(age: number, hasCallbacks: boolean): number {
  if (age < 30 * MINUTE) return hasCallbacks ? MINUTE : POLL_EVERY_MS;
  return age < DAY ? 15 * MINUTE : 6 * HOUR;
}

/** The debtor never got an address to pay at, so nothing can come of it. */
async function giveUp(services: Services, intent: Row<'paymentIntents'>): Promise<void> {
  await applyPayment(services, intent, {
    id: '',
    status: 'expired',
    amount: 0,
    currency: intent.currency,
    method: intent.method,
    paidAt: null,
    refunded: 0,
    chargedBack: 0,
    checkoutUrl: '',
    intentId: intent.id,
  });
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, queue.length) }, worker));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
