import type { DebtorHeader, PriorityFactor } from '../../../src-shared/contract/index.ts';
import { formatMoney, hasMessage, messageNeeds } from '../../../src-shared/i18n/index.ts';
import type { Texts } from '../../data/language.tsx';

const AMOUNTS = new Set(['amount', 'limit', 'overdue', 'open']);

/**
 * A factor of the priority score in words: in detail where its parameters say enough, else by its name alone.
 * Amounts come as minor units in the parameter `amount` (or `limit`, `overdue`, `open`), with `currency` beside it.
 */
export function factorText({ kind, params }: PriorityFactor, header: DebtorHeader, { t, language }: Texts): string {
  if (kind === 'risk') return t(`factor.risk.${header.risk}`);
  const main = header.balances[0];
  const currency = typeof params.currency === 'string' ? params.currency : (main?.currency ?? 'EUR');
  const values: Record<string, string | number> = { overdue: main?.overdue ?? 0, count: main?.openInvoices ?? 0, ...params };
  values.amount ??= values.overdue ?? 0;
  for (const [name, value] of Object.entries(values)) {
    if (AMOUNTS.has(name) && typeof value === 'number') values[name] = formatMoney(value, currency, language);
  }
  const action = `action.${params.action}`;
  if (hasMessage(action)) values.action = t(action);
  const detail = `factor.${kind}.detail`;
  if (hasMessage(detail) && messageNeeds(detail).every((name) => values[name] !== undefined)) return t(detail, values);
  return t(`factor.${kind}`);
}
