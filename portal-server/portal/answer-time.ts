import { setTimeout } from 'node:timers/promises';

/** Longer than the work takes on any machine that is not overrun. */
const STEP_MS = 400;

/**
 * Waits for the work, and then for the next whole step since it began. Whether an address or a link is known decides how
 * much there is to do; it must not be seen in how long the answer takes.
 */
export async function atFixedTime<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } finally {
    const taken = performance.now() - began;
    await setTimeout(Math.ceil(taken / STEP_MS) * STEP_MS - taken);
  }
}
