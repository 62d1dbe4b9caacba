/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import { termsToPay } from '../../../src-shared/domain/plan-payment.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Html } from '../../app/jsx/index.ts';
import type { RunningPlan } from '../held.ts';
import type { Words } from '../words.ts';
import { Tag, type TagFacts } from './invoice-table.tsx';
import type { PageContext } from './layout.tsx';

/** A plan that runs: its terms, and a way to pay the next. */
export function planCard({ words: w }: PageContext, { plan, instalments }: RunningPlan, today: Day): Html | null {
  const next = termsToPay(instalments, today);
  const shown = instalments.filter(({ state }) => state !== 'cancelled');
  const id = `plan-${plan.id}`;
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{w.t('portal.plan.title')}</h2>
      <ul class="items">{shown.map((term) => termItem(term, plan.currency, shown.length, today, w))}</ul>
      {next && (
        <p class="pad">
          <a class="btn2" href={`/portal/pay?plan=${plan.id}`}>
            <span class="num">{w.t('portal.plan.pay', { count: next.positions.length, amount: w.money(next.amount, plan.currency) })}</span>
          </a>
        </p>
      )}
    </section>
  );
}

function termItem(term: Row<'instalments'>, currency: string, of: number, today: Day, w: Words): Html | null {
  const tag = termTag(term, today, w);
  return (
    <li>
      <b>{w.t('portal.plan.term', { position: term.position, of })}</b>
      <b class="num">{w.money(term.amount, currency)}</b>
      <span class="small muted">
        {w.t('portal.pay.by', { day: w.day(term.dueOn, today) })}
        {term.paid > 0 && term.paid < term.amount && ` · ${w.t('portal.plan.part-paid', { paid: w.money(term.paid, currency) })}`}
      </span>
      {tag && <Tag {...tag} />}
    </li>
  );
}

function termTag({ state, amount, paid, dueOn }: Row<'instalments'>, today: Day, w: Words): TagFacts | null {
  if (state === 'paid' || paid >= amount) return { look: 'done', icon: 'done', text: w.t('portal.tag.paid') };
  if (dueOn < today) return { look: 'late', icon: 'clock', text: w.t('portal.plan.late') };
  return dueOn === today ? { look: 'soon', icon: 'calendar', text: w.t('portal.tag.today') } : null;
}
