import type { NotificationRow } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney, hasMessage, messageNeeds } from '../../../src-shared/i18n/index.ts';
import { isDay } from '../../../src-shared/kernel/index.ts';
import type { Texts } from '../../data/language.tsx';
import { disputeTypeName } from '../disputes/index.ts';

type Params = NotificationRow['params'];

function readable(params: Params, texts: Texts): Params {
  const currency = typeof params.currency === 'string' ? params.currency : 'EUR';
  const shown = Object.entries(params).map(([name, value]): [string, string | number] => {
    if (name === 'amount' && typeof value === 'number') return [name, formatMoney(value, currency, texts.language)];
    if (name === 'type') return [name, disputeTypeName(String(value), texts)];
    return [name, typeof value === 'string' && isDay(value) ? formatDay(value, texts.language) : value];
  });
  return Object.fromEntries(shown);
}

/** What a notification says: a headline and, where there is more, a line under it. */
export function notificationText(row: Pick<NotificationRow, 'kind' | 'params'>, texts: Texts): { title: string; body: string } {
  const params = readable(row.params, texts);
  const say = (key: string): string | undefined =>
    hasMessage(key) && messageNeeds(key).every((name) => params[name] !== undefined) ? texts.t(key, params) : undefined;
  return {
    title: say(`notification.${row.kind}`) ?? texts.t('notification.unknown'),
    body: say(`notification.${row.kind}.body`) ?? '',
  };
}
