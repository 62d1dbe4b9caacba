import type { Day } from '../kernel/index.ts';

/** What may still be asked of one document, as far as the law's order needs to know it. */
export interface Claim {
  id: string;
  /** Minor units, positive. */
  amount: number;
  dueDate: Day;
  /** Day on which the claim arose (the document's date): its age. */
  since: Day;
}

export interface Share {
  id: string;
  /** Minor units, positive. */
  amount: number;
}

export interface Allocation {
  /** In the order in which the claims were served; claims that got nothing are left out. */
  shares: Share[];
  /** What was left when every claim was served. */
  rest: number;
}

/**
 * Spreads a payment without a designation of the debtor's own (Dutch Civil Code 6:43 lid 2): claims that are due come
 * first, then the oldest, and claims of the same age share in proportion. "Most onerous" between those two steps makes
 * no difference while all claims bear the same interest. All amounts are of one currency.
 */
export function allocateByLaw(amount: number, claims: readonly Claim[], today: Day): Allocation {
  const shares: Share[] = [];
  let rest = amount;
  for (const group of ranked(claims, today)) {
    if (rest <= 0) break;
    const total = group.reduce((sum, claim) => sum + claim.amount, 0);
    const given = Math.min(rest, total);
    shares.push(...proportional(given, group, total).filter((share) => share.amount > 0));
    rest -= given;
  }
  return { shares, rest };
}

/** Claims that rank alike, in the order in which they are served. */
function ranked(claims: readonly Claim[], today: Day): Claim[][] {
  const rank = (claim: Claim): string => `${claim.dueDate <= today ? 0 : 1} ${claim.since}`;
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const group = groups.get(rank(claim));
    if (group) group.push(claim);
    else groups.set(rank(claim), [claim]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Largest remainder: the shares add up to the cent, and none is more than its claim. */
function proportional(given: number, group: readonly Claim[], total: number): Share[] {
  const parts = group.map((claim) => {
    const product = BigInt(given) * BigInt(claim.amount);
    return { id: claim.id, amount: Number(product / BigInt(total)), remainder: Number(product % BigInt(total)) };
  });
  let missing = given - parts.reduce((sum, part) => sum + part.amount, 0);
  for (const part of [...parts].sort((a, b) => b.remainder - a.remainder || (a.id < b.id ? -1 : 1))) {
    if (missing <= 0) break;
    part.amount += 1;
    missing -= 1;
  }
  return parts.map(({ id, amount }) => ({ id, amount }));
}
