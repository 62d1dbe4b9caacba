import { z } from 'zod';
import type { Role } from '../schema/index.ts';

const limit = (standard: number) => z.int().min(0).default(standard);

/** Setting `write-offs`: up to what each role approves at once, minor units; in another currency the same number of its units. */
export const writeOffSettingsSchema = z.object({
  limits: z.object({ collector: limit(2_500), 'credit-manager': limit(1_000_000), administrator: limit(1_000_000) }).prefault({}),
});

/** Setting `hand-over`. */
export const handOverSettingsSchema = z.object({
  /** Percent of VAT on collection costs; 0 while the creditor can reclaim it. */
  vatPercent: z.int().min(0).max(30).default(0),
});

export const WRITE_OFF_REASONS = ['small-difference', 'goodwill', 'uncollectable', 'bankruptcy', 'prescribed', 'other'] as const;

type Limits = z.output<typeof writeOffSettingsSchema>['limits'];

/** The most that somebody with these roles approves himself; the largest of the roles' limits counts. */
export function approvalLimit(limits: Limits, roles: readonly Role[]): number {
  return Math.max(0, ...roles.map((role) => (role in limits ? limits[role as keyof Limits] : 0)));
}
