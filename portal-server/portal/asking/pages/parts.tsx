/** @jsxRuntime automatic */
/** @jsxImportSource ../../../app/jsx */

import type { Row } from '../../../../src-shared/schema/index.ts';
import type { Child, Html } from '../../../app/jsx/index.ts';
import type { IconName } from '../../icons.ts';
import { Icon } from '../../pages/icons.tsx';
import { type PageContext, renderPage } from '../../pages/layout.tsx';
import { ErrorSummary } from '../../pages/pay.tsx';
import type { Words } from '../../words.ts';
import type { FormError } from '../asking.ts';
import type { TypedDay } from '../fields.ts';
import type { KeptFile } from '../files.ts';

interface AskPageProps {
  context: PageContext;
  title: string;
  lead: Child;
  /** The company's own words under it; empty when it has none. */
  own?: string;
  errors: readonly FormError[];
  children: Child;
  back?: { href: string; text: string };
}

/** The shape of every page that asks something: the way back, what it is, and the form. */
export function askPage({ context, title, lead, own = '', errors, children, back }: AskPageProps): string {
  const { words: w } = context;
  return renderPage(context, {
    title,
    hasErrors: errors.length > 0,
    narrow: true,
    children: (
      <>
        <ErrorSummary words={w} errors={[...errors]} />
        <div>
          <a class="crumb" href={back?.href ?? '/portal'}>
            <Icon name="left" />
            {back?.text ?? w.t('portal.back')}
          </a>
          <h1>{title}</h1>
          <p class="lead">{lead}</p>
          {own && paragraphs(own)}
        </div>
        {children}
      </>
    ),
  });
}

export const paragraphs = (text: string): Html[] =>
  text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => lines(part));

/** A paragraph with its line breaks. */
function lines(text: string): Html {
  return (<p class="para">{text.trim()}</p>) as Html;
}

interface FormProps {
  context: PageContext;
  action: string;
  once: string;
  files?: boolean;
  class?: string;
  children: Child;
}

export function AskForm({ context, action, once, files = false, class: className = 'stack', children }: FormProps): Html | null {
  return (
    <form method="post" action={action} class={className} enctype={files ? 'multipart/form-data' : undefined} novalidate>
      <input type="hidden" name="csrf" value={context.visit?.csrf ?? ''} />
      <input type="hidden" name="once" value={once} />
      {children}
    </form>
  );
}

export function FieldError({ errors, field }: { errors: readonly FormError[]; field: string }): Html | null {
  const error = errors.find((each) => each.field === field);
  if (!error) return null;
  return (
    <p class="err" id={`${field}-error`}>
      <Icon name="alert" />
      {error.text}
    </p>
  );
}

export const hasError = (errors: readonly FormError[], field: string): boolean => errors.some((error) => error.field === field);

interface TextProps {
  words: Words;
  name: string;
  label: string;
  hint?: string;
  value: string;
  errors: readonly FormError[];
  optional?: boolean;
  rows?: number;
  type?: string;
  autocomplete?: string;
  inputmode?: string;
  maxlength?: number;
}

/** A field with its label above it, its hint under that, and what is wrong with it in between. */
export function TextField({ words: w, name, label, hint, value, errors, optional = false, rows, ...rest }: TextProps): Html | null {
  const wrong = hasError(errors, name);
  const described = [hint && `${name}-hint`, wrong && `${name}-error`].filter(Boolean).join(' ');
  const common = {
    id: name,
    name,
    'aria-invalid': wrong ? 'true' : undefined,
    'aria-describedby': described || undefined,
  } as const;
  return (
    <div class={wrong ? 'ask wrong' : 'ask'}>
      <label for={name}>
        <b>{label}</b>
        {optional && <span class="muted"> {w.t('portal.optional')}</span>}
      </label>
      {hint && (
        <p class="small muted" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <FieldError errors={errors} field={name} />
      {rows ? (
        <textarea {...common} rows={rows} maxlength={rest.maxlength}>
          {value}
        </textarea>
      ) : (
        <input {...common} {...(rest as object)} value={value} />
      )}
    </div>
  );
}

interface InvoicePicksProps {
  words: Words;
  invoices: readonly { id: string; kind: Row<'invoices'>['kind']; number: string; note: string; amount: string }[];
  ticked: ReadonlySet<string>;
  errors: readonly FormError[];
}

/** The documents a question is about, as ticks. */
export function InvoicePicks({ words: w, invoices, ticked, errors, legend }: InvoicePicksProps & { legend: string }): Html | null {
  return (
    <fieldset id="invoices" tabindex={-1} class="ask">
      <legend>
        <h2>{legend}</h2>
      </legend>
      <FieldError errors={errors} field="invoices" />
      <div class="rows">
        {invoices.map((invoice) => (
          <label class="pick" key={invoice.id}>
            <input type="checkbox" name="i" value={invoice.id} checked={ticked.has(invoice.id)} />
            <b>
              {w.t(`portal.kind.${invoice.kind}`)} <span class="num">{invoice.number}</span>
            </b>
            <span class="num">{invoice.amount}</span>
            <small>{invoice.note}</small>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Day, month and year to type; a picker alone shuts people out. */
export function DayFields({
  words: w,
  prefix,
  value,
  errors,
}: {
  words: Words;
  prefix: string;
  value: TypedDay;
  errors: readonly FormError[];
}): Html | null {
  const wrong = hasError(errors, prefix);
  const part = (name: 'day' | 'month' | 'year') => (
    <label class={`part ${name}`}>
      <span>{w.t(`portal.date.${name}`)}</span>
      <input
        id={name === 'day' ? prefix : undefined}
        name={`${prefix}-${name}`}
        value={value[name]}
        inputmode={name === 'month' ? undefined : 'numeric'}
        autocomplete="off"
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `${prefix}-error` : undefined}
      />
    </label>
  );
  return (
    <>
      <FieldError errors={errors} field={prefix} />
      <div class="date">
        {part('day')}
        {part('month')}
        {part('year')}
      </div>
    </>
  );
}

interface FilesProps {
  words: Words;
  label: string;
  kept: readonly KeptFile[];
  errors: readonly FormError[];
}

/** Files to send along. Those of an earlier try are ticked below it, and need not be chosen again. */
export function FilesField({ words: w, label, kept, errors }: FilesProps): Html | null {
  const wrong = hasError(errors, 'files');
  return (
    <div class={wrong ? 'ask wrong' : 'ask'}>
      <label for="files">
        <b>{label}</b>
        <span class="muted"> {w.t('portal.optional')}</span>
      </label>
      <p class="small muted" id="files-hint">
        {w.t('portal.files.hint')}
      </p>
      <FieldError errors={errors} field="files" />
      {kept.length > 0 && (
        <div class="rows">
          {kept.map(({ file, token }) => (
            <label class="pick one" key={file.hash}>
              <input type="checkbox" name="kept" value={token} checked />
              <b>{file.name}</b>
            </label>
          ))}
        </div>
      )}
      <input
        id="files"
        class="files"
        type="file"
        name="files"
        multiple
        accept=".jpg,.jpeg,.png,.pdf,image/jpeg,image/png,application/pdf"
        aria-describedby={wrong ? 'files-hint files-error' : 'files-hint'}
        aria-invalid={wrong ? 'true' : undefined}
      />
    </div>
  );
}

interface NoteProps {
  look: 'hand' | 'done' | 'soon';
  icon: IconName;
  children: Child;
}

export const Note = ({ look, icon, children }: NoteProps): Html | null => (
  <p class={`note ${look}`}>
    <Icon name={icon} />
    <span>{children}</span>
  </p>
);

/** A way on that is not the page's main button: a card that is a link. */
export function WayOn({ href, title, text, icon }: { href: string; title: string; text: string; icon: IconName }): Html | null {
  return (
    <a class="card option way" href={href}>
      <Icon name={icon} />
      <span>
        <b>{title}</b>
        <small>{text}</small>
      </span>
      <Icon name="right" />
    </a>
  );
}
