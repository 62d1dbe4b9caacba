import { formatMoney, hasMessage, translate } from '../../src-shared/i18n/index.ts';
import type { MessageFacts, Row } from '../../src-shared/schema/index.ts';

type Held = MessageFacts['held'][number];

/** What the message does not ask for and why, one sentence a reason: a debtor who complained must see that it waits. */
export function heldSentences({ facts, language, currency }: Pick<Row<'messages'>, 'facts' | 'language' | 'currency'>): string {
  const byReason = new Map<string, Held[]>();
  for (const part of facts.held) if (part.open > 0) byReason.set(part.reason, [...(byReason.get(part.reason) ?? []), part]);
  const sentences = [...byReason].map(([reason, parts]) => {
    const key = `mail.held.${reason}`;
    if (!hasMessage(key)) return '';
    const items = parts.map(({ number, open }) =>
      translate(language, 'mail.held.item', { number, amount: formatMoney(open, currency, language) }),
    );
    const list = new Intl.ListFormat(language === 'nl' ? 'nl' : 'en-GB', { type: 'conjunction' }).format(items);
    return translate(language, key, { count: parts.length, list });
  });
  return sentences.filter(Boolean).join(' ');
}
