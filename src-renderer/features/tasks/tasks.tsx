import { Switch, Tab, TabList } from '@fluentui/react-components';
import { ClipboardTaskRegular } from '@fluentui/react-icons/svg/clipboard-task';
import { type KeyboardEvent, useState } from 'react';
import { TASK_SCOPES, type TaskRow } from '../../../src-shared/contract/index.ts';
import { replacePlace } from '../../app/navigation.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { TaskDetail } from './task-detail.tsx';
import { TaskState } from './task-state.tsx';
import styles from './tasks.module.css';

type Scope = (typeof TASK_SCOPES)[number];

/** What colleagues ask each other about customers: to me, by me, or by anybody. */
export function Tasks({ taskId }: { taskId: string | null }) {
  const { t } = useTexts();
  const administrationId = useAdministration()?.id ?? null;
  const [scope, setScope] = useState<Scope>(taskId === null ? 'mine' : 'all');
  const [closed, setClosed] = useState(false);
  const tasks = useCoreQuery('tasks.list', { administrationId, scope, closed }, { keepPrevious: true });
  const rows = tasks.data ?? [];
  const current = rows.find(({ id }) => id === taskId) ?? rows[0];
  const show = (task: TaskRow | undefined) => task && replacePlace({ screen: 'tasks', taskId: task.id });
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{t('tasks.title')}</h1>
      </header>
      <div className={styles.toolbar}>
        <TabList selectedValue={scope} onTabSelect={(_, { value }) => setScope(TASK_SCOPES.find((each) => each === value) ?? 'mine')}>
          {TASK_SCOPES.map((each) => (
            <Tab key={each} value={each}>
              {t(`tasks.${each}`)}
            </Tab>
          ))}
        </TabList>
        <Switch label={t('tasks.closed')} checked={closed} onChange={(_, { checked }) => setClosed(checked)} />
      </div>
      {tasks.error && <ErrorState error={tasks.error} retry={() => void tasks.refetch()} />}
      {tasks.isPending && <Skeleton lines={6} height={24} />}
      {tasks.data && rows.length === 0 && <EmptyState icon={<ClipboardTaskRegular fontSize={32} />} text={t(`tasks.empty.${scope}`)} />}
      {current && (
        <div className={styles.split}>
          <TaskList rows={rows} currentId={current.id} onCurrent={show} label={t(`tasks.${scope}`)} />
          <div className={styles.scroll}>
            <TaskDetail key={current.id} task={current} />
          </div>
        </div>
      )}
    </div>
  );
}

interface TaskListProps {
  rows: readonly TaskRow[];
  currentId: string;
  onCurrent(task: TaskRow | undefined): void;
  label: string;
}

function TaskList({ rows, currentId, onCurrent, label }: TaskListProps) {
  const { t } = useTexts();
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = rows[rows.findIndex(({ id }) => id === currentId) + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    onCurrent(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-task="${next.id}"]`)?.focus();
  };
  return (
    <section className={styles.list} aria-label={label} onKeyDown={move}>
      {rows.map((task) => (
        <button
          key={task.id}
          type="button"
          className={styles.item}
          data-task={task.id}
          tabIndex={task.id === currentId ? 0 : -1}
          aria-current={task.id === currentId || undefined}
          onClick={() => onCurrent(task)}
        >
          <strong>{task.title}</strong>
          <span className={styles.grey}>{task.debtorName}</span>
          <span className={styles.row}>
            <span className={styles.grey}>{t('task.from-to', { from: task.fromName || t('task.system'), to: task.toName })}</span>
            <TaskState task={task} />
          </span>
        </button>
      ))}
    </section>
  );
}
