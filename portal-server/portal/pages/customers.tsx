/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { CurrencyOverview } from '../../../src-shared/domain/portal-overview.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Html } from '../../app/jsx/index.ts';
import { type PageContext, renderPage } from './layout.tsx';

export interface Customer {
  debtor: Row<'debtors'>;
  administration: Row<'administrations'>;
  overviews: CurrencyOverview[];
}

/** All customer numbers of one visitor, with what is asked of each and a way to go on with it. */
export function customersPage(context: PageContext, customers: readonly Customer[]): string {
  const { words: w } = context;
  const several = new Set(customers.map(({ administration }) => administration.id)).size > 1;
  return renderPage(context, {
    title: w.t('portal.customers.title'),
    narrow: true,
    children: (
      <>
        <div>
          <h1>{w.t('portal.customers.title')}</h1>
          <p class="lead">{w.t('portal.customers.text', { count: customers.length })}</p>
        </div>
        {customers.map((customer) => customerCard(context, customer, several))}
      </>
    ),
  });
}

function customerCard({ words: w, visit }: PageContext, { debtor, administration, overviews }: Customer, several: boolean): Html | null {
  const due = overviews.filter(({ amountDue }) => amountDue > 0);
  const asked = due.map(({ amountDue, currency }) => w.money(amountDue, currency)).join(` ${w.t('portal.customers.and')} `);
  return (
    <section class="card pad" aria-labelledby={`c-${debtor.id}`}>
      <h2 id={`c-${debtor.id}`}>{debtor.name}</h2>
      <p class="small muted">
        {w.t('portal.customer-number', { number: debtor.number })}
        {several && ` · ${administration.name}`}
      </p>
      <p class="customer-sum num">{asked ? w.t('portal.customers.due', { amount: asked }) : w.t('portal.customers.nothing-due')}</p>
      <form method="post" action="/portal/customers">
        <input type="hidden" name="csrf" value={visit?.csrf ?? ''} />
        <button class="btn2" type="submit" name="debtor" value={debtor.id}>
          <span>
            {w.t('portal.customers.go')}
            <span class="vh"> {debtor.number}</span>
          </span>
        </button>
      </form>
    </section>
  );
}
