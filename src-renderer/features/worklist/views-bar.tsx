import { Tooltip } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { PersonSwap20Regular } from '@fluentui/react-icons/svg/person-swap';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTexts } from '../../data/language.tsx';
import { useStore } from '../../data/store.ts';
import { chooseView, MINE, ownView, takeOverId, takeOverView, worklistView } from '../../data/worklist-view.ts';
import type { WorklistViews } from './use-views.ts';
import styles from './views-bar.module.css';

/** The ways of looking that are kept, and the lists of absent colleagues, which are to be taken over. */
export function ViewsBar({ views, onSave }: { views: WorklistViews; onSave(): void }) {
  const { t } = useTexts();
  const { viewId } = useStore(worklistView);
  return (
    <div className={styles.bar}>
      <div className={styles.tabs} role="tablist" aria-label={t('worklist.views')} onKeyDown={moveFocus}>
        <View current={viewId === MINE} count={views.mine} onChoose={() => chooseView(MINE, ownView)}>
          {t('worklist.view.mine')}
        </View>
        {views.saved.map(({ id, name, own, count, definition }) => (
          <View
            key={id}
            current={viewId === id}
            count={count}
            title={own ? undefined : t('worklist.view.by-colleague')}
            onChoose={() => chooseView(id, definition)}
          >
            {name}
          </View>
        ))}
        {views.takeOver.map(({ userId, name, count }) => (
          <View
            key={userId}
            warning
            current={viewId === takeOverId(userId)}
            count={count}
            onChoose={() => chooseView(takeOverId(userId), takeOverView(userId))}
          >
            <PersonSwap20Regular /> {t('worklist.view.take-over', { name })}
          </View>
        ))}
      </div>
      <Tooltip relationship="label" content={t('worklist.view.new')}>
        <button type="button" className={styles.add} onClick={onSave}>
          <Add20Regular />
        </button>
      </Tooltip>
    </div>
  );
}

interface ViewProps {
  current: boolean;
  count: number | undefined;
  warning?: boolean;
  title?: string | undefined;
  onChoose(): void;
  children: ReactNode;
}

function View({ current, count, warning = false, title, onChoose, children }: ViewProps) {
  return (
    <button
      type="button"
      role="tab"
      className={styles.view}
      data-warning={warning || undefined}
      aria-selected={current}
      tabIndex={current ? 0 : -1}
      title={title}
      onClick={onChoose}
    >
      {children} {count !== undefined && <span className={styles.count}>{count}</span>}
    </button>
  );
}

/** One tab stop; the arrows go along the views. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.indexOf(document.activeElement as HTMLElement);
  tabs[(at + step + tabs.length) % tabs.length]?.focus();
  event.preventDefault();
}
