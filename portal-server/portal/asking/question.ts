import type { Request, Response } from 'express';
import { newId } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { pageContext, sendPage, todayOf } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import type { Words } from '../words.ts';
import { allowedOf, ask, type FormError, refusalText, toDone } from './asking.ts';
import { field, listField } from './fields.ts';
import { type FormFiles, formFiles } from './files.ts';
import { openOf, pickable } from './invoices.ts';
import { type QuestionAnswers, questionPage } from './pages/question.tsx';

async function load(services: Services, visit: Visit, w: Words) {
  const today = todayOf(services, visit.administration);
  return services.store.read(async (tx) => ({
    ...(await allowedOf(tx, visit)),
    invoices: pickable(await openOf(tx, visit), today, w),
  }));
}

type Loaded = Awaited<ReturnType<typeof load>>;

export function questionPageHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const loaded = await load(services, visit, pageContext(services, req, res, { visit }).words);
    const answers = { ticked: new Set(listField(req.query as Record<string, unknown>, 'i')), text: '' };
    show(services, visit, req, res, loaded, answers, { kept: [], error: null }, []);
  };
}

export function questionFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const w = pageContext(services, req, res, { visit }).words;
    const loaded = await load(services, visit, w);
    const files = await formFiles(services, visit, req);
    const answers: QuestionAnswers = { ticked: new Set(listField(body, 'i')), text: field(body, 'text') };
    const errors: FormError[] = [];
    if (!answers.text) errors.push({ field: 'text', text: w.t('portal.error.no-question') });
    if (files.error) errors.push({ field: 'files', text: w.t(files.error) });
    if (errors.length > 0) return show(services, visit, req, res, loaded, answers, files, errors);
    const invoiceIds = loaded.invoices.filter(({ id }) => answers.ticked.has(id)).map(({ id }) => id);
    try {
      const args = { threadId: null, invoiceIds, text: answers.text, files: files.kept.map(({ file }) => file) };
      toDone(res, await ask(services, visit, req, 'send-message', args));
    } catch (error) {
      show(services, visit, req, res, loaded, answers, files, [{ field: 'text', text: w.t(refusalText(error)) }]);
    }
  };
}

function show(
  services: Services,
  visit: Visit,
  req: Request,
  res: Response,
  loaded: Loaded,
  answers: QuestionAnswers,
  files: FormFiles,
  errors: FormError[],
): void {
  const query = new URLSearchParams([...answers.ticked].slice(0, 100).map((id) => ['i', id]));
  const context = pageContext(services, req, res, { visit, query: query.toString() });
  const facts = { ...loaded, answers, kept: files.kept, errors, once: newId(services.clock.now()) };
  sendPage(res, questionPage(context, facts), errors.length > 0 ? 422 : 200);
}
