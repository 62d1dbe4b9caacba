import type { Request, Response } from 'express';
import { loadAdministrationSettings } from '../../../src-shared/domain/administration-settings.ts';
import { type AskerFacts, monthlyTerms, planOffers } from '../../../src-shared/domain/portal-limits.ts';
import { MAX_TERMS, type Term } from '../../../src-shared/domain/requests.ts';
import { addWorkingDays } from '../../../src-shared/domain/working-days.ts';
import { addDays, type Day, isDay, newId } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { pageContext, sendPage, todayOf } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import { type Allowed, allowedOf, ask, type FormError, refusalText, toDone } from './asking.ts';
import { dayFields, field, type TypedDay, typedDay } from './fields.ts';
import { type Basis, basisOf, openOf } from './invoices.ts';
import { offeredPlanPage, ownPlanPage, type PlanFacts } from './pages/plan.tsx';

/** Most numbers of terms that are laid before somebody; more is no choice any more. */
const MOST_COUNTS = 6;

interface Loaded extends Allowed {
  basis: Basis;
  facts: AskerFacts;
  today: Day;
  offers: { counts: number[]; firstDays: Day[] };
  /** Who answers, when it is not a rule, and by when. */
  person: string;
  answerBy: Day;
  remindDays: number | null;
}

async function load(services: Services, visit: Visit, currency: string): Promise<Loaded> {
  const { administration, debtor } = visit;
  const today = todayOf(services, administration);
  return services.store.read(async (tx) => {
    const allowed = await allowedOf(tx, visit);
    const basis = basisOf(await openOf(tx, visit), today, currency);
    const facts: AskerFacts = {
      ...{ today, risk: debtor.risk, currency, administrationCurrency: administration.currency },
      mode: allowed.rules.functions.plan,
    };
    const { counts, firstDays } = basis.amount > 0 ? planOffers(basis.amount, facts, allowed.rules.plan) : { counts: [], firstDays: [] };
    const person = (debtor.assigneeId && (await tx.get('users', debtor.assigneeId))?.name) || administration.signatory;
    const answerBy = addWorkingDays(today, allowed.rules.answerWorkingDays);
    const { remindDaysBefore: remindDays } = await loadAdministrationSettings(tx, administration.id, 'plans');
    return { remindDays, ...allowed, basis, facts, today, offers: { counts: spread(counts), firstDays }, person, answerBy };
  });
}

/** At most six, the fewest and the most among them. */
function spread(counts: number[]): number[] {
  if (counts.length <= MOST_COUNTS) return counts;
  const step = (counts.length - 1) / (MOST_COUNTS - 1);
  return Array.from({ length: MOST_COUNTS }, (_, index) => counts[Math.round(index * step)] as number);
}

const currencyOf = (visit: Visit, value: unknown): string =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? value : visit.administration.currency;

/** GET /portal/plan: what can be agreed at once, every combination already worked out. */
export function planPageHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const loaded = await load(services, visit, currencyOf(visit, req.query.c));
    const chosen = { count: Number(req.query.t), firstOn: String(req.query.d ?? '') };
    // Nothing can be agreed at once: the page on which a person is asked is the page.
    if (loaded.basis.amount > 0 && loaded.offers.counts.length === 0) {
      return showOwn(services, visit, req, res, loaded, emptyOwn(loaded), []);
    }
    showOffers(services, visit, req, res, loaded, { ...chosen, errors: [], confirm: false });
  };
}

/** POST /portal/plan: agrees, or (for a browser that cannot show the choice by itself) shows what was chosen. */
export function planFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const loaded = await load(services, visit, currencyOf(visit, body.c));
    const count = Number(field(body, 't', 4));
    const firstOn = field(body, 'd', 10);
    const offered = loaded.offers.counts.includes(count) && loaded.offers.firstDays.some((day) => day === firstOn);
    const show = (errors: FormError[], confirm: boolean) =>
      showOffers(services, visit, req, res, loaded, { count, firstOn, errors, confirm });
    const w = pageContext(services, req, res, { visit }).words;
    if (!offered) return show([{ field: 'terms', text: w.t('portal.error.choose-plan') }], false);
    if (body.action === 'show') return show([], true);
    const terms = monthlyTerms(loaded.basis.amount, count, firstOn as Day);
    try {
      toDone(res, await ask(services, visit, req, 'ask-plan', argsOf(loaded.basis, terms, Number(field(body, 'named', 20)), '')));
    } catch (error) {
      show([{ field: 'terms', text: w.t(refusalText(error)) }], true);
    }
  };
}

const argsOf = ({ currency, invoiceIds }: Basis, terms: readonly Term[], namedAmount: number, text: string) => ({
  ...{ currency, invoiceIds, namedAmount, terms, text },
});

interface Own {
  count: string;
  first: TypedDay;
  text: string;
}

const emptyOwn = ({ today }: Loaded): Own => ({ count: '', first: { day: '', month: '', year: today.slice(0, 4) }, text: '' });

/** GET /portal/plan/own: a proposal of one's own, which a person looks at. */
export function ownPlanPageHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const loaded = await load(services, visit, currencyOf(visit, req.query.c));
    showOwn(services, visit, req, res, loaded, emptyOwn(loaded), []);
  };
}

export function ownPlanFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const loaded = await load(services, visit, currencyOf(visit, body.c));
    const own: Own = { count: field(body, 'count', 4), first: dayFields(body, 'first'), text: field(body, 'text') };
    const w = pageContext(services, req, res, { visit }).words;
    const errors: FormError[] = [];
    const count = /^\d+$/.test(own.count) ? Number(own.count) : 0;
    const first = typedDay(own.first);
    if (count < 2 || count > MAX_TERMS) errors.push({ field: 'count', text: w.t('portal.error.term-count', { most: MAX_TERMS }) });
    if (!first || first < loaded.today || first > addDays(loaded.today, 366))
      errors.push({ field: 'first', text: w.t('portal.error.first-day') });
    const terms = first && count >= 2 ? monthlyTerms(loaded.basis.amount, count, first) : [];
    if (errors.length === 0 && terms.length === 0) errors.push({ field: 'count', text: w.t('portal.error.terms-too-small') });
    if (errors.length > 0) return showOwn(services, visit, req, res, loaded, own, errors);
    try {
      const args = argsOf(loaded.basis, terms, Number(field(body, 'named', 20)), own.text);
      toDone(res, await ask(services, visit, req, 'ask-plan', args));
    } catch (error) {
      showOwn(services, visit, req, res, loaded, own, [{ field: 'count', text: w.t(refusalText(error)) }]);
    }
  };
}

interface Shown {
  count: number;
  firstOn: string;
  errors: FormError[];
  confirm: boolean;
}

function showOffers(services: Services, visit: Visit, req: Request, res: Response, loaded: Loaded, shown: Shown): void {
  const { basis, offers } = loaded;
  const count = offers.counts.includes(shown.count) ? shown.count : (offers.counts[Math.min(1, offers.counts.length - 1)] ?? 0);
  const firstOn =
    isDay(shown.firstOn) && offers.firstDays.includes(shown.firstOn)
      ? shown.firstOn
      : (offers.firstDays[Math.min(1, offers.firstDays.length - 1)] ?? loaded.today);
  const query = new URLSearchParams({ c: basis.currency, t: String(count), d: firstOn }).toString();
  const context = pageContext(services, req, res, { visit, query: req.method === 'POST' ? query : '' });
  const facts: PlanFacts = {
    ...loaded,
    ...{ count, firstOn, errors: shown.errors, confirm: shown.confirm, once: newId(services.clock.now()) },
  };
  sendPage(res, offeredPlanPage(context, facts), shown.errors.length > 0 ? 422 : 200);
}

function showOwn(services: Services, visit: Visit, req: Request, res: Response, loaded: Loaded, own: Own, errors: FormError[]): void {
  const context = pageContext(services, req, res, { visit, query: `c=${loaded.basis.currency}` });
  const facts = { ...loaded, ...own, errors, once: newId(services.clock.now()), alone: loaded.offers.counts.length === 0 };
  sendPage(res, ownPlanPage(context, facts), errors.length > 0 ? 422 : 200);
}
