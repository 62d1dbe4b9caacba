import { readFile } from 'node:fs/promises';
import type { Request, Response } from 'express';
import { newId } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { findCopyInvoice, keepDocument } from '../../documents/index.ts';
import { pageContext, sendPage, todayOf } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import type { Words } from '../words.ts';
import { ask, type FormError, refusalText, toDone } from './asking.ts';
import { field, listField } from './fields.ts';
import { openOf, pickable } from './invoices.ts';
import { copyPage, poNumberPage } from './pages/invoice-asks.tsx';

const MOST_COPIES = 100;

const load = (services: Services, visit: Visit, w: Words) =>
  services.store.read(async (tx) => {
    const open = await openOf(tx, visit);
    const references = new Map((await tx.list('invoices', { where: { debtorId: visit.debtor.id } })).map((row) => [row.id, row.reference]));
    const today = todayOf(services, visit.administration);
    return pickable(open, today, w).map((invoice) => ({ ...invoice, reference: references.get(invoice.id) ?? '' }));
  });

export function poNumberPageHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const invoices = await load(services, visit, pageContext(services, req, res, { visit }).words);
    const asked = field(req.query as Record<string, unknown>, 'i', 64);
    const invoice = invoices.find(({ id }) => id === asked) ?? (invoices.length === 1 ? invoices[0] : undefined);
    showPoNumber(services, visit, req, res, invoices, { invoiceId: invoice?.id ?? '', reference: invoice?.reference ?? '' }, []);
  };
}

export function poNumberFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const w = pageContext(services, req, res, { visit }).words;
    const invoices = await load(services, visit, w);
    const answers = { invoiceId: field(body, 'i', 64), reference: field(body, 'reference', 60) };
    const errors: FormError[] = [];
    if (!invoices.some(({ id }) => id === answers.invoiceId)) errors.push({ field: 'invoices', text: w.t('portal.error.which-invoice') });
    if (!answers.reference) errors.push({ field: 'reference', text: w.t('portal.error.no-reference') });
    if (errors.length > 0) return showPoNumber(services, visit, req, res, invoices, answers, errors);
    try {
      toDone(res, await ask(services, visit, req, 'add-po-number', answers));
    } catch (error) {
      showPoNumber(services, visit, req, res, invoices, answers, [{ field: 'reference', text: w.t(refusalText(error)) }]);
    }
  };
}

function showPoNumber(
  services: Services,
  visit: Visit,
  req: Request,
  res: Response,
  invoices: Awaited<ReturnType<typeof load>>,
  answers: { invoiceId: string; reference: string },
  errors: FormError[],
): void {
  const context = pageContext(services, req, res, { visit, query: answers.invoiceId ? `i=${answers.invoiceId}` : '' });
  const once = newId(services.clock.now());
  sendPage(res, poNumberPage(context, { invoices, answers, errors, once }), errors.length > 0 ? 422 : 200);
}

export function copyPageHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const invoices = await load(services, visit, pageContext(services, req, res, { visit }).words);
    showCopy(services, visit, req, res, invoices, new Set(listField(req.query as Record<string, unknown>, 'i')), []);
  };
}

export function copyFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const w = pageContext(services, req, res, { visit }).words;
    const invoices = await load(services, visit, w);
    const ticked = new Set(listField(body, 'i'));
    const none = [{ field: 'invoices', text: w.t('portal.error.which-invoice') }];
    if (!invoices.some(({ id }) => ticked.has(id))) return showCopy(services, visit, req, res, invoices, ticked, none);
    const wanted = invoices.filter(({ id }) => ticked.has(id)).slice(0, MOST_COPIES);
    await fileCopies(services, visit, wanted);
    toDone(res, await ask(services, visit, req, 'ask-copy', { invoiceIds: wanted.map(({ id }) => id) }));
  };
}

/** What is mailed must be in the debtor's file: a copy that only lies in the folder of copies is put there first. */
async function fileCopies(services: Services, { debtor }: Visit, wanted: readonly { id: string; number: string }[]): Promise<void> {
  const filed = await services.store.read((tx) =>
    tx.list('documents', { where: { debtorId: debtor.id, kind: 'copy-invoice', removedAt: null } }),
  );
  for (const { id, number } of wanted) {
    if (filed.some(({ invoiceIds }) => invoiceIds.includes(id))) continue;
    const copy = await findCopyInvoice(services, debtor.administrationId, number);
    if (!copy) continue;
    const file = { debtorId: debtor.id, name: copy.name, kind: 'copy-invoice' as const, invoiceIds: [id] };
    await keepDocument(services, await readFile(copy.file), file, `copy-invoice:${id}:${copy.size}`);
  }
}

function showCopy(
  services: Services,
  visit: Visit,
  req: Request,
  res: Response,
  invoices: Awaited<ReturnType<typeof load>>,
  ticked: ReadonlySet<string>,
  errors: FormError[],
): void {
  const query = new URLSearchParams([...ticked].slice(0, 100).map((id) => ['i', id])).toString();
  const context = pageContext(services, req, res, { visit, query });
  const once = newId(services.clock.now());
  sendPage(res, copyPage(context, { invoices, ticked, errors, once }), errors.length > 0 ? 422 : 200);
}
