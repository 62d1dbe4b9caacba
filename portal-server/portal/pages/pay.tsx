/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import { payableOf } from '../../../src-shared/domain/allocation-choice.ts';
import { askedOf, type InvoiceFacts } from '../../../src-shared/domain/portal-overview.ts';
import { type Day, daysBetween } from '../../../src-shared/kernel/index.ts';
import type { Html } from '../../app/jsx/index.ts';
import type { PaymentMethod } from '../../payments/provider.ts';
import type { ReadChoice } from '../choice.ts';
import type { TransferDetails } from '../transfer.ts';
import type { Words } from '../words.ts';
import { Icon } from './icons.tsx';
import { type PageContext, renderPage } from './layout.tsx';
import { TransferCard } from './transfer-card.tsx';

export interface PayFacts {
  today: Day;
  choice: ReadChoice;
  methods: readonly PaymentMethod[];
  /** Method that is preselected; empty for the first. */
  method: string;
  /** Why there are no methods: the provider does not answer, or there is none. */
  online: 'yes' | 'down' | 'none';
  transfer: TransferDetails | null;
  unfolded: boolean;
  /** The posted choice comes to another amount than its button named: ask first. */
  confirm: boolean;
  /** Errors are shown only after something was sent. */
  errors: { field: string; text: string }[];
  /** Makes pressing the same button twice one payment. */
  once: string;
}

export function payPage(context: PageContext, facts: PayFacts): string {
  const { words: w } = context;
  const { choice } = facts;
  const dueTicked = choice.overview !== null && choice.overview.due.length > 0;
  return renderPage(context, {
    title: w.t('portal.pay.title'),
    hasErrors: facts.errors.length > 0,
    narrow: true,
    children: (
      <>
        <ErrorSummary words={w} errors={facts.errors} />
        <div>
          <a class="crumb" href="/portal">
            <Icon name="left" />
            {w.t('portal.back')}
          </a>
          <h1>{w.t('portal.pay.title')}</h1>
          {choice.payable.length > 0 && <p class="lead">{w.t(dueTicked ? 'portal.pay.intro' : 'portal.pay.intro-none')}</p>}
        </div>
        {choice.payable.length === 0 && !choice.terms ? (
          <p class="note hand">
            <Icon name="info" />
            <span>{w.t('portal.pay.nothing')}</span>
          </p>
        ) : (
          <PayForm context={context} facts={facts} />
        )}
        {facts.transfer && choice.amount > 0 && <TransferCard words={w} details={facts.transfer} open={facts.online !== 'yes'} />}
      </>
    ),
  });
}

export function ErrorSummary({ words: w, errors }: { words: Words; errors: PayFacts['errors'] }): Html | null {
  if (errors.length === 0) return null;
  return (
    <div class="summary" role="alert" tabindex={-1} autofocus aria-labelledby="errors">
      <h2 id="errors">{w.t('portal.error-summary')}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.field}>
            <a href={`#${error.field}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function PayForm({ context, facts }: { context: PageContext; facts: PayFacts }): Html | null {
  const { words: w, visit } = context;
  const { choice, once } = facts;
  const amount = w.money(choice.amount, choice.raw.currency);
  return (
    <form method="post" action="/portal/pay" class="stack">
      <input type="hidden" name="csrf" value={visit?.csrf ?? ''} />
      <input type="hidden" name="once" value={once} />
      <input type="hidden" name="c" value={choice.raw.currency} />
      <input type="hidden" name="sent" value="1" />
      <input type="hidden" name="named" value={String(choice.amount)} />
      {choice.terms && <input type="hidden" name="plan" value={choice.raw.plan} />}
      {choice.terms && <Terms facts={facts} words={w} />}
      {!choice.terms && <Choose facts={facts} words={w} />}
      <div class="card pad">
        <Methods facts={facts} words={w} />
        {facts.confirm && (
          <p class="note soon gap" role="alert">
            <Icon name="alert" />
            <span>{w.t('portal.pay.confirm', { amount })}</span>
          </p>
        )}
        {facts.online === 'yes' && choice.amount > 0 && (
          <>
            <button class="btn gap num" type="submit" name="action" value="pay">
              {w.t('portal.pay', { amount })}
            </button>
            <p class="with">{w.t('portal.pay.what-next')}</p>
          </>
        )}
      </div>
    </form>
  );
}

/** What is paid, folded into one line unless there is something to choose or to mend. */
function Choose({ facts, words: w }: { facts: PayFacts; words: Words }): Html | null {
  const { choice, errors } = facts;
  const amount = w.money(choice.amount, choice.raw.currency);
  return (
    <div class="card pad">
      <details class="fold" open={facts.unfolded || errors.length > 0 || choice.amount === 0}>
        <summary>
          <h2 class="grow">
            <span class="unfolded">{w.t('portal.pay.what')}</span>
            <span class="folded">{chosenLine(choice, w)}</span>
          </h2>
          <span class="folded num">{amount}</span>
          <span class="chg">{w.t('portal.pay.change')}</span>
          <Icon name="down" class="arrow" />
        </summary>
        <WhatToPay facts={facts} words={w} />
      </details>
    </div>
  );
}

/** Terms of a plan are paid as they were agreed. */
function Terms({ facts: { choice, today }, words: w }: { facts: PayFacts; words: Words }): Html | null {
  const { terms, amount, raw } = choice;
  if (!terms) return null;
  const [first, last] = [terms.positions[0] ?? 1, terms.positions.at(-1) ?? 1];
  return (
    <div class="card pad">
      <h2>
        {first === last
          ? w.t('portal.plan.term', { position: first, of: terms.of })
          : w.t('portal.plan.terms', { first, last, of: terms.of })}
      </h2>
      <p class="plainrow">
        <span>{w.t('portal.pay.by', { day: w.day(terms.dueOn, today) })}</span>
        <b class="num">{w.money(amount, raw.currency)}</b>
      </p>
    </div>
  );
}

function chosenLine(choice: ReadChoice, w: Words): string {
  const count = choice.payable.filter((invoice) => choice.ticked.has(invoice.id)).length;
  if (choice.creditUsed === 0) return w.t('portal.pay.chosen', { count });
  return w.t('portal.pay.chosen-credit', { count, credits: choice.credits.length });
}

/** The documents as ticks, and all of their sum or another amount. */
export function WhatToPay({ facts, words: w }: { facts: Pick<PayFacts, 'choice' | 'today' | 'errors'>; words: Words }): Html | null {
  const { choice, today, errors } = facts;
  const { currency } = choice.raw;
  return (
    <>
      <fieldset id="what" tabindex={-1}>
        <legend class="vh">{w.t('portal.pay.what')}</legend>
        <FieldError errors={errors} field="what" />
        <div class="rows">
          {choice.payable.map((invoice) => (
            <label class="pick" key={invoice.id}>
              <input type="checkbox" name="i" value={invoice.id} checked={choice.ticked.has(invoice.id)} />
              <b>
                {w.t('portal.kind.invoice')} <span class="num">{invoice.number}</span>
              </b>
              <span class="num">{w.money(payableOf(invoice), currency)}</span>
              <small>{deadline(invoice, today, w)}</small>
            </label>
          ))}
          {choice.creditUsed > 0 &&
            choice.credits.map((credit) => (
              <p class="plainrow" key={credit.id}>
                <span>
                  {w.t(`portal.kind.${credit.kind}`)} {credit.number}
                </span>
                <span class="num">{w.money(askedOf(credit), currency)}</span>
              </p>
            ))}
        </div>
      </fieldset>
      <div class="line" />
      {choice.partAllowed && <HowMuch facts={facts} words={w} />}
      <button class="btn2 gap" type="submit" name="action" value="recalculate" formnovalidate>
        {w.t('portal.pay.recalculate')}
      </button>
    </>
  );
}

function HowMuch({ facts, words: w }: { facts: Pick<PayFacts, 'choice' | 'errors'>; words: Words }): Html | null {
  const { choice, errors } = facts;
  const { currency, mode, otherAmount } = choice.raw;
  const wrong = errors.some((error) => error.field === 'amount');
  return (
    <fieldset>
      <legend class="vh">{w.t('portal.column.amount')}</legend>
      <div class="rows">
        <label class="pick one">
          <input type="radio" name="mode" value="all" checked={mode === 'all'} />
          <b>{w.t('portal.pay.ticked')}</b>
          <span class="num">{w.money(choice.total, currency)}</span>
        </label>
        <div class="pick one">
          <input type="radio" name="mode" value="other" id="mode-other" checked={mode === 'other'} />
          <label for="mode-other">
            <b>{w.t('portal.pay.other-amount')}</b>
          </label>
          <span class="field">
            <span aria-hidden="true">{currency === 'EUR' ? '€' : currency}</span>
            <input
              id="amount"
              name="amount"
              inputmode="decimal"
              autocomplete="off"
              value={otherAmount}
              aria-label={w.t('portal.pay.other-amount-label', { currency })}
              aria-invalid={wrong ? 'true' : undefined}
              aria-describedby={wrong ? 'amount-error' : undefined}
            />
          </span>
        </div>
      </div>
      <FieldError errors={errors} field="amount" />
    </fieldset>
  );
}

function FieldError({ errors, field }: { errors: PayFacts['errors']; field: string }): Html | null {
  const error = errors.find((each) => each.field === field);
  if (!error) return null;
  return (
    <p class="err" id={`${field}-error`}>
      <Icon name="alert" />
      {error.text}
    </p>
  );
}

function deadline(invoice: InvoiceFacts, today: Day, w: Words): string {
  const late = daysBetween(invoice.dueDate, today);
  if (late > 0) return w.t('portal.tag.late', { days: late });
  return w.t('portal.pay.by', { day: w.day(invoice.dueDate, today) });
}

function Methods({ facts, words: w }: { facts: PayFacts; words: Words }): Html | null {
  if (facts.online !== 'yes') {
    return (
      <p class="note soon">
        <Icon name="alert" />
        <span>{w.t(facts.online === 'down' ? 'portal.pay.provider-down' : 'portal.pay.not-online')}</span>
      </p>
    );
  }
  const selected = facts.methods.some((method) => method.id === facts.method) ? facts.method : facts.methods[0]?.id;
  return (
    <fieldset id="how" tabindex={-1}>
      <legend>
        <h2>{w.t('portal.pay.how')}</h2>
      </legend>
      <FieldError errors={facts.errors} field="how" />
      <div class="rows">
        {facts.methods.map((method) => (
          <label class="pick one" key={method.id}>
            <input type="radio" name="m" value={method.id} checked={method.id === selected} />
            <b>{method.name}</b>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
