import type { Request, Response } from 'express';
import { promiseDays } from '../../../src-shared/domain/portal-limits.ts';
import { addDays, type Day, newId } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { type ReadChoice, rawChoice, readChoice } from '../choice.ts';
import { pageContext, sendPage, todayOf } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import { type Allowed, allowedOf, ask, type FormError, refusalText, toDone } from './asking.ts';
import { dayFields, field, typedDay } from './fields.ts';
import { type Basis, basisOf, openOf } from './invoices.ts';
import { type PromiseAnswers, promisePage, promisePartPage } from './pages/promise.tsx';

/** Nobody promises money for a day further off than this; it is taken for a slip of the finger. */
const FURTHEST_DAYS = 366;

interface Loaded extends Allowed {
  basis: Basis;
  today: Day;
  days: Day[];
  /** What was chosen of the documents, where only a part is promised. */
  choice: ReadChoice;
}

async function load(services: Services, visit: Visit, values: Record<string, unknown>): Promise<Loaded> {
  const today = todayOf(services, visit.administration);
  const raw = rawChoice(values);
  const currency = raw.currency || visit.administration.currency;
  return services.store.read(async (tx) => {
    const allowed = await allowedOf(tx, visit);
    const open = await openOf(tx, visit);
    const own = new Set((await tx.list('invoices', { where: { debtorId: visit.debtor.id } })).map(({ id }) => id));
    const basis = basisOf(open, today, currency);
    const choice = readChoice({ ...raw, currency, invoiceIds: raw.invoiceIds ?? basis.invoiceIds }, open, today, own);
    return { ...allowed, basis, today, days: promiseDays(today, allowed.rules.promise), choice };
  });
}

export function promisePageHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const query = req.query as Record<string, unknown>;
    const loaded = await load(services, visit, query);
    show(services, visit, req, res, loaded, answersOf(query, loaded.today), []);
  };
}

const answersOf = (values: Record<string, unknown>, today: Day): PromiseAnswers => {
  const other = dayFields(values, 'other');
  return {
    day: field(values, 'day', 10),
    other: { ...other, year: other.year || today.slice(0, 4) },
    what: values.what === 'part' ? 'part' : 'all',
  };
};

/** POST /portal/promise: a promise of all that is due, or on to the page where a part is chosen. */
export function promiseFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const loaded = await load(services, visit, body);
    const answers = answersOf(body, loaded.today);
    const w = pageContext(services, req, res, { visit }).words;
    const promisedOn = answers.day === 'other' ? typedDay(answers.other) : (loaded.days.find((day) => day === answers.day) ?? null);
    const fault = answers.day === '' ? 'portal.error.choose-day' : dayFault(promisedOn, loaded.today);
    if (fault)
      return show(services, visit, req, res, loaded, answers, [{ field: answers.day === 'other' ? 'other' : 'day', text: w.t(fault) }]);
    if (answers.what === 'part') {
      const query = new URLSearchParams({ c: loaded.basis.currency, on: promisedOn as Day });
      return void res.redirect(303, `/portal/promise/part?${query}`);
    }
    const { currency, invoiceIds } = loaded.basis;
    const args = { currency, invoiceIds, otherAmount: null, namedAmount: Number(field(body, 'named', 20)), promisedOn };
    try {
      toDone(res, await ask(services, visit, req, 'ask-promise', args));
    } catch (error) {
      show(services, visit, req, res, loaded, answers, [{ field: 'day', text: w.t(refusalText(error)) }]);
    }
  };
}

function dayFault(day: Day | null, today: Day) {
  if (day === null) return 'portal.error.no-day';
  if (day < today) return 'portal.error.day-past';
  return day > addDays(today, FURTHEST_DAYS) ? 'portal.error.day-far' : null;
}

export function promisePartHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const on = field(req.query as Record<string, unknown>, 'on', 10);
    const loaded = await load(services, visit, req.query as Record<string, unknown>);
    if (dayFault(dayOf(on), loaded.today)) return void res.redirect(303, `/portal/promise?c=${loaded.basis.currency}`);
    showPart(services, visit, req, res, loaded, dayOf(on) as Day, [], false);
  };
}

const dayOf = (text: string): Day | null => {
  const [year = '', month = '', day = ''] = text.split('-');
  return typedDay({ year, month, day });
};

/** POST /portal/promise/part. What is promised is what the pressed button named, or it is asked again. */
export function promisePartFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const loaded = await load(services, visit, body);
    const promisedOn = dayOf(field(body, 'on', 10));
    if (promisedOn === null || dayFault(promisedOn, loaded.today)) return void res.redirect(303, '/portal/promise');
    const { choice } = loaded;
    const w = pageContext(services, req, res, { visit }).words;
    const again = (errors: FormError[], confirm: boolean) => showPart(services, visit, req, res, loaded, promisedOn, errors, confirm);
    if (choice.error) return again([errorOf(choice, w)], false);
    if (body.action !== 'promise') return again([], false);
    if (String(choice.amount) !== body.named) return again([], true);
    const args = {
      ...{ currency: choice.raw.currency, invoiceIds: [...choice.ticked], otherAmount: choice.otherAmount },
      ...{ namedAmount: choice.amount, promisedOn },
    };
    try {
      toDone(res, await ask(services, visit, req, 'ask-promise', args));
    } catch (error) {
      again([{ field: 'what', text: w.t(refusalText(error)) }], false);
    }
  };
}

function errorOf({ error, total, raw }: ReadChoice, w: ReturnType<typeof pageContext>['words']): FormError {
  const max = w.money(total, raw.currency);
  switch (error?.code) {
    case 'payment.nothing-chosen':
      return { field: 'what', text: w.t('portal.error.nothing-chosen') };
    case 'payment.covered-by-credit':
      return { field: 'what', text: w.t('portal.error.covered-by-credit') };
    case 'payment.too-much':
      return { field: 'amount', text: w.t('portal.error.too-much', { max }) };
    case 'payment.too-little':
      return { field: 'amount', text: w.t('portal.error.too-little') };
    default:
      return { field: 'amount', text: w.t('portal.error.malformed', { example: max }) };
  }
}

function show(
  services: Services,
  visit: Visit,
  req: Request,
  res: Response,
  loaded: Loaded,
  answers: PromiseAnswers,
  errors: FormError[],
): void {
  const { basis, days } = loaded;
  const query = new URLSearchParams({ c: basis.currency, day: answers.day, what: answers.what });
  for (const [name, value] of Object.entries(answers.other)) query.set(`other-${name}`, value);
  const context = pageContext(services, req, res, { visit, query: req.method === 'POST' ? query.toString() : '' });
  const chosen = answers.day || (days[Math.min(1, days.length - 1)] ?? '');
  const once = newId(services.clock.now());
  sendPage(res, promisePage(context, { ...loaded, answers: { ...answers, day: chosen }, errors, once }), errors.length > 0 ? 422 : 200);
}

function showPart(
  services: Services,
  visit: Visit,
  req: Request,
  res: Response,
  loaded: Loaded,
  promisedOn: Day,
  errors: FormError[],
  confirm: boolean,
): void {
  const query = new URLSearchParams({ c: loaded.basis.currency, on: promisedOn, sent: '1', mode: loaded.choice.raw.mode });
  if (loaded.choice.ticked.size <= 100) for (const id of loaded.choice.ticked) query.append('i', id);
  else query.delete('sent');
  if (loaded.choice.raw.otherAmount) query.set('amount', loaded.choice.raw.otherAmount);
  const context = pageContext(services, req, res, { visit, query: query.toString() });
  const html = promisePartPage(context, { ...loaded, promisedOn, errors, confirm, once: newId(services.clock.now()) });
  sendPage(res, html, errors.length > 0 || confirm ? 422 : 200);
}
