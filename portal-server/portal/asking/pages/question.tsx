/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import type { PageContext } from '../../pages/layout.tsx';
import type { Allowed, FormError } from '../asking.ts';
import type { KeptFile } from '../files.ts';
import type { pickable } from '../invoices.ts';
import { AskForm, askPage, FilesField, InvoicePicks, TextField } from './parts.tsx';

export interface QuestionAnswers {
  ticked: ReadonlySet<string>;
  text: string;
}

interface QuestionFacts extends Allowed {
  invoices: ReturnType<typeof pickable>;
  answers: QuestionAnswers;
  kept: readonly KeptFile[];
  errors: readonly FormError[];
  once: string;
}

export function questionPage(context: PageContext, facts: QuestionFacts): string {
  const { words: w } = context;
  const { answers, errors, invoices, rules, settings } = facts;
  return askPage({
    ...{ context, title: w.t('portal.question.title'), lead: w.t('portal.question.lead', { days: rules.answerWorkingDays }), errors },
    own: settings.texts[w.language].question,
    children: (
      <AskForm context={context} action="/portal/question" once={facts.once} files>
        <div class="card pad stack">
          <TextField
            words={w}
            name="text"
            label={w.t('portal.question.text')}
            value={answers.text}
            errors={errors}
            rows={5}
            maxlength={5_000}
          />
          {invoices.length > 0 && (
            <InvoicePicks words={w} legend={w.t('portal.question.which')} invoices={invoices} ticked={answers.ticked} errors={errors} />
          )}
          <FilesField words={w} label={w.t('portal.complaint.files')} kept={facts.kept} errors={errors} />
          <button class="btn" type="submit">
            {w.t('portal.question.send')}
          </button>
          <p class="small muted">{w.t('portal.question.small-print')}</p>
        </div>
      </AskForm>
    ),
  });
}
