import { formatMoney, translate, translateError } from '../../src-shared/i18n/index.ts';
import { notificationText } from '../../src-shared/i18n/notification-text.ts';
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
  /** The newest notification known of this user; null as above. */
  private newestTold: string | null = null;

  constructor(core: CoreFacade) {
    this.core = core;
    if (core.context().cache.isEmpty()) return;
    this.newest = this.newestPayment();
    this.newestTold = this.newestNotification();
  }

  refused(error: ErrorShape): Notice {
    return { title: translate(this.language, 'notice.refused'), body: translateError(this.language, error), debtorId: null };
  }

  /** What is new since the last look. */
  afterPull(tables: readonly string[]): Notice[] {
    const payments = tables.includes('payments') ? this.payments() : [];
    return tables.includes('notifications') ? [...payments, ...this.notifications()] : payments;
  }

  /** What colleagues and the product told this user. */
  private notifications(): Notice[] {
    const since = this.newestTold;
    this.newestTold = this.newestNotification();
    if (since === null) return [];
    const rows = all<{ kind: string; params: string; debtor_id: string | null; name: string | null }>(
      this.core.context(),
      `SELECT n.kind, n.params, n.debtor_id, d.name FROM notifications n LEFT JOIN debtors d ON d.id = n.debtor_id
        WHERE n.user_id = ? AND n.at > ? AND n.read_at IS NULL ORDER BY n.at`,
      this.core.userId,
      since,
    );
    const texts = rows.map(({ kind, params, debtor_id: debtorId, name }) => {
      const { title, body } = notificationText(this.language, { kind, params: JSON.parse(params) as Record<string, string | number> });
      return { title, body: [name, body].filter(Boolean).join(': '), debtorId };
    });
    if (texts.length <= MOST_AT_ONCE) return texts;
    const title = translate(this.language, 'notice.many', { count: texts.length });
    return [{ title, body: texts.map((text) => text.title).join(', '), debtorId: null }];
  }

  /** Payments through the portal by debtors of this user, or of nobody in particular. */
  private payments(): Notice[] {
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

  private newestNotification(): string {
    const sql = 'SELECT max(at) AS at FROM notifications WHERE user_id = ?';
    return one<{ at: string | null }>(this.core.context(), sql, this.core.userId)?.at ?? '';
  }

  private get language(): Language {
    const user = one<{ language: Language }>(this.core.context(), 'SELECT language FROM users WHERE id = ?', this.core.userId);
    return this.core.profile.get().language ?? user?.language ?? 'nl';
  }
}
