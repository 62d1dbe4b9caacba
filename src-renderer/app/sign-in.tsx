import { Button, Field, Input, Link, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { Session } from '../../src-shared/contract/index.ts';
import { AppError, type ErrorShape, errorShape } from '../../src-shared/kernel/index.ts';
import { useCore } from '../data/core-context.tsx';
import { useTexts } from '../data/language.tsx';
import { forgetUndo } from '../data/undo.tsx';
import { forgetWorklist } from '../data/worklist-view.ts';
import { Logo } from './logo.tsx';
import styles from './sign-in.module.css';

type SignedOut = Extract<Session, { state: 'signed-out' }>;

/** What the former user saw and did is not for the next. */
function useForgetUser(): void {
  const client = useQueryClient();
  useEffect(() => {
    client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'session.get' && name !== 'status.get' });
    forgetWorklist();
    forgetUndo();
  }, [client]);
}

/** Signing in, and naming the server the first time; what goes wrong is said in the form, and nothing typed is lost. */
export function SignIn({ session }: { session: SignedOut }) {
  const { t, language, error: sentence } = useTexts();
  const core = useCore();
  const known = session.serverUrl;
  const [server, setServer] = useState(known ?? '');
  const [otherServer, setOtherServer] = useState(false);
  const asksServer = otherServer || known === null;
  const [email, setEmail] = useState(session.email);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorShape | null>(null);
  useForgetUser();
  const other = language === 'nl' ? 'en' : 'nl';
  const missing = (value: string) => tried && value.trim() === '';
  const incomplete = email.trim() === '' || password === '' || (asksServer && server.trim() === '');

  const failed = (failure: unknown) => {
    if (!(failure instanceof AppError)) console.error(failure);
    setError(errorShape(failure));
  };
  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (incomplete) return;
    setBusy(true);
    setError(null);
    try {
      if (asksServer && server.trim() !== known) await core.call('profile.server', { url: server });
      await core.call('auth.sign-in', { email: email.trim(), password });
    } catch (failure) {
      failed(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className={styles.screen}>
      <form className={styles.form} noValidate onSubmit={(event) => void signIn(event)}>
        <header className={styles.brand}>
          <Logo size={32} />
          <h1>Kasstroom</h1>
        </header>
        <p>{t('sign-in.intro')}</p>
        {error && (
          <MessageBar intent="error" layout="multiline">
            <MessageBarBody>{sentence(error)}</MessageBarBody>
          </MessageBar>
        )}
        {asksServer && (
          <Field
            label={t('sign-in.server')}
            hint={t('sign-in.server-hint')}
            validationMessage={missing(server) ? t('sign-in.server-missing') : undefined}
          >
            <Input autoFocus placeholder="kasstroom.example.nl" value={server} onChange={(_, { value }) => setServer(value)} />
          </Field>
        )}
        <Field label={t('sign-in.email')} validationMessage={missing(email) ? t('sign-in.email-missing') : undefined}>
          <Input
            type="email"
            autoComplete="username"
            autoFocus={!asksServer && session.email === ''}
            value={email}
            onChange={(_, { value }) => setEmail(value)}
          />
        </Field>
        <Field label={t('sign-in.password')} validationMessage={missing(password) ? t('sign-in.password-missing') : undefined}>
          <Input
            type="password"
            autoComplete="current-password"
            autoFocus={!asksServer && session.email !== ''}
            value={password}
            onChange={(_, { value }) => setPassword(value)}
          />
        </Field>
        <Button appearance="primary" type="submit" size="large" disabledFocusable={busy}>
          {t(busy ? 'sign-in.busy' : 'sign-in.submit')}
        </Button>
        <footer className={styles.foot}>
          {!asksServer && known !== null && (
            <Link onClick={() => setOtherServer(true)} title={known}>
              {t('sign-in.other-server')}
            </Link>
          )}
          <Link lang={other} onClick={() => core.call('preferences.language', { language: other }).catch(failed)}>
            {t('sign-in.other-language')}
          </Link>
        </footer>
      </form>
    </main>
  );
}
