import type { NoticeWords } from './notice-words.ts';

const SUBJECT_NL = 'Wij zoeken uw melding uit ({{ invoices }})';
const SUBJECT_EN = 'We are looking into your complaint ({{ invoices }})';
const HEADING_NL = 'Wij hebben uw melding ontvangen';
const HEADING_EN = 'We have received your complaint';

const about = (nl: string): string =>
  `U hebt ons laten weten dat ${nl} {% if invoiceCount == 1 %}factuur{% else %}de facturen{% endif %} {{ invoices }}.`;
const concerning = (en: string): string =>
  `You have told us that ${en} {% if invoiceCount == 1 %}invoice{% else %}invoices{% endif %} {{ invoices }}.`;

const TERM_NL = `**U hebt uiterlijk {{ answerBy }} antwoord van ons.** Dat is binnen {% if workingDays == 1 %}één werkdag{% else %}{{ workingDays }} werkdagen{% endif %}.

Tot dan hoeft u {{ amount }} niet te betalen. U krijgt daar ook geen herinnering voor. Wat er verder openstaat, blijft gewoon gelden.`;
const TERM_EN = `**You will have our answer by {{ answerBy }} at the latest.** That is within {% if workingDays == 1 %}one working day{% else %}{{ workingDays }} working days{% endif %}.

Until then you need not pay {{ amount }}, and you will get no reminder for it. Anything else that is open stays due.`;

const confirmation = (key: string, nl: [about: string, does: string], en: [about: string, does: string]): NoticeWords[] => [
  { key, language: 'nl', subject: SUBJECT_NL, heading: HEADING_NL, body: [...nl, TERM_NL].join('\n\n') },
  { key, language: 'en', subject: SUBJECT_EN, heading: HEADING_EN, body: [...en, TERM_EN].join('\n\n') },
];

/** What debtors read about their disputes. Each usual type says what is done about it. */
export const DISPUTE_NOTICES: readonly NoticeWords[] = [
  ...confirmation(
    'dispute.confirmation',
    [about('er iets niet klopt aan'), 'Wij zoeken dat voor u uit.'],
    [concerning('something is wrong with'), 'We are looking into it for you.'],
  ),
  ...confirmation(
    'dispute.confirmation.not-delivered',
    [
      about('u niet alles hebt gekregen van'),
      'Wij vragen de vervoerder en het magazijn wat er is afgeleverd en wie ervoor heeft getekend.',
    ],
    [concerning('you did not receive all of'), 'We are asking the carrier and the warehouse what was delivered and who signed for it.'],
  ),
  ...confirmation(
    'dispute.confirmation.damaged',
    [about('er iets beschadigd is van'), 'Hebt u foto’s van de schade? Stuur ze als antwoord op deze e-mail, dan gaat het sneller.'],
    [
      concerning('something was damaged of'),
      'Do you have pictures of the damage? Send them in reply to this e-mail; that makes it quicker.',
    ],
  ),
  ...confirmation(
    'dispute.confirmation.price',
    [about('de prijs niet klopt van'), 'Wij leggen de factuur naast uw bestelling en onze afspraken.'],
    [concerning('the price is wrong on'), 'We are comparing the invoice with your order and our agreements.'],
  ),
  ...confirmation(
    'dispute.confirmation.already-paid',
    [about('u al hebt betaald voor'), 'Wij zoeken uw betaling op. Hebt u een afschrift? Stuur het als antwoord op deze e-mail.'],
    [concerning('you have already paid'), 'We are looking for your payment. Do you have a statement? Send it in reply to this e-mail.'],
  ),
  {
    key: 'dispute.answer',
    language: 'nl',
    subject: 'Antwoord op uw melding ({{ invoices }})',
    heading: 'Antwoord op uw melding',
    body: `U hebt ons laten weten dat er iets niet klopte aan {% if invoiceCount == 1 %}factuur{% else %}de facturen{% endif %} {{ invoices }}.

{{ message }}`,
  },
  {
    key: 'dispute.answer',
    language: 'en',
    subject: 'Our answer to your complaint ({{ invoices }})',
    heading: 'Our answer to your complaint',
    body: `You told us that something was wrong with {% if invoiceCount == 1 %}invoice{% else %}invoices{% endif %} {{ invoices }}.

{{ message }}`,
  },
];
