import type { Language } from '../schema/index.ts';
import type { NoticeWords } from './notice-words.ts';

type Words = Omit<NoticeWords, 'key' | 'language'>;
const notice = (key: string, nl: Words, en: Words): NoticeWords[] =>
  (['nl', 'en'] as Language[]).map((language) => ({ key, language, ...(language === 'nl' ? nl : en) }));

/** What a debtor is told by mail of what he asked in the portal: the same as the page said, with the same dates. */
export const PORTAL_NOTICES: readonly NoticeWords[] = [
  ...notice(
    'portal.plan-agreed',
    {
      subject: 'Uw betalingsregeling is afgesproken ({{ number }})',
      heading: 'Uw regeling is afgesproken',
      body: `U betaalt {{ amount }} in {{ terms }} termijnen. De eerste is op **{{ firstOn }}**. Hieronder ziet u wat u wanneer betaalt.

{% if remindDays > 0 %}{{ remindDays }} {% if remindDays == 1 %}dag{% else %}dagen{% endif %} voor elke termijn krijgt u een betaallink. {% endif %}Zolang u op tijd betaalt, sturen wij geen herinneringen voor deze facturen. Met deze afspraak bevestigt u dat het bedrag klopt.`,
    },
    {
      subject: 'Your payment plan is agreed ({{ number }})',
      heading: 'Your plan is agreed',
      body: `You’ll pay {{ amount }} in {{ terms }} instalments. The first is on **{{ firstOn }}**. Below you see what to pay and when.

{% if remindDays > 0 %}You’ll get a payment link {{ remindDays }} {% if remindDays == 1 %}day{% else %}days{% endif %} before each instalment. {% endif %}As long as you pay on time, we won’t send reminders for these invoices. By agreeing you confirm that the amount is right.`,
    },
  ),
  ...notice(
    'portal.plan-received',
    {
      subject: 'Wij bekijken uw voorstel ({{ number }})',
      heading: 'Wij bekijken uw voorstel',
      body: `U vroeg om {{ amount }} te betalen in {{ terms }} termijnen, de eerste op {{ firstOn }}. Een medewerker kijkt ernaar. U hoort **uiterlijk {{ answerBy }}** van ons.`,
    },
    {
      subject: 'We’re looking at your proposal ({{ number }})',
      heading: 'We’re looking at your proposal',
      body: `You asked to pay {{ amount }} in {{ terms }} instalments, the first on {{ firstOn }}. Somebody is looking at it. You’ll hear from us **by {{ answerBy }}**.`,
    },
  ),
  ...notice(
    'portal.promise-recorded',
    {
      subject: 'U betaalt {{ amount }} op {{ promisedOn }}',
      heading: 'Wij hebben uw dag genoteerd',
      body: `U betaalt {{ amount }} **uiterlijk {{ promisedOn }}**. Tot die dag sturen wij u geen herinnering voor deze facturen.`,
    },
    {
      subject: 'You’ll pay {{ amount }} on {{ promisedOn }}',
      heading: 'We’ve noted your date',
      body: `You’ll pay {{ amount }} **by {{ promisedOn }}**. Until then we won’t send you a reminder for these invoices.`,
    },
  ),
  ...notice(
    'portal.promise-received',
    {
      subject: 'Wij bekijken uw betaaldatum ({{ number }})',
      heading: 'Wij bekijken uw betaaldatum',
      body: `U wilt {{ amount }} betalen op {{ promisedOn }}. Een medewerker kijkt ernaar. U hoort **uiterlijk {{ answerBy }}** van ons.`,
    },
    {
      subject: 'We’re looking at your payment date ({{ number }})',
      heading: 'We’re looking at your payment date',
      body: `You’d like to pay {{ amount }} on {{ promisedOn }}. Somebody is looking at it. You’ll hear from us **by {{ answerBy }}**.`,
    },
  ),
  ...notice(
    'portal.complaint-received',
    {
      subject: 'Uw melding {{ number }} is binnen',
      heading: 'Uw melding is binnen',
      body: `Wij zoeken het uit. U krijgt **uiterlijk {{ answerBy }}** antwoord.

Het gaat om {{ amount }}. Dat hoeft u nu niet te betalen, en u krijgt er geen herinnering voor.`,
    },
    {
      subject: 'We’ve received your report {{ number }}',
      heading: 'We’ve received your report',
      body: `We’re looking into it. You’ll have an answer **by {{ answerBy }}**.

It’s about {{ amount }}. You don’t need to pay that now, and you won’t get a reminder for it.`,
    },
  ),
  ...notice(
    'portal.already-paid-received',
    {
      subject: 'Wij kijken uw betaling na ({{ number }})',
      heading: 'Wij kijken uw betaling na',
      body: `U gaf door dat u {{ amount }} hebt betaald op {{ paidOn }}. Een medewerker kijkt het na. U hoort **uiterlijk {{ answerBy }}** van ons. Betaal niet nog een keer.`,
    },
    {
      subject: 'We’re checking your payment ({{ number }})',
      heading: 'We’re checking your payment',
      body: `You told us you paid {{ amount }} on {{ paidOn }}. Somebody is checking it. You’ll hear from us **by {{ answerBy }}**. Don’t pay again.`,
    },
  ),
  ...notice(
    'portal.already-paid-recorded',
    {
      subject: 'Wij wachten op uw betaling van {{ amount }}',
      heading: 'Dank u, wij wachten op uw betaling',
      body: `U gaf door dat u {{ amount }} hebt betaald op {{ paidOn }}. Uiterlijk {{ answerBy }} moet het bij ons staan. Zien wij het dan niet, dan neemt een medewerker contact met u op. Betaal niet nog een keer.`,
    },
    {
      subject: 'We’re waiting for your payment of {{ amount }}',
      heading: 'Thank you, we’re waiting for your payment',
      body: `You told us you paid {{ amount }} on {{ paidOn }}. It should reach us by {{ answerBy }}. If it doesn’t, somebody will contact you. Don’t pay again.`,
    },
  ),
  ...notice(
    'portal.question-received',
    {
      subject: 'Uw vraag {{ number }} is binnen',
      heading: 'Uw vraag is binnen',
      body: `U krijgt **uiterlijk {{ answerBy }}** antwoord, per e-mail en in het portaal. Daar kunt u ook nog iets toevoegen.`,
    },
    {
      subject: 'We’ve received your question {{ number }}',
      heading: 'We’ve received your question',
      body: `You’ll have an answer **by {{ answerBy }}**, by e-mail and in the portal. You can also add something there.`,
    },
  ),
  ...notice(
    'portal.contact-changed',
    {
      subject: 'Uw gegevens zijn gewijzigd ({{ number }})',
      heading: 'Uw gegevens zijn gewijzigd',
      body: `In ons portaal zijn uw contactgegevens gewijzigd. Hebt u dat niet gedaan? Bel ons dan of antwoord op deze e-mail.`,
    },
    {
      subject: 'Your details have been changed ({{ number }})',
      heading: 'Your details have been changed',
      body: `Your contact details were changed in our portal. Wasn’t that you? Then call us or reply to this e-mail.`,
    },
  ),
  ...notice(
    'portal.contact-received',
    {
      subject: 'Wij wijzigen uw gegevens ({{ number }})',
      heading: 'Wij kijken uw wijziging na',
      body: `Wij hebben uw nieuwe gegevens ontvangen. Een medewerker kijkt ze na. U hoort **uiterlijk {{ answerBy }}** van ons. Hebt u dit niet gevraagd? Bel ons dan of antwoord op deze e-mail.`,
    },
    {
      subject: 'We’re changing your details ({{ number }})',
      heading: 'We’re checking your change',
      body: `We’ve received your new details. Somebody is checking them. You’ll hear from us **by {{ answerBy }}**. Didn’t you ask for this? Then call us or reply to this e-mail.`,
    },
  ),
  ...notice(
    'portal.po-number-added',
    {
      subject: 'Inkoopnummer bij factuur {{ invoice }}',
      heading: 'Uw inkoopnummer staat erbij',
      body: `Bij factuur {{ invoice }} staat nu inkoopnummer **{{ reference }}**.`,
    },
    {
      subject: 'Purchase order number on invoice {{ invoice }}',
      heading: 'Your purchase order number has been added',
      body: `Invoice {{ invoice }} now has purchase order number **{{ reference }}**.`,
    },
  ),
  ...notice(
    'portal.po-number-received',
    {
      subject: 'Uw inkoopnummer bij factuur {{ invoice }} ({{ number }})',
      heading: 'Wij zetten uw inkoopnummer erbij',
      body: `U gaf inkoopnummer **{{ reference }}** door voor factuur {{ invoice }}. Een medewerker kijkt ernaar. U hoort uiterlijk {{ answerBy }} van ons.`,
    },
    {
      subject: 'Your purchase order number on invoice {{ invoice }} ({{ number }})',
      heading: 'We’re adding your purchase order number',
      body: `You gave us purchase order number **{{ reference }}** for invoice {{ invoice }}. Somebody is looking at it. You’ll hear from us by {{ answerBy }}.`,
    },
  ),
  ...notice(
    'portal.copy-sent',
    {
      subject: 'De kopie van {{ invoices }}',
      heading: '{% if count == 1 %}Hier is de kopie{% else %}Hier zijn de kopieën{% endif %}',
      body: `{% if count == 1 %}De kopie van factuur {{ invoices }} zit bij deze e-mail.{% else %}De kopieën van de facturen {{ invoices }} zitten bij deze e-mail.{% endif %}`,
    },
    {
      subject: 'The copy of {{ invoices }}',
      heading: '{% if count == 1 %}Here’s your copy{% else %}Here are your copies{% endif %}',
      body: `{% if count == 1 %}The copy of invoice {{ invoices }} is attached to this e-mail.{% else %}The copies of invoices {{ invoices }} are attached to this e-mail.{% endif %}`,
    },
  ),
  ...notice(
    'portal.copy-received',
    {
      subject: 'Wij sturen u een kopie ({{ number }})',
      heading: 'Wij sturen u een kopie',
      body: `U vroeg om een kopie van {{ invoices }}. Wij sturen die **uiterlijk {{ answerBy }}**.`,
    },
    {
      subject: 'We’ll send you a copy ({{ number }})',
      heading: 'We’ll send you a copy',
      body: `You asked for a copy of {{ invoices }}. We’ll send it **by {{ answerBy }}**.`,
    },
  ),
  ...notice(
    'portal.proposal-accepted',
    {
      subject: 'Afgesproken ({{ number }})',
      heading: 'Dat is afgesproken',
      body: `U hebt ons voorstel aangenomen. Wat er is afgesproken, staat in het portaal.`,
    },
    {
      subject: 'Agreed ({{ number }})',
      heading: 'That’s agreed',
      body: `You’ve accepted our proposal. What was agreed is in the portal.`,
    },
  ),
  ...notice(
    'request.approved',
    { subject: 'Ons antwoord ({{ number }})', heading: 'Ons antwoord', body: '{{ message }}' },
    { subject: 'Our answer ({{ number }})', heading: 'Our answer', body: '{{ message }}' },
  ),
  ...notice(
    'request.adjusted',
    {
      subject: 'Ons voorstel ({{ number }})',
      heading: 'Wij doen u een voorstel',
      body: `{{ message }}

U ziet het voorstel in het portaal. Daar kunt u het ook aannemen.`,
    },
    {
      subject: 'Our proposal ({{ number }})',
      heading: 'We have a proposal for you',
      body: `{{ message }}

You’ll see the proposal in the portal. You can accept it there too.`,
    },
  ),
  ...notice(
    'request.declined',
    { subject: 'Ons antwoord ({{ number }})', heading: 'Ons antwoord', body: '{{ message }}' },
    { subject: 'Our answer ({{ number }})', heading: 'Our answer', body: '{{ message }}' },
  ),
  ...notice(
    'thread.message',
    {
      subject: 'Een bericht van {{ companyName }}',
      heading: 'U hebt een bericht',
      body: `{{ message }}

U kunt in het portaal antwoorden.`,
    },
    {
      subject: 'A message from {{ companyName }}',
      heading: 'You have a message',
      body: `{{ message }}

You can answer in the portal.`,
    },
  ),
];
