import type { Language } from '../schema/index.ts';

/**
 * Words of the default workflow's messages. Liquid; see `MessageWords` in the mail renderer for the variables. An empty
 * line ends a paragraph, and `**` around words makes them bold. The table, the button and the bank details are the
 * product's own.
 */
export const DEFAULT_TEMPLATES: readonly { key: string; language: Language; subject: string; heading: string; body: string }[] = [
  {
    key: 'reminder.friendly',
    language: 'nl',
    subject: 'Herinnering: nog {{ amount }} te betalen (klantnummer {{ customerNumber }})',
    heading: 'Er staat nog {{ amount }} open',
    body: `{% if invoices == 1 %}Van factuur {{ firstInvoice }} is de betaaldatum voorbij. Misschien is hij u ontgaan.{% else %}Van {{ invoices }} facturen is de betaaldatum voorbij. Misschien is het u ontgaan.{% endif %} Wilt u het bedrag **uiterlijk {{ payBefore }}** betalen? Wij rekenen nu geen kosten of rente.`,
  },
  {
    key: 'reminder.friendly',
    language: 'en',
    subject: 'Reminder: {{ amount }} still to pay (customer number {{ customerNumber }})',
    heading: '{{ amount }} is still open',
    body: `{% if invoices == 1 %}Invoice {{ firstInvoice }} is past its due date.{% else %}{{ invoices }} invoices are past their due date.{% endif %} You may have missed this. Could you pay **by {{ payBefore }}**? We aren’t charging any costs or interest now.`,
  },
  {
    key: 'reminder',
    language: 'nl',
    subject: 'Tweede herinnering: nog {{ amount }} te betalen (klantnummer {{ customerNumber }})',
    heading: 'Er staat nog steeds {{ amount }} open',
    body: `Wij hebben u eerder een herinnering gestuurd. {% if invoices == 1 %}Factuur {{ firstInvoice }} is nog niet betaald.{% else %}Er staan nog {{ invoices }} facturen open.{% endif %} Wilt u het bedrag **uiterlijk {{ payBefore }}** betalen?

Lukt dat niet, of klopt er iets niet? Bel ons dan of antwoord op deze e-mail. Dan zoeken we samen een oplossing.`,
  },
  {
    key: 'reminder',
    language: 'en',
    subject: 'Second reminder: {{ amount }} still to pay (customer number {{ customerNumber }})',
    heading: '{{ amount }} is still open',
    body: `We sent you a reminder earlier. {% if invoices == 1 %}Invoice {{ firstInvoice }} hasn’t been paid yet.{% else %}{{ invoices }} invoices haven’t been paid yet.{% endif %} Please pay **by {{ payBefore }}**.

Can’t pay by then, or is something not right? Call us or reply to this e-mail, and we’ll look for a solution together.`,
  },
  {
    key: 'demand.final',
    language: 'nl',
    subject: 'Laatste aanmaning: betaal {{ amount }} (klantnummer {{ customerNumber }})',
    heading: 'Betaal {{ amount }} uiterlijk {{ payBefore }}',
    body: `{% if invoices == 1 %}Factuur {{ firstInvoice }} is {{ oldestDays }} dagen te laat.{% else %}Er staan {{ invoices }} facturen open. De oudste is {{ oldestDays }} dagen te laat.{% endif %} Dit is onze laatste aanmaning. Wij verwachten uw betaling **uiterlijk {{ payBefore }}**.

Kunt u niet alles in één keer betalen, of klopt er iets niet? Laat het ons vóór die datum weten. Bel ons of antwoord op deze e-mail.`,
  },
  {
    key: 'demand.final',
    language: 'en',
    subject: 'Final demand: pay {{ amount }} (customer number {{ customerNumber }})',
    heading: 'Please pay {{ amount }} by {{ payBefore }}',
    body: `{% if invoices == 1 %}Invoice {{ firstInvoice }} is {{ oldestDays }} days late.{% else %}{{ invoices }} invoices are open. The oldest is {{ oldestDays }} days late.{% endif %} This is our final demand. We expect your payment **by {{ payBefore }}**.

Can’t pay everything at once, or is something not right? Let us know before that date. Call us or reply to this e-mail.`,
  },
];
