import { Button, Tooltip } from '@fluentui/react-components';
import { ClipboardTask20Regular } from '@fluentui/react-icons/svg/clipboard-task';
import { goTo } from '../../app/navigation.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import styles from './bell.module.css';

/** The way to the tasks, with the number of what waits for one. */
export function TaskButton() {
  const { t } = useTexts();
  const administrationId = useAdministration()?.id ?? null;
  const counts = useCoreQuery('tasks.counts', { administrationId }, { keepPrevious: true });
  const waiting = counts.data ? counts.data.mine + counts.data.answered : 0;
  return (
    <Tooltip relationship="label" content={t('tasks.count.title', { count: waiting })}>
      <Button
        appearance="subtle"
        className={styles.bell}
        icon={<ClipboardTask20Regular />}
        onClick={() => goTo({ screen: 'tasks', taskId: null })}
      >
        {waiting > 0 && (
          <span className={styles.badge} data-quiet aria-hidden="true">
            {waiting > 99 ? '99+' : waiting}
          </span>
        )}
      </Button>
    </Tooltip>
  );
}
