/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import type { PageContext } from '../../pages/layout.tsx';
import type { FormError } from '../asking.ts';
import type { pickable } from '../invoices.ts';
import { AskForm, askPage, FieldError, InvoicePicks, Note, TextField } from './parts.tsx';

interface PoNumberFacts {
  invoices: readonly (ReturnType<typeof pickable>[number] & { reference: string })[];
  answers: { invoiceId: string; reference: string };
  errors: readonly FormError[];
  once: string;
}

export function poNumberPage(context: PageContext, { invoices, answers, errors, once }: PoNumberFacts): string {
  const { words: w } = context;
  return askPage({
    ...{ context, title: w.t('portal.po.title'), lead: w.t('portal.po.lead'), errors },
    children:
      invoices.length === 0 ? (
        <Note look="hand" icon="info">
          {w.t('portal.ask.no-invoices')}
        </Note>
      ) : (
        <AskForm context={context} action="/portal/po-number" once={once}>
          <div class="card pad stack">
            <fieldset id="invoices" tabindex={-1} class="ask">
              <legend>
                <h2>{w.t('portal.complaint.which')}</h2>
              </legend>
              <FieldError errors={errors} field="invoices" />
              <div class="rows">
                {invoices.map((invoice) => (
                  <label class="pick" key={invoice.id}>
                    <input type="radio" name="i" value={invoice.id} checked={invoice.id === answers.invoiceId} />
                    <b>
                      {w.t(`portal.kind.${invoice.kind}`)} <span class="num">{invoice.number}</span>
                    </b>
                    <span class="num">{invoice.amount}</span>
                    <small>{invoice.reference ? w.t('portal.po.now', { reference: invoice.reference }) : invoice.note}</small>
                  </label>
                ))}
              </div>
            </fieldset>
            <TextField
              words={w}
              name="reference"
              label={w.t('portal.po.number')}
              hint={w.t('portal.po.hint')}
              value={answers.reference}
              errors={errors}
              autocomplete="off"
              maxlength={60}
            />
            <button class="btn" type="submit">
              {w.t('portal.po.send')}
            </button>
          </div>
        </AskForm>
      ),
  });
}

interface CopyFacts {
  invoices: ReturnType<typeof pickable>;
  ticked: ReadonlySet<string>;
  errors: readonly FormError[];
  once: string;
}

export function copyPage(context: PageContext, { invoices, ticked, errors, once }: CopyFacts): string {
  const { words: w } = context;
  return askPage({
    ...{ context, title: w.t('portal.copy.title'), lead: w.t('portal.copy.lead'), errors },
    children:
      invoices.length === 0 ? (
        <Note look="hand" icon="info">
          {w.t('portal.ask.no-invoices')}
        </Note>
      ) : (
        <AskForm context={context} action="/portal/copy" once={once}>
          <div class="card pad stack">
            <InvoicePicks words={w} legend={w.t('portal.copy.which')} invoices={invoices} ticked={ticked} errors={errors} />
            <button class="btn" type="submit">
              {w.t('portal.copy.send')}
            </button>
          </div>
        </AskForm>
      ),
  });
}
