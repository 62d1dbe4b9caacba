import type { Request, Response } from 'express';
import { complaintTypes } from '../../../src-shared/commands/portal-results.ts';
import { hasMessage } from '../../../src-shared/i18n/index.ts';
import { type Day, newId } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Services } from '../../app/services.ts';
import { pageContext, sendPage, todayOf } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import type { Words } from '../words.ts';
import { type Allowed, allowedOf, ask, type FormError, refusalText, toDone } from './asking.ts';
import { field, listField } from './fields.ts';
import { type FormFiles, formFiles } from './files.ts';
import { openOf, pickable } from './invoices.ts';
import { type ComplaintAnswers, complaintPage } from './pages/complaint.tsx';

const ANSWER_DAYS = 5;

export function typeName({ key, name }: Pick<Row<'disputeTypes'>, 'key' | 'name'>, w: Words): string {
  if (name) return name;
  const message = `portal.complaint.type.${key}`;
  return hasMessage(message) ? w.t(message) : w.t('portal.complaint.type.other');
}

interface Loaded extends Allowed {
  today: Day;
  invoices: ReturnType<typeof pickable>;
  types: Row<'disputeTypes'>[];
}

async function load(services: Services, visit: Visit, w: Words): Promise<Loaded> {
  const today = todayOf(services, visit.administration);
  return services.store.read(async (tx) => ({
    ...(await allowedOf(tx, visit)),
    today,
    invoices: pickable(await openOf(tx, visit), today, w),
    types: await complaintTypes(tx, visit.administration.id),
  }));
}

export function complaintPageHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const w = pageContext(services, req, res, { visit }).words;
    const loaded = await load(services, visit, w);
    const asked = listField(req.query as Record<string, unknown>, 'i');
    const only = loaded.invoices.length === 1 ? loaded.invoices.map(({ id }) => id) : [];
    const answers = {
      ticked: new Set(asked.length > 0 ? asked : only),
      type: field(req.query as Record<string, unknown>, 'type', 100),
      text: '',
    };
    show(services, visit, req, res, loaded, answers, { kept: [], error: null }, []);
  };
}

export function complaintFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const w = pageContext(services, req, res, { visit }).words;
    const loaded = await load(services, visit, w);
    const files = await formFiles(services, visit, req);
    const answers: ComplaintAnswers = { ticked: new Set(listField(body, 'i')), type: field(body, 'type', 100), text: field(body, 'text') };
    const errors: FormError[] = [];
    const invoiceIds = loaded.invoices.filter(({ id }) => answers.ticked.has(id)).map(({ id }) => id);
    if (invoiceIds.length === 0) errors.push({ field: 'invoices', text: w.t('portal.error.which-invoice') });
    if (!loaded.types.some(({ id }) => id === answers.type)) errors.push({ field: 'type', text: w.t('portal.error.which-type') });
    if (!answers.text) errors.push({ field: 'text', text: w.t('portal.error.what-is-wrong') });
    if (files.error) errors.push({ field: 'files', text: w.t(files.error) });
    if (errors.length > 0) return show(services, visit, req, res, loaded, answers, files, errors);
    try {
      const args = { invoiceIds, type: answers.type, text: answers.text, files: files.kept.map(({ file }) => file) };
      toDone(res, await ask(services, visit, req, 'file-complaint', args));
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
  answers: ComplaintAnswers,
  files: FormFiles,
  errors: FormError[],
): void {
  const query = new URLSearchParams([...answers.ticked].slice(0, 100).map((id) => ['i', id]));
  if (answers.type) query.set('type', answers.type);
  const context = pageContext(services, req, res, { visit, query: query.toString() });
  const chosen = loaded.types.find(({ id }) => id === answers.type);
  const types = loaded.types.map((type) => ({ value: type.id, name: typeName(type, context.words) }));
  const answerDays = (chosen ?? loaded.types[0])?.answerWorkingDays ?? ANSWER_DAYS;
  const facts = { ...loaded, types, answerDays, answers, kept: files.kept, errors, once: newId(services.clock.now()) };
  sendPage(res, complaintPage(context, facts), errors.length > 0 ? 422 : 200);
}
