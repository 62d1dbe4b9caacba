/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import { addWorkingDays } from '../../../../src-shared/domain/working-days.ts';
import { type Day, daysBetween } from '../../../../src-shared/kernel/index.ts';
import type { Html } from '../../../app/jsx/index.ts';
import type { ReadChoice } from '../../choice.ts';
import type { PageContext } from '../../pages/layout.tsx';
import { WhatToPay } from '../../pages/pay.tsx';
import type { Words } from '../../words.ts';
import type { Allowed, FormError } from '../asking.ts';
import type { TypedDay } from '../fields.ts';
import { type Basis, basisText } from '../invoices.ts';
import { AskForm, askPage, DayFields, FieldError, Note } from './parts.tsx';

export interface PromiseAnswers {
  /** A ready day, `other`, or empty when nothing is chosen yet. */
  day: string;
  other: TypedDay;
  what: 'all' | 'part';
}

interface PromiseFacts extends Allowed {
  basis: Basis;
  today: Day;
  days: readonly Day[];
  answers: PromiseAnswers;
  errors: readonly FormError[];
  once: string;
}

export function promisePage(context: PageContext, facts: PromiseFacts): string {
  const { words: w } = context;
  const { basis, errors, settings } = facts;
  return askPage({
    ...{ context, title: w.t('portal.promise.title'), lead: w.t('portal.promise.lead'), own: settings.texts[w.language].promise, errors },
    children:
      basis.amount <= 0 ? (
        <Note look="hand" icon="info">
          {w.t('portal.ask.nothing-to-arrange')}
        </Note>
      ) : (
        <AskForm context={context} action="/portal/promise" once={facts.once}>
          <input type="hidden" name="c" value={basis.currency} />
          <input type="hidden" name="named" value={String(basis.amount)} />
          <div class="card pad">
            <WhichDay facts={facts} words={w} />
          </div>
          <div class="card pad">
            <HowMuch facts={facts} words={w} />
            <button class="btn gap" type="submit">
              {w.t('portal.promise.confirm')}
            </button>
            <SmallPrint words={w} />
          </div>
        </AskForm>
      ),
  });
}

function WhichDay({ facts, words: w }: { facts: PromiseFacts; words: Words }): Html | null {
  const { answers, days, errors, rules, today } = facts;
  const last = days.at(-1);
  return (
    <fieldset id="day" tabindex={-1}>
      <legend>
        <h2>{w.t('portal.promise.which-day')}</h2>
      </legend>
      <FieldError errors={errors} field="day" />
      <div class="rows">
        {days.map((day) => (
          <label class="pick" key={day}>
            <input type="radio" name="day" value={day} checked={answers.day === day} />
            <b class="cap">{w.dayFull(day, today)}</b>
            <span />
            <small>
              {w.t('portal.promise.in-days', { days: daysBetween(today, day) })}
              {day === last && w.t('portal.promise.last-day')}
            </small>
          </label>
        ))}
        <div class="pick other">
          <input type="radio" name="day" value="other" id="day-other" checked={answers.day === 'other'} />
          <label for="day-other">
            <b>{w.t('portal.promise.other-day')}</b>
          </label>
          <div class="under">
            <DayFields words={w} prefix="other" value={answers.other} errors={errors} />
            {last && <p class="small muted">{w.t('portal.promise.later', { day: w.day(last, today), days: rules.answerWorkingDays })}</p>}
          </div>
        </div>
      </div>
    </fieldset>
  );
}

function HowMuch({ facts: { answers, basis }, words: w }: { facts: PromiseFacts; words: Words }): Html | null {
  return (
    <fieldset>
      <legend>
        <h2>{w.t('portal.promise.how-much')}</h2>
      </legend>
      <div class="rows">
        <label class="pick">
          <input type="radio" name="what" value="all" checked={answers.what === 'all'} />
          <b>{w.t('portal.promise.all')}</b>
          <span class="num">{w.money(basis.amount, basis.currency)}</span>
          <small>{basisText(basis, w)}</small>
        </label>
        <label class="pick">
          <input type="radio" name="what" value="part" checked={answers.what === 'part'} />
          <b>{w.t('portal.promise.part')}</b>
          <span />
          <small>{w.t('portal.promise.part-text')}</small>
        </label>
      </div>
    </fieldset>
  );
}

function SmallPrint({ words: w }: { words: Words }): Html | null {
  return (
    <p class="small muted gap">
      {w.t('portal.promise.small-print')} {w.t('portal.ask.acknowledges-promise')}{' '}
      <a href="/portal/complaint">{w.t('portal.ask.not-right')}</a>
    </p>
  );
}

interface PartFacts extends Allowed {
  basis: Basis;
  today: Day;
  choice: ReadChoice;
  promisedOn: Day;
  errors: FormError[];
  confirm: boolean;
  once: string;
}

/** Which invoices, or what amount, for the day that was chosen. The button names the amount, and only that is promised. */
export function promisePartPage(context: PageContext, facts: PartFacts): string {
  const { words: w } = context;
  const { basis, choice, confirm, errors, promisedOn, rules, today } = facts;
  const day = w.dayFull(promisedOn, today);
  const amount = w.money(choice.amount, basis.currency);
  const automatic = rules.functions.promise === 'automatic' && daysBetween(today, promisedOn) <= rules.promise.maximumDays;
  const answerBy = w.dayFull(addWorkingDays(today, rules.answerWorkingDays), today);
  return askPage({
    ...{ context, title: w.t('portal.promise.part-title'), lead: w.t('portal.promise.part-lead', { day }), errors },
    back: { href: `/portal/promise?c=${basis.currency}`, text: w.t('portal.promise.back') },
    children: (
      <AskForm context={context} action="/portal/promise/part" once={facts.once}>
        <input type="hidden" name="c" value={basis.currency} />
        <input type="hidden" name="on" value={promisedOn} />
        <input type="hidden" name="sent" value="1" />
        <input type="hidden" name="named" value={String(choice.amount)} />
        <div class="card pad">
          <WhatToPay facts={{ choice, today, errors }} words={w} />
          {confirm && (
            <p class="note soon gap" role="alert">
              <span>{w.t('portal.pay.confirm', { amount })}</span>
            </p>
          )}
          {choice.amount > 0 && (
            <button class="btn gap num" type="submit" name="action" value="promise">
              {w.t('portal.promise.confirm-part', { amount })}
            </button>
          )}
          {!automatic && <p class="small muted gap">{w.t('portal.promise.to-person', { day: answerBy })}</p>}
          <SmallPrint words={w} />
        </div>
      </AskForm>
    ),
  });
}
