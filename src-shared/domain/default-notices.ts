import type { Language } from '../schema/index.ts';
import { ARRANGEMENT_NOTICES } from './arrangement-notices.ts';
import { DISPUTE_NOTICES } from './dispute-notices.ts';
import type { NoticeWords } from './notice-words.ts';
import { PORTAL_NOTICES } from './portal-notices.ts';
import { TASK_NOTICES } from './task-notices.ts';

export type { NoticeWords } from './notice-words.ts';

/**
 * Words of the messages that are not reminders, until an administration has its own (a row in `templates` of the same key).
 * Liquid; the variables are the notice's params with amounts and days formatted, and `customerNumber`, `debtorName`,
 * `companyName`. A paragraph that is only `{{ message }}` keeps the line breaks of that text.
 */
export const DEFAULT_NOTICES: readonly NoticeWords[] = [
  ...DISPUTE_NOTICES,
  ...TASK_NOTICES,
  {
    key: 'answer',
    language: 'nl',
    subject: '{{ subject }}',
    heading: 'Antwoord op uw vraag',
    body: '{{ message }}',
  },
  {
    key: 'answer',
    language: 'en',
    subject: '{{ subject }}',
    heading: 'Our answer to your question',
    body: '{{ message }}',
  },
  ...PORTAL_NOTICES,
  ...ARRANGEMENT_NOTICES,
  {
    key: 'portal.code',
    language: 'nl',
    subject: 'Uw code om in te loggen: {{ code }}',
    heading: 'Uw code is {{ code }}',
    body: 'Vul deze code in op de pagina waar u wilt inloggen. De code werkt een kwartier, en alleen daar.\n\nHebt u niet om een code gevraagd? Dan hoeft u niets te doen. Zonder de code komt niemand bij uw gegevens.',
  },
  {
    key: 'portal.code',
    language: 'en',
    subject: 'Your login code: {{ code }}',
    heading: 'Your code is {{ code }}',
    body: 'Enter this code on the page where you want to log in. It works for a quarter of an hour, and only there.\n\nDidn’t ask for a code? Then you don’t have to do anything. Nobody can see your details without it.',
  },
  {
    key: 'portal.new-link',
    language: 'nl',
    subject: 'Uw nieuwe link naar {{ companyName }}',
    heading: 'Hier is uw nieuwe link',
    body: 'U vroeg om een nieuwe link naar uw facturen (klantnummer {{ customerNumber }}). Met de knop hieronder ziet u wat er openstaat, en kunt u meteen betalen.\n\nHebt u hier niet om gevraagd? Dan hoeft u niets te doen.',
  },
  {
    key: 'portal.new-link',
    language: 'en',
    subject: 'Your new link to {{ companyName }}',
    heading: 'Here is your new link',
    body: 'You asked for a new link to your invoices (customer number {{ customerNumber }}). The button below shows what is open, and lets you pay at once.\n\nDidn’t ask for this? Then you don’t have to do anything.',
  },
  {
    key: 'payment.receipt',
    language: 'nl',
    subject: 'Betaling ontvangen: {{ amount }}',
    heading: 'Wij hebben {{ amount }} van u ontvangen',
    body: 'Dank u wel voor uw betaling op {{ paidOn }}{% if invoices != "" %} voor {{ invoices }}{% endif %}. Wij verwerken haar in onze administratie; tot dan staat er in uw overzicht “Betaald, wordt verwerkt”.\n\nMet de knop hieronder ziet u uw overzicht. Daar kunt u ook een bewijs van deze betaling downloaden.',
  },
  {
    key: 'payment.receipt',
    language: 'en',
    subject: 'Payment received: {{ amount }}',
    heading: 'We have received {{ amount }} from you',
    body: 'Thank you for your payment on {{ paidOn }}{% if invoices != "" %} for {{ invoices }}{% endif %}. We’re entering it in our books; until then your overview says “Paid, being processed”.\n\nThe button below shows your overview. You can download a receipt there as well.',
  },
  {
    key: 'payment.reversed',
    language: 'nl',
    subject: 'Betaling teruggeboekt: {{ amount }}',
    heading: '{{ amount }} is teruggeboekt',
    body: 'Van uw betaling van {{ paidOn }} is {{ amount }} teruggegaan naar uw rekening. {% if invoices != "" %}Daardoor staat {{ invoices }} weer open. {% endif %}Met de knop hieronder ziet u wat u nog moet betalen.\n\nVragen? Antwoord gerust op deze e-mail.',
  },
  {
    key: 'payment.reversed',
    language: 'en',
    subject: 'Payment returned: {{ amount }}',
    heading: '{{ amount }} has gone back to you',
    body: 'Of your payment of {{ paidOn }}, {{ amount }} has gone back to your account. {% if invoices != "" %}That means {{ invoices }} is open again. {% endif %}The button below shows what you still have to pay.\n\nAny questions? Just reply to this e-mail.',
  },
];

/** The words in a language, else in the other one; undefined when the key is unknown. */
export function defaultNotice(key: string, language: Language): NoticeWords | undefined {
  const words = DEFAULT_NOTICES.filter((notice) => notice.key === key);
  return words.find((notice) => notice.language === language) ?? words[0];
}
