import type { Clock } from '../../src-shared/kernel/index.ts';
import type { ReadTx } from '../storage/store.ts';

const MINUTE = 60_000;
/** Companies that are kept; above it all are forgotten at once. */
const MAX_KEPT = 1_000;
const kept = new Map<string, { minute: number; at: string | null }>();

/**
 * When the ledger of a company was last taken in, as an instant; null when it never was. Every overview says so, because
 * what was paid by transfer since is not on it; looked up once a minute.
 */
export async function ledgerStamp(tx: ReadTx, clock: Clock, administrationId: string): Promise<string | null> {
  const minute = Math.floor(clock.now().getTime() / MINUTE);
  const known = kept.get(administrationId);
  if (known?.minute === minute) return known.at;
  const where = { administrationId, finishedAt: { not: null } };
  const [last] = await tx.list('imports', { where, orderBy: { column: 'startedAt', direction: 'desc' }, limit: 1 });
  const at = last?.finishedAt ?? null;
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(administrationId, { minute, at });
  return at;
}
