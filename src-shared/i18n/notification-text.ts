import { isDay } from '../kernel/index.ts';
import type { Language } from '../schema/index.ts';
import { formatDay, formatMoney, hasMessage, messageNeeds, translate } from './index.ts';

type Params = Readonly<Record<string, string | number>>;

/** What a notification says: a headline and, where there is more, a line under it. */
export function notificationText(language: Language, { kind, params }: { kind: string; params: Params }): { title: string; body: string } {
  const shown = readable(language, params);
  const say = (key: string): string | undefined =>
    hasMessage(key) && messageNeeds(key).every((name) => shown[name] !== undefined) ? translate(language, key, shown) : undefined;
  return {
    title: say(`notification.${kind}`) ?? translate(language, 'notification.unknown'),
    body: say(`notification.${kind}.body`) ?? '',
  };
}

function readable(language: Language, params: Params): Params {
  const currency = typeof params.currency === 'string' ? params.currency : 'EUR';
  const entries = Object.entries(params).map(([name, value]): [string, string | number] => {
    if (name === 'amount' && typeof value === 'number') return [name, formatMoney(value, currency, language)];
    const type = `dispute.type.${value}`;
    if (name === 'type' && hasMessage(type)) return [name, translate(language, type)];
    return [name, typeof value === 'string' && isDay(value) ? formatDay(value, language) : value];
  });
  return Object.fromEntries(entries);
}
