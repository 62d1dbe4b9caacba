import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Link } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Refusal } from '../../../src-shared/contract/index.ts';
import { formatDay, hasMessage } from '../../../src-shared/i18n/index.ts';
import { isDay } from '../../../src-shared/kernel/index.ts';
import { useCore, useCoreQuery } from '../../data/core-context.tsx';
import { type Texts, useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { openDebtor } from '../navigation.ts';
import styles from './refusals.module.css';

/** Changes the server refused: what was wanted, why not, what is there now, and the user's decision about each. */
export function Refusals({ onClose }: { onClose(): void }) {
  const { t } = useTexts();
  const refusals = useCoreQuery('sync.refusals', {});
  const none = refusals.data?.length === 0;
  useEffect(() => {
    if (none) onClose();
  }, [none, onClose]);
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('refusals.title')}</DialogTitle>
          <DialogContent>
            {refusals.error && <ErrorState error={refusals.error} retry={() => void refusals.refetch()} />}
            <ul className={styles.list}>
              {refusals.data?.map((refusal) => (
                <Item key={refusal.commandId} refusal={refusal} onClose={onClose} />
              ))}
            </ul>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('dialog.close')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Item({ refusal, onClose }: { refusal: Refusal; onClose(): void }) {
  const texts = useTexts();
  const { t } = texts;
  const core = useCore();
  const notify = useNotify();
  const { commandId, debtor } = refusal;
  const key = `command.${refusal.command}`;
  const decide = (call: 'sync.dismiss-refusal' | 'sync.retry-refusal') =>
    core.call(call, { commandId }).catch((error: unknown) => notify.failed(error));
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <strong>{hasMessage(key) ? t(key) : refusal.command}</strong>
        <WhenText at={refusal.refusedAt} withTime />
      </div>
      {debtor && (
        <Link
          onClick={() => {
            onClose();
            openDebtor(debtor.id);
          }}
        >
          {debtor.name} · {debtor.number}
        </Link>
      )}
      <p>{texts.error(refusal.error)}</p>
      {refusal.differences.length > 0 && <Differences refusal={refusal} />}
      <div className={styles.buttons}>
        {refusal.canRetry && (
          <Button size="small" appearance="primary" onClick={() => void decide('sync.retry-refusal')}>
            {t('refusals.retry')}
          </Button>
        )}
        <Button size="small" onClick={() => void decide('sync.dismiss-refusal')}>
          {t('refusals.dismiss')}
        </Button>
      </div>
    </li>
  );
}

/** A value as it is read; what has no form of its own is shown as it is stored. */
function shown(value: unknown, { t, language }: Texts): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return t(value ? 'refusals.yes' : 'refusals.no');
  if (typeof value === 'string') return isDay(value) ? formatDay(value, language) : value;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function Differences({ refusal }: { refusal: Refusal }) {
  const texts = useTexts();
  const { t } = texts;
  const name = (field: string) => {
    const key = `field-name.${field}`;
    return hasMessage(key) ? t(key) : field;
  };
  return (
    <table className={styles.differences}>
      <thead>
        <tr>
          <th scope="col">{t('refusals.field')}</th>
          <th scope="col">{t('refusals.yours')}</th>
          <th scope="col">{t('refusals.current')}</th>
        </tr>
      </thead>
      <tbody>
        {refusal.differences.map(({ field, yours, current }) => (
          <tr key={field}>
            <th scope="row">{name(field)}</th>
            <td>{shown(yours, texts)}</td>
            <td>{shown(current, texts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
