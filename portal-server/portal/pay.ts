import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { MessageKey } from '../../src-shared/i18n/index.ts';
import { AppError, newId } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { createAtProvider } from '../payments/begin-payment.ts';
import { paymentsOf } from '../payments/context.ts';
import type { PaymentMethod } from '../payments/provider.ts';
import type { ReadTx } from '../storage/store.ts';
import { giveCommand } from '../sync/execute.ts';
import { allowedOf } from './asking/asking.ts';
import { choiceQuery, type RawChoice, type ReadChoice, rawChoice, readChoice, readPlanChoice } from './choice.ts';
import { runningPlans } from './held.ts';
import { openInvoices, ownIntent } from './load.ts';
import { type PayFacts, payPage } from './pages/pay.tsx';
import { pageContext, sendPage, todayOf } from './request.ts';
import { actorOf, type Visit, type VisitHandler } from './session.ts';
import { transferDetails } from './transfer.ts';
import { words } from './words.ts';

interface Shown {
  unfolded: boolean;
  confirm?: boolean;
  /** Something was sent: say what is wrong with it. */
  checked?: boolean;
  /** Method that has just failed: offered last. */
  not?: string;
  noMethod?: boolean;
  providerDown?: boolean;
}

export function payPageHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const not = typeof req.query.not === 'string' ? req.query.not : '';
    const asked = withCurrency(rawChoice(req.query), visit);
    const usual = asked.method || (await services.store.read((tx) => lastMethod(tx, visit)));
    const choice = await load(services, visit, { ...asked, method: usual === not ? '' : usual });
    await show(services, visit, req, res, choice, { unfolded: req.query.open === '1', not });
  };
}

/** POST: works out again, or pays. What is charged is what the pressed button named, or nothing is. */
export function payFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const choice = await load(services, visit, withCurrency(rawChoice(body), visit));
    if (body.action !== 'pay' || choice.error) {
      return show(services, visit, req, res, choice, { unfolded: true, checked: true });
    }
    if (String(choice.amount) !== body.named) return show(services, visit, req, res, choice, { unfolded: true, confirm: true });
    await pay(services, visit, req, res, choice);
  };
}

const withCurrency = (raw: RawChoice, visit: Visit): RawChoice =>
  raw.currency ? raw : { ...raw, currency: visit.administration.currency };

interface PayChoice extends ReadChoice {
  /** False when the company lets this debtor pay by transfer only. */
  online: boolean;
}

function load(services: Services, visit: Visit, asked: RawChoice): Promise<PayChoice> {
  const today = todayOf(services, visit.administration);
  return services.store.read(async (tx) => {
    const invoices = await openInvoices(tx, visit.debtor.id);
    const { functions } = (await allowedOf(tx, visit)).rules;
    const online = functions.pay !== 'off';
    const partAllowed = functions.partPayment !== 'off';
    const raw: RawChoice = partAllowed ? asked : { ...asked, mode: 'all', otherAmount: '' };
    if (raw.plan) {
      const running = (await runningPlans(tx, visit.debtor.id)).find(({ plan }) => plan.id === raw.plan);
      if (!running) throw new AppError('not-found', { table: 'paymentPlans', id: raw.plan });
      return { ...readPlanChoice(raw, invoices, running, today), online };
    }
    const own = new Set(invoices.map((invoice) => invoice.id));
    // What has been settled since the page was made is still the debtor's own, only no longer to be paid.
    for (const id of raw.invoiceIds ?? []) {
      if (!own.has(id) && (await tx.get('invoices', id))?.debtorId === visit.debtor.id) own.add(id);
    }
    return { ...readChoice(raw, invoices, today, own), partAllowed, online };
  });
}

/** What the debtor paid with the last time is what is likely wanted now. */
async function lastMethod(tx: ReadTx, { debtor }: Visit): Promise<string> {
  const where = { debtorId: debtor.id, status: 'paid' } as const;
  const [last] = await tx.list('paymentIntents', { where, orderBy: { column: 'createdAt', direction: 'desc' }, limit: 1 });
  return last?.method ?? '';
}

async function pay(services: Services, visit: Visit, req: Request, res: Response, choice: PayChoice): Promise<void> {
  const { raw, amount } = choice;
  const { provider, methods } = paymentsOf(services);
  const language = pageContext(services, req, res, { visit }).words.language;
  try {
    // The page has no button then: only an old one can still send this.
    if (!provider || !choice.online) return await show(services, visit, req, res, choice, { unfolded: true });
    const offered = await methods.forAmount({ amount, currency: raw.currency, language });
    if (!offered.some((method) => method.id === raw.method)) {
      return await show(services, visit, req, res, choice, { unfolded: false, noMethod: true });
    }
    const intentId = await start(services, visit, choice, provider.name, String((req.body as Record<string, unknown>).once ?? ''));
    const intent = await services.store.read((tx) => ownIntent(tx, visit, intentId));
    if (intent.status === 'paid') return void res.redirect(303, `/portal/payment/${intent.id}`);
    const checkoutUrl = intent.checkoutUrl || (await createAtProvider(services, intent, language));
    res.redirect(303, checkoutUrl || `/portal/payment/${intent.id}`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'payment.amount-changed' || error.code.startsWith('payment.')) {
      const now = await load(services, visit, raw);
      return show(services, visit, req, res, now, { unfolded: true, confirm: now.error === null, checked: now.error !== null });
    }
    if (!error.code.startsWith('provider.')) throw error;
    services.log.error({ err: error }, 'payment could not be started');
    await show(services, visit, req, res, choice, { unfolded: false, providerDown: true });
  }
}

/**
 * One press of the button is one intent, however often the form arrives; the key also holds what was chosen, so that an
 * old page sent again with another choice is another payment. After a try that came to nothing a new one is made.
 */
async function start(
  services: Services,
  visit: Visit,
  { raw, ticked, amount, otherAmount, terms }: ReadChoice,
  provider: string,
  once: string,
): Promise<string> {
  const args = {
    debtorId: visit.debtor.id,
    currency: raw.currency,
    invoiceIds: [...ticked].sort(),
    planId: terms ? raw.plan : null,
    otherAmount,
    namedAmount: amount,
    provider,
    method: raw.method,
  };
  const key = createHash('sha256')
    .update(JSON.stringify([visit.sessionId, once, args]))
    .digest('hex');
  const give = (commandId: string) =>
    giveCommand<{ intentId: string }>(services, { commandId, name: 'start-payment', args, actor: actorOf(visit) });
  const { intentId } = await give(`start-payment:${key}`);
  const { status } = await services.store.read((tx) => ownIntent(tx, visit, intentId));
  if (!['failed', 'canceled', 'expired'].includes(status)) return intentId;
  return (await give(newId(services.clock.now()))).intentId;
}

async function show(services: Services, visit: Visit, req: Request, res: Response, choice: PayChoice, shown: Shown): Promise<void> {
  const { raw, amount } = choice;
  const context = pageContext(services, req, res, { visit, query: req.method === 'POST' ? choiceQuery(raw) : '' });
  const today = todayOf(services, visit.administration);
  const offer = await offered(services, choice, context.words.language, shown);
  const errors = shown.checked && choice.error ? [errorLine(choice, context.words.language)] : [];
  if (shown.noMethod) errors.push({ field: 'how', text: context.words.t('portal.error.no-method') });
  const facts: PayFacts = {
    today,
    choice,
    ...offer,
    transfer: transferDetails(visit.administration, visit.debtor, amount, raw.currency, today),
    unfolded: shown.unfolded,
    confirm: shown.confirm ?? false,
    errors,
    once: newId(services.clock.now()),
  };
  const status = shown.confirm || errors.length > 0 ? 422 : shown.providerDown ? 503 : 200;
  sendPage(res, payPage(context, facts), status, paymentsOf(services).provider?.formTargets);
}

async function offered(
  services: Services,
  { raw, amount, online }: PayChoice,
  language: 'nl' | 'en',
  shown: Shown,
): Promise<Pick<PayFacts, 'methods' | 'method' | 'online'>> {
  const { provider, methods } = paymentsOf(services);
  if (!provider || !online) return { methods: [], method: '', online: 'none' };
  if (shown.providerDown) return { methods: [], method: '', online: 'down' };
  if (amount <= 0) return { methods: [], method: '', online: 'yes' };
  try {
    const list = await methods.forAmount({ amount, currency: raw.currency, language });
    if (list.length === 0) return { methods: [], method: '', online: 'none' };
    return { methods: lastOf(list, shown.not ?? ''), method: raw.method, online: 'yes' };
  } catch (error) {
    services.log.error({ err: error }, 'payment methods could not be listed');
    return { methods: [], method: '', online: 'down' };
  }
}

/** The method that has just failed goes to the end. */
const lastOf = (methods: readonly PaymentMethod[], id: string): PaymentMethod[] => [
  ...methods.filter((method) => method.id !== id),
  ...methods.filter((method) => method.id === id),
];

const ERROR_TEXTS: Record<string, { key: MessageKey; field: 'what' | 'amount' }> = {
  'payment.nothing-chosen': { key: 'portal.error.nothing-chosen', field: 'what' },
  'payment.covered-by-credit': { key: 'portal.error.covered-by-credit', field: 'what' },
  'payment.too-much': { key: 'portal.error.too-much', field: 'amount' },
  'payment.too-little': { key: 'portal.error.too-little', field: 'amount' },
};

function errorLine({ raw, error, total }: ReadChoice, language: 'nl' | 'en'): { field: string; text: string } {
  const w = words[language];
  const known = ERROR_TEXTS[error?.code ?? ''];
  const max = w.money(total, raw.currency);
  if (known) return { field: known.field, text: w.t(known.key, { max }) };
  return { field: 'amount', text: w.t('portal.error.malformed', { example: max }) };
}
