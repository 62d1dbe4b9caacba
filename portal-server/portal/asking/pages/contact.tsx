/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import type { ContactField } from '../../../../src-shared/domain/requests.ts';
import type { PageContext } from '../../pages/layout.tsx';
import type { Allowed, FormError } from '../asking.ts';
import { AskForm, askPage, TextField } from './parts.tsx';

interface ContactFacts extends Allowed {
  answers: Record<ContactField, string>;
  errors: readonly FormError[];
  once: string;
}

const REACHED: readonly [ContactField, Record<string, string>][] = [
  ['contactName', { autocomplete: 'name' }],
  ['email', { type: 'email', autocomplete: 'email' }],
  ['phone', { type: 'tel', autocomplete: 'tel' }],
];
const ADDRESS: readonly [ContactField, Record<string, string>][] = [
  ['street', { autocomplete: 'street-address' }],
  ['postalCode', { autocomplete: 'postal-code' }],
  ['city', { autocomplete: 'address-level2' }],
];

export function contactPage(context: PageContext, { answers, errors, once }: ContactFacts): string {
  const { words: w } = context;
  const fields = (list: typeof REACHED) =>
    list.map(([name, more]) => (
      <TextField key={name} words={w} name={name} label={w.t(`portal.contact.${name}`)} value={answers[name]} errors={errors} {...more} />
    ));
  return askPage({
    ...{ context, title: w.t('portal.contact.title'), lead: w.t('portal.contact.lead'), errors },
    children: (
      <AskForm context={context} action="/portal/contact" once={once}>
        <div class="card pad stack">
          <h2>{w.t('portal.contact.reached')}</h2>
          {fields(REACHED)}
        </div>
        <div class="card pad stack">
          <h2>{w.t('portal.contact.address')}</h2>
          {fields(ADDRESS)}
          <button class="btn" type="submit">
            {w.t('portal.contact.send')}
          </button>
          <p class="small muted">{w.t('portal.contact.small-print')}</p>
        </div>
      </AskForm>
    ),
  });
}
