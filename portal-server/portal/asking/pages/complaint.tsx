/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import type { Html } from '../../../app/jsx/index.ts';
import type { PageContext } from '../../pages/layout.tsx';
import type { Words } from '../../words.ts';
import type { Allowed, FormError } from '../asking.ts';
import type { KeptFile } from '../files.ts';
import type { pickable } from '../invoices.ts';
import { AskForm, askPage, FieldError, FilesField, InvoicePicks, Note, TextField } from './parts.tsx';

export interface ComplaintAnswers {
  ticked: ReadonlySet<string>;
  type: string;
  text: string;
}

interface ComplaintFacts extends Allowed {
  invoices: ReturnType<typeof pickable>;
  types: readonly { value: string; name: string }[];
  answerDays: number;
  answers: ComplaintAnswers;
  kept: readonly KeptFile[];
  errors: readonly FormError[];
  once: string;
}

/** Says first what the debtor gains: these invoices wait. */
export function complaintPage(context: PageContext, facts: ComplaintFacts): string {
  const { words: w } = context;
  const { answers, errors, invoices, settings } = facts;
  return askPage({
    ...{ context, title: w.t('portal.complaint.title'), lead: w.t('portal.complaint.lead'), errors },
    own: settings.texts[w.language].complaint,
    children:
      invoices.length === 0 ? (
        <Note look="hand" icon="info">
          {w.t('portal.complaint.nothing')}
        </Note>
      ) : (
        <AskForm context={context} action="/portal/complaint" once={facts.once} files>
          <div class="card pad stack">
            <InvoicePicks words={w} legend={w.t('portal.complaint.which')} invoices={invoices} ticked={answers.ticked} errors={errors} />
            <Types facts={facts} words={w} />
          </div>
          <div class="card pad stack">
            <TextField
              words={w}
              name="text"
              label={w.t('portal.complaint.text')}
              hint={w.t('portal.complaint.text-hint')}
              value={answers.text}
              errors={errors}
              rows={5}
              maxlength={5_000}
            />
            <FilesField words={w} label={w.t('portal.complaint.files')} kept={facts.kept} errors={errors} />
            <button class="btn" type="submit">
              {w.t('portal.complaint.send')}
            </button>
            <p class="small muted">{w.t('portal.complaint.small-print', { days: facts.answerDays })}</p>
          </div>
        </AskForm>
      ),
  });
}

function Types({ facts: { types, answers, errors }, words: w }: { facts: ComplaintFacts; words: Words }): Html | null {
  return (
    <fieldset id="type" tabindex={-1} class="ask">
      <legend>
        <h2>{w.t('portal.complaint.what')}</h2>
      </legend>
      <FieldError errors={errors} field="type" />
      <div class="rows">
        {types.map(({ value, name }) => (
          <label class="pick one" key={value}>
            <input type="radio" name="type" value={value} checked={value === answers.type} />
            <b>{name}</b>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
