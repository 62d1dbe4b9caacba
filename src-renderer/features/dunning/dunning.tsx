import { Button, Field, MessageBar, MessageBarBody, Select } from '@fluentui/react-components';
import { Send16Regular } from '@fluentui/react-icons/svg/send';
import { useState } from 'react';
import { formatDay } from '../../../src-shared/i18n/index.ts';
import type { Day } from '../../../src-shared/kernel/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay, useSession } from '../../data/session.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './dunning.module.css';
import { Plan } from './plan.tsx';
import { RunDialog } from './run-dialog.tsx';
import { RunResult } from './run-result.tsx';
import { type RunOutcome, useRunDunning } from './use-run-dunning.ts';

/** Tonight's reminders: exactly who would get what, and the run itself. */
export function Dunning() {
  const { t, language } = useTexts();
  const { administrations, today } = useSession();
  const looked = useAdministration();
  const [chosen, setChosen] = useState<string | null>(null);
  const administration = administrations.find(({ id }) => id === chosen) ?? looked ?? administrations[0];
  const [date, setDate] = useState<Day>(today);
  const administrationId = administration?.id ?? '';
  const preview = useCoreQuery('dunning.preview', { administrationId, date }, { enabled: administrationId !== '' });
  const [asking, setAsking] = useState(false);
  const { run, running, outcome, forget } = useRunDunning();
  const status = useCoreQuery('status.get', {});
  const offline = status.data !== undefined && status.data.connection !== 'online';
  const may = useMay(['administrator', 'credit-manager', 'collector'], administrationId);
  const count = preview.data?.messages.length ?? 0;

  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{t('dunning.title')}</h1>
        {preview.data?.lastRunDate && <p>{t('dunning.last-run', { day: formatDay(preview.data.lastRunDate, language) })}</p>}
        <span className={styles.spacer} />
        {administrations.length > 1 && (
          <Field label={t('dunning.administration')} orientation="horizontal" className={styles.field}>
            <Select
              aria-label={t('dunning.administration')}
              value={administrationId}
              onChange={(_, { value }) => {
                setChosen(value);
                forget();
              }}
            >
              {administrations.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field label={{ children: t('dunning.date'), htmlFor: 'dunning-date' }} orientation="horizontal" className={styles.field}>
          <DayField
            id="dunning-date"
            label={t('dunning.date')}
            value={date}
            min={preview.data?.lastRunDate ?? undefined}
            onChange={(next) => {
              setDate(next);
              forget();
            }}
          />
        </Field>
        <Button
          appearance="primary"
          className={styles.send}
          icon={<Send16Regular />}
          disabledFocusable={count === 0 || running || offline || !may}
          title={offline ? t('dunning.needs-server') : may ? undefined : t('error.not-allowed')}
          onClick={() => setAsking(true)}
        >
          {running ? t('dunning.sending') : t('dunning.send', { count })}
        </Button>
      </header>
      <Outcome outcome={outcome} />
      {preview.error && <ErrorState error={preview.error} retry={() => void preview.refetch()} />}
      {preview.isPending && (
        <div className={styles.loading}>
          <Skeleton lines={8} height={24} />
        </div>
      )}
      {preview.data && <Plan key={administrationId} preview={preview.data} />}
      {asking && preview.data && (
        <RunDialog
          preview={preview.data}
          onClose={() => setAsking(false)}
          onConfirm={(planHash) => {
            setAsking(false);
            void run({ administrationId, date, planHash });
          }}
        />
      )}
    </div>
  );
}

function Outcome({ outcome }: { outcome: RunOutcome | null }) {
  const texts = useTexts();
  if (!outcome) return null;
  if (outcome.state === 'sent') return <RunResult sent={outcome} />;
  return (
    <MessageBar intent={outcome.error.code === 'dunning.plan-changed' ? 'warning' : 'error'} className={styles.outcome}>
      <MessageBarBody>{texts.error(outcome.error)}</MessageBarBody>
    </MessageBar>
  );
}
