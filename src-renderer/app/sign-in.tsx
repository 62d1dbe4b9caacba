import { Button, Field, Input, Link, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { AppError, errorShape } from '../../src-shared/kernel/index.ts';
import { useCore } from '../data/core-context.tsx';
import { useTexts } from '../data/language.tsx';
import { forgetWorklist } from '../data/worklist-view.ts';
import { Logo } from './logo.tsx';
import styles from './sign-in.module.css';

/** Signing in; what goes wrong is said in the form, and nothing typed is lost. */
export function SignIn({ email: known }: { email: string }) {
  const texts = useTexts();
  const { t, language } = texts;
  const core = useCore();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Pick<AppError, 'code' | 'params'> | null>(null);
  const client = useQueryClient();
  useEffect(() => {
    // What the former user saw is not for the next.
    client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'session.get' && name !== 'status.get' });
    forgetWorklist();
  }, [client]);
  const other = language === 'nl' ? 'en' : 'nl';

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() === '' || password === '') return;
    setBusy(true);
    setError(null);
    try {
      await core.call('auth.sign-in', { email: email.trim(), password });
    } catch (failure) {
      if (!(failure instanceof AppError)) console.error(failure);
      setError(errorShape(failure));
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
          <MessageBar intent="error">
            <MessageBarBody>{texts.error(error)}</MessageBarBody>
          </MessageBar>
        )}
        <Field label={t('sign-in.email')} validationMessage={tried && email.trim() === '' ? t('sign-in.email-missing') : undefined}>
          <Input type="email" autoComplete="username" autoFocus={known === ''} value={email} onChange={(_, { value }) => setEmail(value)} />
        </Field>
        <Field label={t('sign-in.password')} validationMessage={tried && password === '' ? t('sign-in.password-missing') : undefined}>
          <Input
            type="password"
            autoComplete="current-password"
            autoFocus={known !== ''}
            value={password}
            onChange={(_, { value }) => setPassword(value)}
          />
        </Field>
        <Button appearance="primary" type="submit" size="large" disabledFocusable={busy}>
          {t(busy ? 'sign-in.busy' : 'sign-in.submit')}
        </Button>
        <Link
          className={styles.language}
          lang={other}
          onClick={() => core.call('preferences.language', { language: other }).catch((failure: unknown) => setError(errorShape(failure)))}
        >
          {t('sign-in.other-language')}
        </Link>
      </form>
    </main>
  );
}
