import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatAmount, formatDay, formatMoney } from '../../src-shared/i18n/index.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { keepDocument } from '../documents/index.ts';
import { makePdf } from '../documents/make-pdf.ts';
import { giveCommand } from '../sync/execute.ts';
import { loadPortfolio } from './portfolio.ts';

/** Customers whose invoices have a copy: those a newcomer looks at first. */
const WITH_COPIES = 15;
const VAT_PERCENT = 21;

const DAY_MS = 86_400_000;

/** The same services some days ago: what the demo shows did not all happen just now. */
const before = (services: Services, days: number): Services => ({
  ...services,
  clock: { now: () => new Date(services.clock.now().getTime() - days * DAY_MS) },
});

/** The people of that customer, each with what they are to be asked for. */
export async function addDemoContacts(services: Services, debtorName: string): Promise<void> {
  const [debtor] = await services.store.read((tx) => tx.list('debtors', { where: { name: debtorName } }));
  if (!debtor) return;
  const people = [
    { name: 'Crediteurenadministratie', roles: ['invoices'], email: 'facturen@kuipers.example', phone: '038 000 71 21' },
    { name: 'Anouk Kuipers', salutation: 'mevrouw Kuipers', roles: ['disputes'], email: 'anouk@kuipers.example', mobile: '06 00 00 71 22' },
  ];
  const actor = { kind: 'system', name: 'demo' } as const;
  for (const person of people) {
    const args = { debtorId: debtor.id, ...person };
    await giveCommand(before(services, 200), { commandId: newId(services.clock.now()), name: 'save-contact', args, actor });
  }
}

/** A few files in the file of the customer that the screens' story is about. Once, when the demo company is made. */
export async function addDemoDocuments(services: Services, debtorName: string): Promise<void> {
  const { debtor, invoice } = await services.store.read(async (tx) => {
    const [debtor] = await tx.list('debtors', { where: { name: debtorName } });
    const [invoice] = await tx.list('invoices', { where: { debtorId: debtor?.id ?? '', open: { gt: 0 } }, orderBy: { column: 'dueDate' } });
    return { debtor, invoice };
  });
  if (!debtor || !invoice) return;
  const company = await services.store.read((tx) => tx.get('administrations', debtor.administrationId));
  const own = { debtorId: debtor.id, createdById: debtor.assigneeId };
  const slip = await makePdf({
    title: `Afleverbon ${invoice.number}`,
    author: company?.name ?? '',
    language: 'nl',
    content: [
      { text: company?.name ?? '', fontSize: 16, bold: true },
      { text: `Afleverbon bij factuur ${invoice.number}`, margin: [0, 12, 0, 12] },
      { text: 'Twee pallets afgeleverd op de bouwplaats. Voor ontvangst getekend door de uitvoerder.' },
    ],
  });
  await keepDocument(before(services, 30), slip, { ...own, name: `afleverbon ${invoice.number}.pdf`, invoiceIds: [invoice.id] });
  const mail = [
    'From: Administratie <administratie@customers.example>',
    `To: Debiteuren <${company?.email ?? 'debiteuren@brinkhorst.example'}>`,
    `Subject: Betaling factuur ${invoice.number}`,
    `Date: ${before(services, 6).clock.now().toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Goedemiddag,',
    '',
    `Factuur ${invoice.number} hebben wij in behandeling. Onze uitvoerder mist nog de afleverbon; kunt u die sturen?`,
    '',
    'Met vriendelijke groet,',
    'de administratie',
  ].join('\r\n');
  await keepDocument(before(services, 6), Buffer.from(mail), {
    ...own,
    name: `Betaling factuur ${invoice.number}.eml`,
    invoiceIds: [invoice.id],
  });
}

/**
 * Copies of the open invoices, in the folder where the server looks for them. What is there already stays, so that it can be
 * done beside the work, and goes on at the next start when it was not finished.
 */
export async function makeDemoCopies({ store, dataDir }: Services, goOn: () => boolean): Promise<void> {
  const number = {
    in: loadPortfolio()
      .debtors.slice(0, WITH_COPIES)
      .map((debtor) => debtor.number),
  };
  const wanted = await store.read(async (tx) => {
    const companies = new Map((await tx.list('administrations', { where: {} })).map((company) => [company.id, company]));
    const debtors = new Map((await tx.list('debtors', { where: { number } })).map((debtor) => [debtor.id, debtor]));
    const invoices = await tx.list('invoices', { where: { debtorId: { in: [...debtors.keys()] }, open: { not: 0 } } });
    return invoices.flatMap((invoice) => {
      const [company, debtor] = [companies.get(invoice.administrationId), debtors.get(invoice.debtorId)];
      return company && debtor ? [{ company, debtor, invoice }] : [];
    });
  });
  for (const { company, debtor, invoice } of wanted) {
    const folder = join(dataDir, 'copy-invoices', company.code);
    const file = join(folder, `${invoice.number}.pdf`);
    if (existsSync(file)) continue;
    if (!goOn()) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.partial`, await copyOf(company, debtor, invoice), { mode: 0o600 });
    await rename(`${file}.partial`, file);
  }
}

function copyOf(company: Row<'administrations'>, debtor: Row<'debtors'>, invoice: Row<'invoices'>): Promise<Buffer> {
  const { number, currency, amount, issueDate, dueDate } = invoice;
  const net = Math.round((amount * 100) / (100 + VAT_PERCENT));
  const title = `${invoice.kind === 'credit-note' ? 'Creditnota' : 'Factuur'} ${number}`;
  const line = (name: string, value: number, bold = false) => [
    { text: name, bold },
    { text: formatAmount(value, currency, 'nl'), alignment: 'right' as const, bold },
  ];
  return makePdf({
    title,
    author: company.name,
    language: 'nl',
    content: [
      {
        columns: [
          { text: company.name, fontSize: 18, bold: true },
          { text: [company.street, `\n${company.postalCode} ${company.city}`, `\nKvK ${company.chamberOfCommerce}`], alignment: 'right' },
        ],
      },
      { text: [debtor.name, `\n${debtor.city}`], margin: [0, 36, 0, 24] },
      { text: title, fontSize: 14, bold: true },
      {
        text: `Klantnummer ${debtor.number} · datum ${formatDay(issueDate, 'nl')} · te betalen voor ${formatDay(dueDate, 'nl')}`,
        margin: [0, 4, 0, 16],
      },
      {
        table: {
          widths: ['*', 90],
          body: [line('Geleverde artikelen', net), line(`Btw ${VAT_PERCENT} %`, amount - net), line('Totaal', amount, true)],
        },
        layout: 'lightHorizontalLines',
      },
      {
        text: `${formatMoney(amount, currency, 'nl')} op ${company.iban} ten name van ${company.legalName || company.name}`,
        margin: [0, 20, 0, 0],
      },
    ],
  });
}
