/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import { monthlyTerms } from '../../../../src-shared/domain/portal-limits.ts';
import type { Term } from '../../../../src-shared/domain/requests.ts';
import type { Day } from '../../../../src-shared/kernel/index.ts';
import type { Html } from '../../../app/jsx/index.ts';
import type { PageContext } from '../../pages/layout.tsx';
import type { Words } from '../../words.ts';
import type { Allowed, FormError } from '../asking.ts';
import type { TypedDay } from '../fields.ts';
import type { Basis } from '../invoices.ts';
import { AskForm, askPage, DayFields, FieldError, Note, TextField, WayOn } from './parts.tsx';

interface Base extends Allowed {
  basis: Basis;
  today: Day;
  person: string;
  answerBy: Day;
  errors: readonly FormError[];
  once: string;
}

export interface PlanFacts extends Base {
  offers: { counts: number[]; firstDays: Day[] };
  count: number;
  firstOn: Day;
  /** Days before a term on which its link is mailed; null is not. */
  remindDays: number | null;
  /** Shows the chosen plan alone, to agree to. */
  confirm: boolean;
}

/** Only what can be granted at once is offered; the schedule of the choice is on the page already, and style shows it. */
export function offeredPlanPage(context: PageContext, facts: PlanFacts): string {
  const { words: w } = context;
  const { basis, settings } = facts;
  if (basis.amount <= 0) {
    return askPage({
      ...{ context, title: w.t('portal.plan-ask.title'), errors: facts.errors, lead: '' },
      children: (
        <Note look="hand" icon="info">
          {w.t('portal.ask.nothing-to-arrange')}
        </Note>
      ),
    });
  }
  return askPage({
    ...{ context, title: w.t('portal.plan-ask.title'), own: settings.texts[w.language].plan, errors: facts.errors },
    lead: (
      <>
        {w.t('portal.plan.about')} <b class="num">{w.money(basis.amount, basis.currency)}</b>. {w.t('portal.plan.free')}
      </>
    ),
    children: (
      <>
        <AskForm context={context} action="/portal/plan" once={facts.once} class="stack plan">
          <input type="hidden" name="c" value={basis.currency} />
          <input type="hidden" name="named" value={String(basis.amount)} />
          {facts.confirm ? <Chosen facts={facts} words={w} /> : <Choices facts={facts} words={w} />}
        </AskForm>
        <WayOn
          href={`/portal/plan/own?c=${basis.currency}`}
          icon="message"
          title={w.t('portal.plan.other')}
          text={w.t('portal.plan.other-text', {
            person: facts.person || w.t('portal.somebody'),
            day: w.dayFull(facts.answerBy, facts.today),
          })}
        />
      </>
    ),
  });
}

function Choices({ facts, words: w }: { facts: PlanFacts; words: Words }): Html | null {
  const { basis, offers, today } = facts;
  const { currency } = basis;
  return (
    <>
      <div class="card pad">
        <fieldset id="terms" tabindex={-1}>
          <legend>
            <h2>{w.t('portal.plan.how-many')}</h2>
          </legend>
          <FieldError errors={facts.errors} field="terms" />
          <div class="rows">{offers.counts.map((count, index) => termChoice(count, index, facts, w))}</div>
        </fieldset>
        <fieldset class="gap">
          <legend>
            <h2>{w.t('portal.plan.when')}</h2>
          </legend>
          <p class="small muted">{w.t('portal.plan.monthly')}</p>
          <div class="days">
            {offers.firstDays.map((day, index) => (
              <label key={day} class="daypick">
                <input type="radio" name="d" id={`d${index}`} value={day} checked={day === facts.firstOn} />
                <span>
                  <b>{Number(day.slice(8))}</b>
                  {w.month(day)}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
      <section class="card pad chosen" aria-labelledby="chosen-title">
        <h2 id="chosen-title">{w.t('portal.plan.looks-like')}</h2>
        <div class="live">
          {offers.counts.flatMap((count, t) =>
            offers.firstDays.map((day, d) => (
              <div class={`s s${t}${d}`} key={day + String(count)}>
                <Schedule terms={monthlyTerms(basis.amount, count, day)} total={basis.amount} currency={currency} today={today} words={w} />
              </div>
            )),
          )}
          <AtOnce words={w} />
          <button class="btn gap" type="submit" name="action" value="agree">
            {w.t('portal.plan.agree')}
          </button>
        </div>
        <button class="btn gap nolive" type="submit" name="action" value="show">
          {w.t('portal.plan.show')}
        </button>
        <SmallPrint words={w} remindDays={facts.remindDays} />
      </section>
    </>
  );
}

function termChoice(count: number, index: number, { basis, count: chosen, offers }: PlanFacts, w: Words): Html | null {
  const terms = monthlyTerms(basis.amount, count, offers.firstDays[0] as Day);
  const [first, last] = [terms[0]?.amount ?? 0, terms.at(-1)?.amount ?? 0];
  return (
    <label class={first === last ? 'pick one' : 'pick'} key={count}>
      <input type="radio" name="t" id={`t${index}`} value={String(count)} checked={count === chosen} />
      <b>{w.t('portal.plan-ask.terms', { count })}</b>
      <span class="num">
        {count} × {w.money(first, basis.currency)}
      </span>
      {first !== last && <small>{w.t('portal.plan.last', { amount: w.money(last, basis.currency) })}</small>}
    </label>
  );
}

/** The one plan that was chosen, where the browser could not show it by itself. */
function Chosen({ facts, words: w }: { facts: PlanFacts; words: Words }): Html | null {
  const { basis, count, firstOn, today } = facts;
  return (
    <section class="card pad chosen" aria-labelledby="chosen-title">
      <input type="hidden" name="t" value={String(count)} />
      <input type="hidden" name="d" value={firstOn} />
      <h2 id="chosen-title">{w.t('portal.plan.looks-like')}</h2>
      <FieldError errors={facts.errors} field="terms" />
      <Schedule terms={monthlyTerms(basis.amount, count, firstOn)} total={basis.amount} currency={basis.currency} today={today} words={w} />
      <AtOnce words={w} />
      <button class="btn gap" type="submit" name="action" value="agree">
        {w.t('portal.plan.agree')}
      </button>
      <SmallPrint words={w} remindDays={facts.remindDays} />
      <p>
        <a class="crumb" href={`/portal/plan?c=${basis.currency}&t=${count}&d=${firstOn}`}>
          {w.t('portal.plan.choose-again')}
        </a>
      </p>
    </section>
  );
}

const AtOnce = ({ words: w }: { words: Words }): Html | null => (
  <Note look="done" icon="check">
    <b>{w.t('portal.plan.at-once')}</b> {w.t('portal.plan.at-once-text')}
  </Note>
);

function SmallPrint({ words: w, remindDays }: { words: Words; remindDays: number | null }): Html | null {
  return (
    <p class="small muted gap">
      {remindDays !== null && `${w.t('portal.plan.link-before', { days: remindDays })} `}
      {w.t('portal.plan.small-print')} {w.t('portal.ask.acknowledges')} <a href="/portal/complaint">{w.t('portal.ask.not-right')}</a>
    </p>
  );
}

interface ScheduleProps {
  terms: readonly Term[];
  total: number;
  currency: string;
  today: Day;
  words: Words;
}

export function Schedule({ terms, total, currency, today, words: w }: ScheduleProps): Html | null {
  return (
    <ol class="sched">
      {terms.map((term, index) => (
        <li key={term.dueOn}>
          <span class="nr" aria-hidden="true">
            {index + 1}
          </span>
          <span>{w.dayFull(term.dueOn, today)}</span>
          <b class="num">{w.money(term.amount, currency)}</b>
        </li>
      ))}
      <li class="sumrow">
        <b>{w.t('portal.total')}</b>
        <b class="num">{w.money(total, currency)}</b>
      </li>
    </ol>
  );
}

interface OwnFacts extends Base {
  count: string;
  first: TypedDay;
  text: string;
  /** Nothing can be agreed at once, so this is all there is. */
  alone: boolean;
}

export function ownPlanPage(context: PageContext, facts: OwnFacts): string {
  const { words: w } = context;
  const { basis, errors, today } = facts;
  const answer = w.t('portal.plan.other-text', { person: facts.person || w.t('portal.somebody'), day: w.dayFull(facts.answerBy, today) });
  const lead = (
    <>
      {w.t('portal.plan.about')} <b class="num">{w.money(basis.amount, basis.currency)}</b>. {answer}
    </>
  );
  return askPage({
    ...{ context, title: w.t('portal.plan.own-title'), own: facts.settings.texts[w.language].plan, errors, lead },
    ...(facts.alone ? {} : { back: { href: `/portal/plan?c=${basis.currency}`, text: w.t('portal.plan.back-to-offers') } }),
    children: (
      <AskForm context={context} action="/portal/plan/own" once={facts.once}>
        <input type="hidden" name="c" value={basis.currency} />
        <input type="hidden" name="named" value={String(basis.amount)} />
        <div class="card pad stack">
          <TextField
            words={w}
            name="count"
            label={w.t('portal.plan.how-many')}
            hint={w.t('portal.plan.own-count-hint')}
            value={facts.count}
            errors={errors}
            inputmode="numeric"
            autocomplete="off"
            maxlength={2}
          />
          <fieldset class="ask" tabindex={-1}>
            <legend>
              <b>{w.t('portal.plan.when')}</b>
            </legend>
            <p class="small muted">{w.t('portal.plan.monthly')}</p>
            <DayFields words={w} prefix="first" value={facts.first} errors={errors} />
          </fieldset>
          <TextField
            words={w}
            name="text"
            label={w.t('portal.plan.own-why')}
            hint={w.t('portal.plan.own-why-hint')}
            value={facts.text}
            errors={errors}
            optional
            rows={4}
          />
          <button class="btn" type="submit">
            {w.t('portal.plan.own-send')}
          </button>
          <p class="small muted">
            {w.t('portal.ask.acknowledges')} <a href="/portal/complaint">{w.t('portal.ask.not-right')}</a>
          </p>
        </div>
      </AskForm>
    ),
  });
}
