import { AppError } from '../../../src-shared/kernel/index.ts';

/** SQLSTATE classes and codes (PostgreSQL manual, appendix A) by what can be done about them. */
const UNREACHABLE = /^(08|57P0[1235])/;
const BUSY = /^(40001|40P01|55P03|53300|25P0[34])$/;
const REFUSED = /^28/;

/** Node's own names for a connection that is not there or breaks. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
/** What node-postgres says without a code. */
const LOST = /Connection terminated|connection error and is not queryable|Client was closed|timeout expired|server closed the connection/i;
const POOL_TIMEOUT = /timeout exceeded when trying to connect/i;

/** Faults of the database server or the way to it become errors a person can act on; others pass as they are. */
export function storeError(error: unknown, database: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const code = (error as { code?: unknown }).code;
  const state = typeof code === 'string' ? code : '';
  const because = (name: string, params: Record<string, string>, retry: boolean) => new AppError(name, params, { cause: error, retry });
  if (UNREACHABLE.test(state) || NETWORK.has(state) || LOST.test(error.message)) return because('store.unreachable', { database }, true);
  if (BUSY.test(state) || POOL_TIMEOUT.test(error.message)) return because('store.busy', {}, true);
  if (state === '53100') return because('store.disk-full', {}, true);
  if (REFUSED.test(state)) return because('store.sign-in-refused', { database }, false);
  if (state === '3D000') return because('store.database-missing', { database }, false);
  if (state.startsWith('XX00')) return because('store.corrupt', { file: database }, false);
  // A failed connection attempt to several addresses of one name.
  if (error instanceof AggregateError && error.errors.length) return storeError(error.errors[0], database);
  return error;
}
