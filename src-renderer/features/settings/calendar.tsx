import { Button, Checkbox, Input } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons/svg/copy';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useMay } from '../../data/session.tsx';
import { useGive } from '../../data/undo.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { AdministrationChoice, useAdministrationChoice } from './administration-choice.tsx';
import styles from './settings.module.css';

/** One's own agenda in one's own calendar program, and what of it may leave the house. */
export function CalendarSettings() {
  const { t } = useTexts();
  const choice = useAdministrationChoice();
  const { administrationId } = choice;
  const address = useCoreQuery('calendar.address', {});
  const give = useGive();
  const save = (on: boolean) =>
    void give(
      { name: 'save-calendar-feed', args: { administrationId, on } },
      { done: t(on ? 'calendar.made' : 'calendar.ended'), failed: t('settings.calendar') },
    );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2>{t('settings.calendar')}</h2>
      </header>
      <p className={styles.intro}>{t('settings.calendar.intro')}</p>
      {address.error && <ErrorState error={address.error} retry={() => void address.refetch()} />}
      {address.isPending && <Skeleton lines={2} height={30} />}
      {address.data && (address.data.url === null ? <NoFeed onMake={() => save(true)} /> : <Feed url={address.data.url} onSave={save} />)}
      <Names {...choice} />
    </div>
  );
}

function NoFeed({ onMake }: { onMake(): void }) {
  const { t } = useTexts();
  return (
    <div className={styles.saveRow}>
      <Button appearance="primary" onClick={onMake}>
        {t('calendar.make')}
      </Button>
    </div>
  );
}

function Feed({ url, onSave }: { url: string; onSave(on: boolean): void }) {
  const { t } = useTexts();
  const notify = useNotify();
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => notify.done(t('calendar.copied')),
      (error: unknown) => notify.failed(error, t('calendar.copy')),
    );
  return (
    <>
      <div className={styles.address}>
        <Input aria-label={t('calendar.address')} readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
        <Button icon={<Copy16Regular />} onClick={() => void copy()}>
          {t('calendar.copy')}
        </Button>
      </div>
      <p className={styles.intro}>{t('calendar.secret')}</p>
      <div className={styles.saveRow}>
        <Button onClick={() => onSave(true)}>{t('calendar.renew')}</Button>
        <Button onClick={() => onSave(false)}>{t('calendar.end')}</Button>
      </div>
    </>
  );
}

function Names(choice: ReturnType<typeof useAdministrationChoice>) {
  const { t } = useTexts();
  const { administrationId } = choice;
  const editable = useMay(['administrator', 'credit-manager'], administrationId);
  const settings = useCoreQuery('settings.calendar', { administrationId }, { enabled: administrationId !== '' });
  const give = useGive();
  const save = (names: boolean) =>
    void give(
      { name: 'save-administration-settings', args: { administrationId, key: 'calendar', value: { names } } },
      { done: t('settings.saved'), failed: t('settings.calendar') },
    );
  if (!settings.data) return null;
  return (
    <section className={styles.names}>
      <header className={styles.head}>
        <h2>{t('calendar.names-title')}</h2>
        <AdministrationChoice {...choice} />
      </header>
      <Checkbox
        label={t('calendar.names')}
        checked={settings.data.names}
        disabled={!editable}
        onChange={(_, { checked }) => save(checked === true)}
      />
      <p className={styles.intro}>{t('calendar.names-hint')}</p>
    </section>
  );
}
