import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { AppError } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Services } from '../../app/services.ts';
import { makePdf } from '../../documents/make-pdf.ts';
import { methodName, ownIntent } from '../load.ts';
import { pageContext } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import type { Words } from '../words.ts';
import { logDownload } from './log-download.ts';
import { companyFooter, companyHead, right, ruledTable, smallHead } from './pdf-parts.ts';
import { plainName, sendBytes } from './send-file.ts';

interface Receipt {
  intent: Row<'paymentIntents'>;
  payment: Row<'payments'>;
  /** What the payment went to, as it was booked. */
  parts: { label: string; amount: number }[];
  methodName: string;
}

/** GET /portal/payment/:intentId/receipt.pdf: only of money that has come in. */
export function receiptHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const { words } = pageContext(services, req, res, { visit });
    const { intent, payment, parts } = await services.store.read(async (tx) => {
      const intent = await ownIntent(tx, visit, String(req.params.intentId));
      const [payment] = await tx.list('payments', { where: { paymentIntentId: intent.id }, limit: 1 });
      if (!payment) throw new AppError('not-found');
      const allocations = await tx.list('allocations', { where: { paymentId: payment.id }, orderBy: { column: 'id' } });
      const invoices = await tx.list('invoices', { where: { id: { in: allocations.map(({ invoiceId }) => invoiceId) } } });
      const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
      const lines = intent.lines.filter((line) => byId.has(line.invoiceId) && line.amount !== 0);
      return { intent, payment, parts: partsOf(lines, byId, payment, words) };
    });
    const name = await methodName(services, intent, words.language);
    const bytes = await receiptPdf(visit, { intent, payment, parts, methodName: name }, words);
    await logDownload(services, visit, 'receipt');
    sendBytes(res, bytes, `${plainName(words.t('portal.receipt.file'))}-${payment.paidOn}.pdf`, 'application/pdf');
  };
}

/** As it was meant to be paid; what came in more or less than that is a line of its own, so that it adds up. */
function partsOf(
  lines: Row<'paymentIntents'>['lines'],
  invoices: ReadonlyMap<string, Row<'invoices'>>,
  payment: Row<'payments'>,
  w: Words,
): Receipt['parts'] {
  const parts = lines.map(({ invoiceId, amount }) => {
    const invoice = invoices.get(invoiceId);
    return { label: invoice ? `${w.t(`portal.kind.${invoice.kind}`)} ${invoice.number}` : '', amount };
  });
  const rest = payment.amount - parts.reduce((sum, { amount }) => sum + amount, 0);
  if (rest !== 0) parts.push({ label: w.t('portal.receipt.other'), amount: rest });
  return parts;
}

function receiptPdf(
  { administration: company, debtor }: Visit,
  { intent, payment, parts, methodName: method }: Receipt,
  w: Words,
): Promise<Buffer> {
  const title = w.t('portal.receipt.title');
  const money = (minor: number): string => w.money(minor, payment.currency);
  const facts: [string, string][] = [
    [w.t('portal.status.amount'), money(payment.amount)],
    [w.t('portal.status.on'), w.day(payment.paidOn, '0000-00-00' as never)],
    [w.t('portal.status.method'), method],
    [w.t('portal.receipt.reference'), intent.providerPaymentId ?? intent.id],
  ];
  const body: TableCell[][] = [
    [smallHead(w.t('portal.status.for')), right(smallHead(w.t('portal.column.amount')))],
    ...parts.map(({ label, amount }): TableCell[] => [label, right({ text: money(amount) })]),
    [{ text: w.t('portal.total'), bold: true }, right({ text: money(payment.amount), bold: true })],
  ];
  const reversed: Content[] =
    payment.reversed > 0 ? [{ text: w.t('portal.receipt.reversed', { amount: money(payment.reversed) }), margin: [0, 12, 0, 0] }] : [];
  return makePdf({
    title: `${title} ${payment.paidOn}`,
    author: company.legalName || company.name,
    language: w.language,
    footer: companyFooter(company, w),
    content: [
      companyHead(company, debtor, w),
      { text: title, fontSize: 18, bold: true, margin: [0, 24, 0, 12] },
      {
        table: {
          widths: [110, '*'],
          body: facts.filter(([, value]) => value).map(([label, value]) => [{ text: label, color: '#4B5763' }, value]),
        },
        layout: 'noBorders',
        margin: [0, 0, 0, 16],
      },
      ruledTable(['*', 'auto'], body, 1),
      ...reversed,
      { text: w.t('portal.receipt.what'), margin: [0, 16, 0, 0], color: '#4B5763' },
    ],
  });
}
