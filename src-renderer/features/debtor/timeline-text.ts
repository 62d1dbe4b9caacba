import type { TimelineRow } from '../../../src-shared/contract/index.ts';
import { formatDay, formatMoney, hasMessage, messageNeeds, translateStep } from '../../../src-shared/i18n/index.ts';
import { isDay } from '../../../src-shared/kernel/index.ts';
import type { Texts } from '../../data/language.tsx';
import { disputeTypeName } from '../disputes/index.ts';

type Params = TimelineRow['params'];

/** Parameters as they are read: amounts with their currency, days in the user's format, step names translated. */
function readable(params: Params, texts: Texts): Params {
  const { language } = texts;
  const currency = typeof params.currency === 'string' ? params.currency : 'EUR';
  const entries = Object.entries(params).map(([name, value]): [string, string | number] => {
    if (/(^a|A)mount$/.test(name) && typeof value === 'number') return [name, formatMoney(value, currency, language)];
    if (name === 'type') return [name, disputeTypeName(String(value), texts)];
    if (name === 'step' || name === 'stepName') return [name, translateStep(language, String(value))];
    if (typeof value === 'string' && isDay(value)) return [name, formatDay(value, language)];
    return [name, value];
  });
  return Object.fromEntries(entries);
}

export interface TimelineText {
  title: string;
  body: string;
}

/** What happened, in words: a headline and, where there is more to say, a line under it. */
export function timelineText(entry: TimelineRow, texts: Texts): TimelineText {
  const params = readable(entry.params, texts);
  const say = (key: string): string | undefined => {
    // An entry of an older or newer version may lack a parameter: then the next best words are used.
    if (!hasMessage(key) || messageNeeds(key).some((name) => params[name] === undefined)) return undefined;
    return texts.t(key, params);
  };
  const variant = params.outcome ?? params.state ?? params.method;
  const title =
    (variant === undefined ? undefined : say(`timeline.${entry.kind}.${variant}`)) ??
    say(`timeline.${entry.kind}`) ??
    texts.t(`timeline.category.${entry.category}`);
  return { title, body: bodyOf(entry, params, texts, say) };
}

function bodyOf(entry: TimelineRow, params: Params, texts: Texts, say: (key: string) => string | undefined): string {
  if (entry.kind === 'action-done') {
    const action = typeof params.title === 'string' && params.title !== '' ? params.title : (say(`action.${params.action}`) ?? '');
    return [action, params.outcome].filter(Boolean).join(': ');
  }
  const parts = [
    entry.kind === 'note' && params.invoices ? texts.t('note.about-invoices', { numbers: params.invoices }) : undefined,
    say(`timeline.${entry.kind}.body`),
    params.spokenTo && texts.t('timeline.spoken-to', { name: params.spokenTo }),
    params.text,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
