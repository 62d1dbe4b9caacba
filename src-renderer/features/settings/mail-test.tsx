import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { type ErrorShape, errorShape } from '../../../src-shared/kernel/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { type Texts, useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import styles from './settings.module.css';

type Outcome = { accepted: boolean; to: string } | { error: ErrorShape };

function outcomeText(outcome: Outcome, { t, error }: Texts): string {
  if ('error' in outcome) return error(outcome.error);
  return t(outcome.accepted ? 'mail-test.accepted' : 'mail-test.not-accepted', { to: outcome.to });
}

/** Sends a mail with the saved settings and says what the mail server answered. */
export function MailTest({ unsaved }: { unsaved: boolean }) {
  const texts = useTexts();
  const { t } = texts;
  const core = useCore();
  const { user } = useSession();
  const [to, setTo] = useState(user.email);
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const address = z.email().safeParse(to.trim());
    setWrong(!address.success);
    if (!address.success) return;
    setBusy(true);
    setOutcome(null);
    try {
      const { accepted } = await core.call('mail.test', { to: address.data });
      setOutcome({ accepted, to: address.data });
    } catch (error) {
      setOutcome({ error: errorShape(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void send(event)}>
      <fieldset>
        <legend>{t('mail-test.title')}</legend>
        <Field
          className={styles.field}
          data-width="middle"
          label={t('mail-test.to')}
          hint={unsaved ? t('mail-test.save-first') : undefined}
          validationMessage={wrong ? t('field.email') : undefined}
        >
          <Input type="email" value={to} onChange={(_, { value }) => setTo(value)} />
        </Field>
        <div className={styles.testButton}>
          <Button type="submit" disabledFocusable={busy}>
            {t(busy ? 'mail-test.sending' : 'mail-test.send')}
          </Button>
        </div>
        {outcome && (
          <MessageBar intent={'accepted' in outcome && outcome.accepted ? 'success' : 'error'} className={styles.wide}>
            <MessageBarBody>{outcomeText(outcome, texts)}</MessageBarBody>
          </MessageBar>
        )}
      </fieldset>
    </form>
  );
}
