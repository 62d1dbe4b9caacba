/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import type { Child, Html } from '../../app/jsx/index.ts';
import { Icon } from './icons.tsx';
import { type PageContext, renderPage } from './layout.tsx';
import { ErrorSummary } from './pay.tsx';
import { WaysIn } from './ways-in.tsx';

export interface GuestFacts {
  csrf: string;
  /** What was typed, to be shown again. */
  value: string;
  /** What is wrong with it. */
  error: MessageKey | null;
}

interface FormProps {
  context: PageContext;
  facts: GuestFacts;
  action: string;
  /** Also the field's name. */
  id: 'email' | 'code';
  title: MessageKey;
  text: MessageKey;
  label: MessageKey;
  hint?: MessageKey;
  button: MessageKey;
  input: Record<string, string>;
  more?: Child;
}

function guestForm({ context, facts, action, id, title, text, label, hint, button, input, more }: FormProps): Html | null {
  const { words: w } = context;
  const described = [facts.error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <>
      <ErrorSummary words={w} errors={facts.error ? [{ field: id, text: w.t(facts.error) }] : []} />
      <section class="card pad lift">
        <h1>{w.t(title)}</h1>
        <p class="lead">{w.t(text)}</p>
        <form method="post" action={action} class="guest">
          <input type="hidden" name="csrf" value={facts.csrf} />
          <label class="name" for={id}>
            {w.t(label)}
          </label>
          {hint && (
            <p class="small muted" id={`${id}-hint`}>
              {w.t(hint)}
            </p>
          )}
          {facts.error && (
            <p class="err" id={`${id}-error`}>
              <Icon name="alert" />
              {w.t(facts.error)}
            </p>
          )}
          <input
            {...input}
            class={id === 'code' ? 'text wide-letters' : 'text'}
            id={id}
            name={id}
            value={facts.value}
            aria-invalid={facts.error ? 'true' : undefined}
            aria-describedby={described || undefined}
          />
          {more}
          <button class="btn gap" type="submit">
            {w.t(button)}
          </button>
        </form>
      </section>
    </>
  );
}

/** Asks for an e-mail address. */
export function loginPage(context: PageContext, facts: GuestFacts): string {
  const { words: w } = context;
  return renderPage(context, {
    title: w.t('portal.login.title'),
    hasErrors: facts.error !== null,
    narrow: true,
    children: (
      <>
        {guestForm({
          context,
          facts,
          action: '/portal/login',
          id: 'email',
          title: 'portal.login.title',
          text: 'portal.login.text',
          label: 'portal.login.email',
          button: 'portal.login.send',
          input: { type: 'email', autocomplete: 'email', inputmode: 'email', spellcheck: 'false' },
        })}
        <WaysIn context={context} title={w.t('portal.expired.other-ways')} without="login" />
      </>
    ),
  });
}

/** Asks for the code that was mailed; does not say whether one was. */
export function codePage(context: PageContext, facts: GuestFacts): string {
  const { words: w } = context;
  return renderPage(context, {
    title: w.t('portal.code.title'),
    hasErrors: facts.error !== null,
    narrow: true,
    children: (
      <>
        {guestForm({
          context,
          facts,
          action: '/portal/login/code',
          id: 'code',
          title: 'portal.code.title',
          text: 'portal.code.text',
          label: 'portal.code.label',
          button: 'portal.code.go',
          input: { inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: '12' },
          more: (
            <label class="pick one gap">
              <input type="checkbox" name="remember" value="1" />
              <b>{w.t('portal.code.remember')}</b>
              <small>{w.t('portal.code.remember-text')}</small>
            </label>
          ),
        })}
        <p>
          <a class="crumb" href="/portal/login">
            <Icon name="left" />
            {w.t('portal.code.again')}
          </a>
        </p>
      </>
    ),
  });
}

/** Asks for the code that stands in a letter. */
export function letterCodePage(context: PageContext, facts: GuestFacts): string {
  const { words: w } = context;
  return renderPage(context, {
    title: w.t('portal.letter.title'),
    hasErrors: facts.error !== null,
    narrow: true,
    children: (
      <>
        {guestForm({
          context,
          facts,
          action: '/portal/code',
          id: 'code',
          title: 'portal.letter.title',
          text: 'portal.letter.text',
          label: 'portal.letter.label',
          hint: 'portal.letter.hint',
          button: 'portal.code.go',
          input: { autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', maxlength: '20' },
        })}
        <WaysIn context={context} title={w.t('portal.expired.other-ways')} without="letter" />
      </>
    ),
  });
}
