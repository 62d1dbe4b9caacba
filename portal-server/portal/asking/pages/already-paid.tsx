/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import type { PageContext } from '../../pages/layout.tsx';
import type { Allowed, FormError } from '../asking.ts';
import type { TypedDay } from '../fields.ts';
import type { KeptFile } from '../files.ts';
import type { pickable } from '../invoices.ts';
import { AskForm, askPage, DayFields, FilesField, InvoicePicks, Note, TextField } from './parts.tsx';

export interface PaidAnswers {
  ticked: ReadonlySet<string>;
  paid: TypedDay;
  text: string;
}

interface PaidFacts extends Allowed {
  invoices: ReturnType<typeof pickable>;
  answers: PaidAnswers;
  kept: readonly KeptFile[];
  errors: readonly FormError[];
  once: string;
}

export function alreadyPaidPage(context: PageContext, facts: PaidFacts): string {
  const { words: w } = context;
  const { answers, errors, invoices } = facts;
  return askPage({
    ...{ context, title: w.t('portal.already-paid.title'), lead: w.t('portal.already-paid.lead'), errors },
    children:
      invoices.length === 0 ? (
        <Note look="done" icon="check">
          {w.t('portal.already-paid.nothing')}
        </Note>
      ) : (
        <AskForm context={context} action="/portal/already-paid" once={facts.once} files>
          <div class="card pad stack">
            <InvoicePicks words={w} legend={w.t('portal.already-paid.which')} invoices={invoices} ticked={answers.ticked} errors={errors} />
          </div>
          <div class="card pad stack">
            <fieldset class="ask" tabindex={-1}>
              <legend>
                <b>{w.t('portal.already-paid.when')}</b>
              </legend>
              <DayFields words={w} prefix="paid" value={answers.paid} errors={errors} />
            </fieldset>
            <FilesField words={w} label={w.t('portal.already-paid.proof')} kept={facts.kept} errors={errors} />
            <TextField
              words={w}
              name="text"
              label={w.t('portal.already-paid.text')}
              hint={w.t('portal.already-paid.text-hint')}
              value={answers.text}
              errors={errors}
              optional
              rows={3}
              maxlength={5_000}
            />
            <button class="btn" type="submit">
              {w.t('portal.already-paid.send')}
            </button>
          </div>
        </AskForm>
      ),
  });
}
