import type { NoticeWords } from './notice-words.ts';

/** Words of the messages about promises and payment plans; see default-notices.ts for how they are filled in. */
export const ARRANGEMENT_NOTICES: readonly NoticeWords[] = [
  {
    key: 'promise.confirmation',
    language: 'nl',
    subject: 'U betaalt {{ amount }} uiterlijk {{ promisedOn }} (klantnummer {{ customerNumber }})',
    heading: 'Wij hebben uw toezegging genoteerd',
    body: `U betaalt **{{ amount }}** uiterlijk **{{ promisedOn }}**. Het gaat om {{ invoices }}.

Tot die datum sturen wij u hiervoor geen herinnering. Met deze toezegging erkent u dat u dit bedrag moet betalen.

Klopt dit niet, of lukt het toch niet? Bel ons dan of antwoord op deze e-mail.`,
  },
  {
    key: 'promise.confirmation',
    language: 'en',
    subject: 'You will pay {{ amount }} by {{ promisedOn }} (customer number {{ customerNumber }})',
    heading: 'We have noted your promise',
    body: `You will pay **{{ amount }}** by **{{ promisedOn }}**. This is for {{ invoices }}.

We won’t send you a reminder for it until then. With this promise you acknowledge that you owe this amount.

Is this not right, or can’t you pay by then after all? Call us or reply to this e-mail.`,
  },
  {
    key: 'plan.confirmation',
    language: 'nl',
    subject: 'Uw betalingsregeling voor {{ totalAmount }} (klantnummer {{ customerNumber }})',
    heading: 'Uw betalingsregeling is afgesproken',
    body: `U betaalt **{{ totalAmount }}** in {% if terms == 1 %}één termijn{% else %}{{ terms }} termijnen{% endif %}. Het gaat om {{ invoices }}. Hieronder ziet u wat u wanneer betaalt.

Zolang u op tijd betaalt, sturen wij u hiervoor geen herinneringen.{% if lapseAfterMissed == 1 %} Betaalt u een termijn niet op tijd, dan vervalt de regeling. Wat dan nog open staat, moet u in één keer betalen.{% elsif lapseAfterMissed > 1 %} Staan er {{ lapseAfterMissed }} termijnen open waarvan de datum voorbij is, dan vervalt de regeling. Wat dan nog open staat, moet u in één keer betalen.{% endif %}

Met deze regeling erkent u dat u dit bedrag moet betalen. Klopt er iets niet, of lukt een termijn niet? Laat het ons vóór de datum van die termijn weten.`,
  },
  {
    key: 'plan.confirmation',
    language: 'en',
    subject: 'Your payment plan for {{ totalAmount }} (customer number {{ customerNumber }})',
    heading: 'Your payment plan is agreed',
    body: `You will pay **{{ totalAmount }}** in {% if terms == 1 %}one instalment{% else %}{{ terms }} instalments{% endif %}. This is for {{ invoices }}. Below you see what to pay and when.

As long as you pay on time, we won’t send you reminders for it.{% if lapseAfterMissed == 1 %} If an instalment isn’t paid on time, the plan lapses. You then have to pay what is still open all at once.{% elsif lapseAfterMissed > 1 %} If {{ lapseAfterMissed }} instalments are past their date and not paid, the plan lapses. You then have to pay what is still open all at once.{% endif %}

With this plan you acknowledge that you owe this amount. Is something not right, or can’t you pay an instalment? Let us know before its date.`,
  },
  {
    key: 'plan.changed',
    language: 'nl',
    subject: 'Uw betalingsregeling is gewijzigd (klantnummer {{ customerNumber }})',
    heading: 'Uw betalingsregeling is gewijzigd',
    body: `Van uw regeling is nog **{{ leftAmount }}** te betalen. Daarvoor gelden nu de termijnen hieronder. Het gaat om {{ invoices }}.

De rest van de afspraken blijft zoals die was. Klopt er iets niet? Bel ons dan of antwoord op deze e-mail.`,
  },
  {
    key: 'plan.changed',
    language: 'en',
    subject: 'Your payment plan has changed (customer number {{ customerNumber }})',
    heading: 'Your payment plan has changed',
    body: `**{{ leftAmount }}** of your plan is still to be paid. The instalments below now apply to it. This is for {{ invoices }}.

Everything else stays as it was. Is something not right? Call us or reply to this e-mail.`,
  },
  {
    key: 'plan.ended',
    language: 'nl',
    subject: 'Uw betalingsregeling is gestopt (klantnummer {{ customerNumber }})',
    heading: 'Uw betalingsregeling is gestopt',
    body: `Wij hebben uw regeling voor {{ invoices }} gestopt. Daarvan is nog **{{ leftAmount }}** te betalen. Voor dat bedrag gelden weer de gewone betaaldatums.

Hebt u hier een vraag over? Bel ons dan of antwoord op deze e-mail.`,
  },
  {
    key: 'plan.ended',
    language: 'en',
    subject: 'Your payment plan has ended (customer number {{ customerNumber }})',
    heading: 'Your payment plan has ended',
    body: `We have ended your plan for {{ invoices }}. **{{ leftAmount }}** of it is still to be paid. The ordinary due dates apply to that amount again.

Do you have a question about this? Call us or reply to this e-mail.`,
  },
  {
    key: 'plan.lapsed',
    language: 'nl',
    subject: 'Uw betalingsregeling is vervallen: nog {{ leftAmount }} te betalen (klantnummer {{ customerNumber }})',
    heading: 'Uw betalingsregeling is vervallen',
    body: `Niet alle termijnen van uw regeling zijn op tijd betaald. Daarom is de regeling vervallen. U moet nu **{{ leftAmount }}** in één keer betalen. Het gaat om {{ invoices }}.

Hebt u net betaald? Dan hoeft u niets te doen. Lukt betalen niet? Bel ons dan of antwoord op deze e-mail. Dan zoeken we samen een oplossing.`,
  },
  {
    key: 'plan.lapsed',
    language: 'en',
    subject: 'Your payment plan has lapsed: {{ leftAmount }} still to pay (customer number {{ customerNumber }})',
    heading: 'Your payment plan has lapsed',
    body: `Not all instalments of your plan were paid on time, so the plan has lapsed. **{{ leftAmount }}** is now to be paid all at once. This is for {{ invoices }}.

Have you just paid? Then you needn’t do anything. Can’t you pay? Call us or reply to this e-mail, and we’ll look for a solution together.`,
  },
  {
    key: 'instalment.reminder',
    language: 'nl',
    subject: 'Uw termijn van {{ amount }} is uiterlijk {{ dueOn }} (klantnummer {{ customerNumber }})',
    heading: 'Binnenkort betaalt u een termijn',
    body: `Termijn {{ position }} van uw betalingsregeling is **{{ amount }}**. Wilt u dit uiterlijk **{{ dueOn }}** betalen? Het gaat om {{ invoices }}.

Hebt u al betaald? Dan hoeft u niets te doen. Lukt het niet? Laat het ons vóór die datum weten.`,
  },
  {
    key: 'instalment.reminder',
    language: 'en',
    subject: 'Your instalment of {{ amount }} is due by {{ dueOn }} (customer number {{ customerNumber }})',
    heading: 'An instalment is due soon',
    body: `Instalment {{ position }} of your payment plan is **{{ amount }}**. Please pay it by **{{ dueOn }}**. This is for {{ invoices }}.

Have you already paid? Then you needn’t do anything. Can’t you pay by then? Let us know before that date.`,
  },
];
