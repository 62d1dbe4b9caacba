import { Button, Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { AppError, errorShape } from '../../../src-shared/kernel/index.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import styles from './settings.module.css';

type Outcome = { accepted: true; to: string } | { accepted: false; error: Pick<AppError, 'code' | 'params'> };

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
      setOutcome(accepted ? { accepted, to: address.data } : { accepted, error: new AppError('mail.refused') });
    } catch (error) {
      setOutcome({ accepted: false, error: errorShape(error) });
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
          <MessageBar intent={outcome.accepted ? 'success' : 'error'} className={styles.wide}>
            <MessageBarBody>{outcome.accepted ? t('mail-test.accepted', { to: outcome.to }) : texts.error(outcome.error)}</MessageBarBody>
          </MessageBar>
        )}
      </fieldset>
    </form>
  );
}
