import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces.js';
import { type HandOverLine, interestKind } from '../../src-shared/domain/hand-over.ts';
import { formatAmount, formatDay, formatMoney, hasMessage, type MessageKey, messageNeeds, translate } from '../../src-shared/i18n/index.ts';
import { type Day, dayAt } from '../../src-shared/kernel/index.ts';
import { makePdf } from '../documents/make-pdf.ts';
import type { Dossier, SentMessage } from './dossier-data.ts';

/** The pages of the file: who and what, the interest line by line, what was sent and when. Copies are put behind them. */
export function dossierPages(dossier: Dossier): Promise<Buffer> {
  const words = new Words(dossier);
  return makePdf({
    title: words.t('dossier.title', { name: dossier.debtor.name }),
    author: dossier.company.legalName || dossier.company.name,
    language: dossier.company.language,
    styles: {
      title: { fontSize: 18, bold: true, margin: [0, 0, 0, 16] },
      section: { fontSize: 13, bold: true, margin: [0, 20, 0, 8] },
      part: { bold: true, margin: [0, 10, 0, 4] },
      small: { fontSize: 8, color: '#4B5763' },
      head: { fontSize: 8, color: '#4B5763', bold: true },
    },
    footer: (page: number, count: number) => ({
      text: words.t('dossier.page', { page, count }),
      style: 'small',
      alignment: 'right',
      margin: [0, 20, 56, 0],
    }),
    content: [
      { text: words.t('dossier.title', { name: dossier.debtor.name }), style: 'title' },
      parties(dossier, words),
      claim(dossier, words),
      ...interest(dossier, words),
      ...correspondence(dossier, words),
      ...events(dossier, words),
      ...enclosures(dossier, words),
    ],
  });
}

class Words {
  private readonly dossier: Dossier;

  constructor(dossier: Dossier) {
    this.dossier = dossier;
  }

  t(key: MessageKey, params: Record<string, string | number> = {}): string {
    return translate(this.dossier.company.language, key, params);
  }

  day(day: Day): string {
    return formatDay(day, this.dossier.company.language);
  }

  /** The company's own day and time of an instant. */
  at(instant: string): string {
    const { timeZone, language } = this.dossier.company;
    const time = new Intl.DateTimeFormat('nl-NL', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
    return `${formatDay(dayAt(new Date(instant), timeZone), language)} ${time}`;
  }

  money(minor: number): string {
    return formatMoney(minor, this.dossier.handOver.currency, this.dossier.company.language);
  }

  amount(minor: number): string {
    return formatAmount(minor, this.dossier.handOver.currency, this.dossier.company.language);
  }
}

const right = (text: string, more: object = {}): TableCell => ({ text, alignment: 'right', ...more });
const lines = (...texts: (string | false)[]): string => texts.filter(Boolean).join('\n');

function parties({ company, debtor, contacts, handOver }: Dossier, words: Words): Content {
  const people = contacts.map(({ name, phone, email }) => [name, phone, email].filter(Boolean).join(', '));
  const chamber = (number: string) => number !== '' && words.t('dossier.chamber', { number });
  return {
    columns: [
      [
        { text: words.t('dossier.creditor'), style: 'head' },
        { text: company.legalName || company.name, bold: true },
        lines(
          company.street,
          `${company.postalCode} ${company.city}`.trim(),
          chamber(company.chamberOfCommerce),
          company.phone,
          company.email,
          company.iban,
        ),
      ],
      [
        { text: words.t('dossier.debtor'), style: 'head' },
        { text: debtor.name, bold: true },
        lines(
          debtor.street,
          `${debtor.postalCode} ${debtor.city}`.trim(),
          debtor.country,
          chamber(debtor.chamberOfCommerce),
          words.t('dossier.customer', { number: debtor.number }),
          debtor.phone,
          debtor.email,
          ...people,
        ),
      ],
      [
        { text: words.t('dossier.partner'), style: 'head' },
        { text: handOver.partner, bold: true },
        lines(words.t(`settlement.partner-kind.${handOver.partnerKind}`), handOver.partnerReference),
      ],
    ],
    columnGap: 16,
  };
}

function table(widths: (string | number)[], head: TableCell[], body: TableCell[][]): ContentTable {
  return { table: { headerRows: 1, widths, body: [head, ...body], dontBreakRows: true }, layout: 'lightHorizontalLines' };
}

const heads = (texts: string[], numbers: number): TableCell[] =>
  texts.map((text, index) => ({ text, style: 'head', alignment: index >= texts.length - numbers ? 'right' : 'left' }));

function claim({ handOver, lines: rows }: Dossier, words: Words): Content {
  const { principal, interest: sum, costs } = handOver;
  const total = (name: string, value: number, bold = false): TableCell[] => [
    { text: name, colSpan: 4, bold },
    {},
    {},
    {},
    right(words.amount(value), { bold }),
  ];
  return [
    { text: words.t('dossier.claim', { day: words.day(handOver.asOf) }), style: 'section' },
    table(
      ['*', 70, 70, 75, 75],
      heads(
        [words.t('dossier.invoice'), words.t('dossier.issued'), words.t('dossier.due'), words.t('dossier.amount'), words.t('dossier.open')],
        2,
      ),
      [
        ...rows.map((row) => [
          row.number,
          words.day(row.issueDate),
          words.day(row.dueDate),
          right(words.amount(row.amount)),
          right(words.amount(row.open)),
        ]),
        total(words.t('settlement.principal'), principal),
        total(words.t('settlement.interest'), sum),
        total(words.t('settlement.costs'), costs),
        total(words.t('settlement.sum'), principal + sum + costs, true),
      ],
    ),
    ...(costs > 0
      ? [
          {
            text: words.t('dossier.costs-basis', { principal: words.money(principal) }),
            style: 'small',
            margin: [0, 6, 0, 0] as [number, number, number, number],
          },
        ]
      : []),
  ];
}

function interest({ lines: rows, debtor }: Dossier, words: Words): Content[] {
  const parts = rows.filter((row) => row.interest.lines.length > 0);
  if (parts.length === 0) return [];
  return [
    { text: words.t('dossier.interest'), style: 'section' },
    { text: words.t(`dossier.interest-basis.${interestKind(debtor)}`), style: 'small' },
    ...parts.flatMap((row) => interestOf(row, words)),
  ];
}

function interestOf(row: HandOverLine, words: Words): Content[] {
  const names = ['dossier.from', 'dossier.to', 'dossier.days', 'dossier.base', 'dossier.rate', 'settlement.interest'] as const;
  return [
    { text: words.t('dossier.interest-of', { number: row.number, day: words.day(row.dueDate) }), style: 'part' },
    ...row.payments.map(
      ({ on, amount }): Content => ({
        text: words.t('dossier.payment', { day: words.day(on), amount: words.money(amount) }),
        style: 'small',
      }),
    ),
    table(
      [70, 70, 40, '*', 45, 75],
      heads(
        names.map((name) => words.t(name)),
        4,
      ),
      [
        ...row.interest.lines.map(({ from, to, days, base, rate, interest: sum }) => [
          words.day(from),
          words.day(to),
          right(String(days)),
          right(words.amount(base)),
          right((rate / 100).toFixed(2).replace('.', ',')),
          right(words.amount(sum)),
        ]),
        [
          { text: words.t('settlement.sum'), colSpan: 5, bold: true },
          {},
          {},
          {},
          {},
          right(words.amount(row.interest.total), { bold: true }),
        ],
      ],
    ),
  ];
}

function correspondence({ messages }: Dossier, words: Words): Content[] {
  return [
    { text: words.t('dossier.correspondence'), style: 'section', pageBreak: 'before' },
    ...(messages.length === 0
      ? [{ text: words.t('dossier.correspondence-none') }]
      : messages.flatMap((message) => messageOf(message, words))),
  ];
}

function messageOf({ row, body }: SentMessage, words: Words): Content[] {
  const proof =
    row.state === 'sent' && row.sentAt !== null
      ? `${words.t('dossier.sent')}: ${words.at(row.sentAt)}`
      : words.t('dossier.not-sent', { state: row.error || row.state });
  return [
    { text: row.subject || row.templateKey, style: 'part' },
    {
      text: lines(
        `${words.at(row.createdAt)} · ${words.t('dossier.recipient')}: ${[row.recipientName, `<${row.recipient}>`].filter(Boolean).join(' ')}`,
        proof,
        row.messageIdHeader !== '' && `${words.t('dossier.message-id')}: ${row.messageIdHeader}`,
      ),
      style: 'small',
    },
    ...(body ? [{ text: body.text.trim(), fontSize: 9, margin: [0, 6, 0, 10] as [number, number, number, number] }] : []),
  ];
}

function events({ events: rows }: Dossier, words: Words): Content[] {
  if (rows.length === 0) return [];
  return [
    { text: words.t('dossier.events'), style: 'section' },
    table(
      [90, '*'],
      heads([words.t('dossier.issued'), words.t('dossier.events')], 0),
      rows.map((row) => [words.at(row.at), eventText(row.kind, row.params, words)]),
    ),
  ];
}

function eventText(kind: string, params: Readonly<Record<string, string | number>>, words: Words): string {
  const keys = [`timeline.${kind}.${params.outcome ?? params.state ?? ''}`, `timeline.${kind}`];
  const key = keys.find((each): each is MessageKey => hasMessage(each) && messageNeeds(each).every((name) => params[name] !== undefined));
  return [key ? words.t(key, params) : kind, params.spokenTo, params.text].filter((part) => part !== undefined && part !== '').join(' · ');
}

function enclosures({ copies, documents }: Dossier, words: Words): Content[] {
  const missing = [...copies].filter(([, copy]) => copy === null).map(([number]) => words.t('dossier.copy-missing', { number }));
  const there = [...copies.values()].flatMap((copy) => copy?.name ?? []);
  return [{ text: words.t('dossier.copies'), style: 'section' }, { ul: [...there, ...documents.map(({ name }) => name), ...missing] }];
}
