import type { Request, Response } from 'express';
import { newId } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { pageContext, sendPage, todayOf } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import type { Words } from '../words.ts';
import { allowedOf, ask, type FormError, refusalText, toDone } from './asking.ts';
import { dayFields, field, listField, typedDay } from './fields.ts';
import { type FormFiles, formFiles } from './files.ts';
import { openOf, pickable } from './invoices.ts';
import { alreadyPaidPage, type PaidAnswers } from './pages/already-paid.tsx';

async function load(services: Services, visit: Visit, w: Words) {
  const today = todayOf(services, visit.administration);
  return services.store.read(async (tx) => ({
    ...(await allowedOf(tx, visit)),
    today,
    invoices: pickable(await openOf(tx, visit), today, w),
  }));
}

type Loaded = Awaited<ReturnType<typeof load>>;

export function alreadyPaidPageHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const w = pageContext(services, req, res, { visit }).words;
    const loaded = await load(services, visit, w);
    const asked = listField(req.query as Record<string, unknown>, 'i');
    const only = loaded.invoices.length === 1 ? loaded.invoices.map(({ id }) => id) : [];
    const typed = dayFields(req.query as Record<string, unknown>, 'paid');
    const answers = {
      ticked: new Set(asked.length > 0 ? asked : only),
      paid: { ...typed, year: typed.year || loaded.today.slice(0, 4) },
      text: '',
    };
    show(services, visit, req, res, loaded, answers, { kept: [], error: null }, []);
  };
}

export function alreadyPaidFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const w = pageContext(services, req, res, { visit }).words;
    const loaded = await load(services, visit, w);
    const files = await formFiles(services, visit, req);
    const answers: PaidAnswers = { ticked: new Set(listField(body, 'i')), paid: dayFields(body, 'paid'), text: field(body, 'text') };
    const errors: FormError[] = [];
    const invoiceIds = loaded.invoices.filter(({ id }) => answers.ticked.has(id)).map(({ id }) => id);
    const paidOn = typedDay(answers.paid);
    if (invoiceIds.length === 0) errors.push({ field: 'invoices', text: w.t('portal.error.which-invoice') });
    if (paidOn === null) errors.push({ field: 'paid', text: w.t('portal.error.no-day') });
    else if (paidOn > loaded.today) errors.push({ field: 'paid', text: w.t('portal.error.day-future') });
    if (files.error) errors.push({ field: 'files', text: w.t(files.error) });
    if (errors.length > 0) return show(services, visit, req, res, loaded, answers, files, errors);
    try {
      const args = { invoiceIds, paidOn, text: answers.text, files: files.kept.map(({ file }) => file) };
      toDone(res, await ask(services, visit, req, 'say-already-paid', args));
    } catch (error) {
      show(services, visit, req, res, loaded, answers, files, [{ field: 'invoices', text: w.t(refusalText(error)) }]);
    }
  };
}

function show(
  services: Services,
  visit: Visit,
  req: Request,
  res: Response,
  loaded: Loaded,
  answers: PaidAnswers,
  files: FormFiles,
  errors: FormError[],
): void {
  const query = new URLSearchParams([...answers.ticked].slice(0, 100).map((id) => ['i', id]));
  for (const [name, value] of Object.entries(answers.paid)) query.set(`paid-${name}`, value);
  const context = pageContext(services, req, res, { visit, query: query.toString() });
  const facts = { ...loaded, answers, kept: files.kept, errors, once: newId(services.clock.now()) };
  sendPage(res, alreadyPaidPage(context, facts), errors.length > 0 ? 422 : 200);
}
