import { formatMoney, translate, translateError } from '../../src-shared/i18n/index.ts';
import type { ErrorShape } from '../../src-shared/kernel/index.ts';
import type { Language } from '../../src-shared/schema/index.ts';
import { all, one } from '../queries/context.ts';
import type { CoreFacade } from './core-facade.ts';

/** A message for a user who is looking at something else. */
export interface Notice {
  title: string;
  body: string;
  /** Whose file a click opens. */
  debtorId: string | null;
}

/** More payments than this in one pull become one message. */
const MOST_AT_ONCE = 3;

interface PaymentRow {
  debtor_id: string;
  name: string;
  amount: number;
  currency: string;
}

/** Decides what is worth a message of the operating system, and words it. */
export class Notices {
  private readonly core: CoreFacade;
  /** Server's instant of the newest payment known; null until the cache has been filled once. */
  private newest: string | null = null;

  constructor(core: CoreFacade) {
    this.core = core;
    if (!core.context().cache.isEmpty()) this.newest = this.newestPayment();
  }

  refused(error: ErrorShape): Notice {
    return { title: translate(this.language, 'notice.refused'), body: translateError(this.language, error), debtorId: null };
  }

  /** Payments through the portal by debtors of this user, or of nobody in particular, since the last look. */
  afterPull(tables: readonly string[]): Notice[] {
    if (!tables.includes('payments')) return [];
    const since = this.newest;
    this.newest = this.newestPayment();
    if (since === null) return [];
    const rows = all<PaymentRow>(
      this.core.context(),
      `SELECT d.id AS debtor_id, d.name, p.amount, p.currency FROM payments p JOIN debtors d ON d.id = p.debtor_id
        WHERE p.source = 'portal' AND p.created_at > ? AND (d.assignee_id IS NULL OR d.assignee_id = ?) ORDER BY p.created_at`,
      since,
      this.core.userId,
    );
    const title = translate(this.language, 'notice.payments', { count: rows.length });
    if (rows.length > MOST_AT_ONCE) return [{ title, body: rows.map((row) => row.name).join(', '), debtorId: null }];
    return rows.map((row) => ({
      title: translate(this.language, 'notice.payments', { count: 1 }),
      body: `${row.name}: ${formatMoney(row.amount, row.currency, this.language)}`,
      debtorId: row.debtor_id,
    }));
  }

  /** Empty when there is no payment yet: then every payment is new. */
  private newestPayment(): string {
    return one<{ at: string | null }>(this.core.context(), 'SELECT max(created_at) AS at FROM payments')?.at ?? '';
  }

  private get language(): Language {
    const user = one<{ language: Language }>(this.core.context(), 'SELECT language FROM users WHERE id = ?', this.core.userId);
    return this.core.profile.get().language ?? user?.language ?? 'nl';
  }
}
