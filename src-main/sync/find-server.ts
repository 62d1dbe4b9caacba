import { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';

const TIMEOUT_MS = 10_000;
const alive = z.object({ status: z.literal('ok') });

/**
 * The address of a Kasstroom server as it is kept, from what a user typed.
 * @throws AppError `profile.not-a-server` when something else answers there, `network.unreachable` when nothing does
 */
export async function findServer(typed: string): Promise<string> {
  const address = /^https?:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
  if (!URL.canParse(address)) throw new AppError('profile.not-a-server', { url: typed });
  const url = `${new URL(address).origin}${new URL(address).pathname}`.replace(/\/+$/, '');
  let body: unknown;
  try {
    const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    body = await response.json();
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new AppError('profile.not-a-server', { url }, { cause });
    throw new AppError('network.unreachable', {}, { cause, retry: true });
  }
  if (!alive.safeParse(body).success) throw new AppError('profile.not-a-server', { url });
  return url;
}
