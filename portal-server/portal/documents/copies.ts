import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Response } from 'express';
import yazl from 'yazl';
import { AppError } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Services } from '../../app/services.ts';
import { type CopyInvoice, findCopyInvoice } from '../../documents/index.ts';
import type { ReadTx } from '../../storage/store.ts';
import { allowedOf } from '../asking/asking.ts';
import { documentsPage } from '../pages/documents.tsx';
import { noCopyPage } from '../pages/no-copy.tsx';
import { pageContext, sendPage, todayOf } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import { logDownload } from './log-download.ts';
import { fileHeaders, plainName, sendFile } from './send-file.ts';

/** Documents on the page, and most of them in one zip. */
const MAX_DOCUMENTS = 100;

type Invoice = Row<'invoices'>;

/** Newest first; money on account has no document. */
async function documentsOf(tx: ReadTx, debtorId: string): Promise<Invoice[]> {
  const where = { debtorId, kind: { in: ['invoice', 'credit-note'] as const } };
  return tx.list('invoices', { where, orderBy: { column: 'issueDate', direction: 'desc' }, limit: MAX_DOCUMENTS });
}

/** GET /portal/documents: what can be downloaded. */
export function documentsHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const invoices = await services.store.read((tx) => documentsOf(tx, visit.debtor.id));
    await showDocuments(services, visit, req, res, invoices, false);
  };
}

async function showDocuments(
  services: Services,
  visit: Visit,
  req: Parameters<VisitHandler>[1],
  res: Response,
  invoices: readonly Invoice[],
  nothingChosen: boolean,
): Promise<void> {
  const rows = [];
  for (const invoice of invoices) rows.push({ invoice, hasCopy: (await copyOf(services, invoice)) !== null });
  const facts = { rows, today: todayOf(services, visit.administration), isCut: rows.length === MAX_DOCUMENTS, nothingChosen };
  sendPage(res, documentsPage(pageContext(services, req, res, { visit }), facts), nothingChosen ? 422 : 200);
}

const copyOf = (services: Services, { administrationId, number }: Invoice): Promise<CopyInvoice | null> =>
  findCopyInvoice(services, administrationId, number);

/** GET /portal/invoice/:invoiceId: the copy of one document. */
export function copyHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const invoice = await services.store.read((tx) => tx.get('invoices', String(req.params.invoiceId)));
    if (invoice?.debtorId !== visit.debtor.id) throw new AppError('not-found');
    const copy = await copyOf(services, invoice);
    if (!copy) {
      const { rules } = await services.store.read((tx) => allowedOf(tx, visit));
      return sendPage(res, noCopyPage(pageContext(services, req, res, { visit }), invoice, rules.functions.copy !== 'off'), 404);
    }
    await logDownload(services, visit, 'copy', [invoice.number]);
    await sendFile(res, copy.file, `${plainName(invoice.number)}.pdf`, copy.mediaType, copy.size);
  };
}

/** POST /portal/documents: the copies of what was ticked, in one zip. Another's documents are as good as none. */
export function copiesHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const { i } = req.body as Record<string, unknown>;
    const ids = new Set((Array.isArray(i) ? i : [i]).filter((id): id is string => typeof id === 'string').slice(0, MAX_DOCUMENTS));
    const invoices = await services.store.read((tx) => tx.list('invoices', { where: { id: { in: [...ids] } } }));
    if (invoices.length < ids.size || invoices.some(({ debtorId }) => debtorId !== visit.debtor.id)) throw new AppError('not-found');
    const found: { invoice: Invoice; copy: CopyInvoice }[] = [];
    for (const invoice of invoices) {
      const copy = await copyOf(services, invoice);
      if (copy) found.push({ invoice, copy });
    }
    if (found.length === 0) {
      const all = await services.store.read((tx) => documentsOf(tx, visit.debtor.id));
      return showDocuments(services, visit, req, res, all, true);
    }
    await logDownload(
      services,
      visit,
      'copies',
      found.map(({ invoice }) => invoice.number),
    );
    await sendZip(services, visit, res, found);
  };
}

async function sendZip(
  services: Services,
  { debtor, administration }: Visit,
  res: Response,
  found: readonly { invoice: Invoice; copy: CopyInvoice }[],
): Promise<void> {
  const zip = new yazl.ZipFile();
  const names = new Set<string>();
  for (const { invoice, copy } of found) {
    const plain = plainName(invoice.number);
    // Two numbers may be the same once they are file names.
    const name = names.has(plain) ? `${plain}-${names.size}` : plain;
    names.add(name);
    // PDFs are compressed already.
    zip.addFile(copy.file, `${name}.pdf`, { compress: false, mtime: services.clock.now() });
  }
  fileHeaders(res, `${plainName(administration.name)}-${plainName(debtor.number)}.zip`, 'application/zip');
  const ended = new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.outputStream.on('error', reject);
    res.on('finish', resolve);
    res.on('close', resolve);
  });
  zip.outputStream.pipe(res);
  zip.end();
  await ended;
  await nextTurn();
}
