import { planOffers } from '../../../src-shared/domain/portal-limits.ts';
import type { InvoiceFacts } from '../../../src-shared/domain/portal-overview.ts';
import { addDays, type Day } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { ReadTx } from '../../storage/store.ts';
import type { Visit } from '../session.ts';
import { type Allowed, allowedOf } from './asking.ts';
import { threadsOf } from './conversation.ts';
import { basisOf } from './invoices.ts';
import { openOffers } from './proposal.ts';

/** What the overview offers besides paying, and what waits for an answer of the debtor. */
export interface HelpFacts extends Allowed {
  /** Most terms that can be agreed at once; 0 when a person has to look. */
  mostTerms: number;
  /** Last day that can be promised at once. */
  lastDay: Day;
  /** There is something to arrange or to talk about. */
  somethingOpen: boolean;
  offers: readonly Row<'requests'>[];
  /** Conversations in which the company wrote last. */
  unanswered: readonly Row<'threads'>[];
  conversations: number;
}

export async function helpFacts(tx: ReadTx, visit: Visit, open: readonly InvoiceFacts[], today: Day): Promise<HelpFacts> {
  const allowed = await allowedOf(tx, visit);
  const { administration, debtor } = visit;
  const { currency } = administration;
  const basis = basisOf(open, today, currency);
  const facts = { today, risk: debtor.risk, currency, administrationCurrency: currency, mode: allowed.rules.functions.plan };
  const offered = basis.amount > 0 ? planOffers(basis.amount, facts, allowed.rules.plan).counts : [];
  const threads = await threadsOf(tx, visit);
  return {
    ...allowed,
    mostTerms: offered.at(-1) ?? 0,
    lastDay: addDays(today, allowed.rules.promise.maximumDays),
    somethingOpen: open.some((invoice) => invoice.open - invoice.onTheWay > 0),
    offers: await openOffers(tx, visit),
    unanswered: threads.filter((thread) => thread.waitingFor === 'debtor'),
    conversations: threads.length,
  };
}
