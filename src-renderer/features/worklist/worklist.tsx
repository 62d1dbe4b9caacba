import { Button } from '@fluentui/react-components';
import { ClipboardCheckmarkRegular } from '@fluentui/react-icons/svg/clipboard-checkmark';
import { useCallback, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import type { WorklistRow } from '../../../src-shared/contract/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useRemembered } from '../../data/memory.ts';
import { useSession } from '../../data/session.tsx';
import { useStore } from '../../data/store.ts';
import { moveTo, useFinishActions, useLeaving } from '../../data/worklist-actions.ts';
import { useWorklistRows, wholePages } from '../../data/worklist-rows.ts';
import { changeView, sortBy, worklistPosition, worklistScroll, worklistView } from '../../data/worklist-view.ts';
import { Grid } from '../../ui/grid/index.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWidth } from '../../ui/media.ts';
import { useNotify } from '../../ui/notify.tsx';
import { SidePane } from '../../ui/pane.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { type DebtorDialog, DebtorDialogs, DebtorPreview } from '../debtor/index.ts';
import { worklistColumns } from './columns.tsx';
import { ConfirmFinish, SelectionBar } from './selection-bar.tsx';
import { Toolbar } from './toolbar.tsx';
import { useSelection } from './use-selection.ts';
import styles from './worklist.module.css';
import { WorklistTitle } from './worklist-title.tsx';

const SORTABLE: Record<string, Parameters<typeof sortBy>[0]> = {
  priority: 'priority',
  name: 'name',
  oldest: 'oldest',
  overdue: 'overdue',
  open: 'open',
  invoices: 'invoices',
};

/** Below these widths a column gives its room to the names: first risk, then open. */
const hiddenFor = (width: number): string[] => (width === 0 ? [] : width < 760 ? ['risk', 'open'] : width < 850 ? ['risk'] : []);

/** The collector's actions in order of priority, with the debtor beside them. */
export function Worklist() {
  const texts = useTexts();
  const { t } = texts;
  const { today, administrations } = useSession();
  const administration = useAdministration();
  const notify = useNotify();
  const view = useStore(worklistView);
  const position = useStore(worklistPosition);
  const [range, setRange] = useState(() => wholePages(position.index, position.index));
  const rows = useWorklistRows(range.first, range.last);
  const leaving = useLeaving();
  const { finish } = useFinishActions();
  const selection = useSelection(rows);
  const [dialog, setDialog] = useState<DebtorDialog | null>(null);
  const [confirming, setConfirming] = useState(false);
  const [hiddenColumns, setHiddenColumns] = useRemembered('worklist.hidden', z.array(z.string()), ['invoices']);
  const textBox = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const width = useWidth(list);

  const currency = administration?.currency ?? administrations[0]?.currency ?? 'EUR';
  const columns = useMemo(() => worklistColumns(texts, currency, today), [texts, currency, today]);
  const hidden = useMemo(() => [...hiddenColumns, ...hiddenFor(width)], [hiddenColumns, width]);
  const onRange = useCallback((first: number, last: number) => {
    const next = wholePages(first, last);
    setRange((range) => (range.first === next.first && range.last === next.last ? range : next));
  }, []);
  const rowId = useCallback((row: WorklistRow) => row.actionId, []);
  const onCurrent = useCallback((index: number) => moveTo(rows, index), [rows]);
  const onOpen = useCallback((row: WorklistRow) => openDebtor(row.debtorId), []);
  const onSort = useCallback((id: string) => SORTABLE[id] && sortBy(SORTABLE[id]), []);
  const scroll = useMemo(
    () => ({
      initial: worklistScroll.top,
      onScroll: (top: number) => {
        worklistScroll.top = top;
      },
    }),
    [],
  );

  const isLeaving = useCallback((row: WorklistRow) => leaving.has(row.actionId), [leaving]);

  const count = rows.total?.actions ?? 0;
  const current = rows.rowAt(position.index);
  const done = (ids: readonly string[]) => finish(ids).catch((error: unknown) => notify.failed(error, t('worklist.done')));
  const finishCurrent = () => {
    if (selection.count > 0) {
      setConfirming(true);
      return;
    }
    if (!current || leaving.has(current.actionId)) return;
    moveTo(rows, position.index + 1 < count ? position.index + 1 : position.index - 1);
    void done([current.actionId]);
  };
  const down = () => moveTo(rows, position.index + 1);
  const up = () => moveTo(rows, position.index - 1);
  useShortcuts({
    j: down,
    k: up,
    ArrowDown: down,
    ArrowUp: up,
    Enter: current && (() => openDebtor(current.debtorId)),
    ' ': current && (() => selection.toggle(current)),
    c: current && (() => setDialog('call')),
    n: current && (() => setDialog('note')),
    p: current && (() => setDialog('promise')),
    d: finishCurrent,
    f: () => textBox.current?.focus(),
    Escape: selection.clear,
  });

  return (
    <div className={styles.screen}>
      <div className={styles.main}>
        <WorklistTitle total={rows.total} />
        <Toolbar textBox={textBox} hiddenColumns={hiddenColumns} onHiddenColumns={setHiddenColumns} />
        <div ref={list} className={styles.list}>
          {rows.error && !rows.total ? (
            <ErrorState error={rows.error} retry={rows.retry} />
          ) : (
            <Grid
              label={t('worklist.title')}
              columns={columns}
              hidden={hidden}
              count={count}
              rowAt={rows.rowAt}
              rowId={rowId}
              currentIndex={position.index}
              onCurrent={onCurrent}
              onOpen={onOpen}
              selection={selection.grid}
              sort={{ id: view.sort, direction: view.direction, onSort }}
              isLeaving={isLeaving}
              onRange={onRange}
              scroll={scroll}
              bottomPadding={selection.count > 0 ? 76 : 0}
              empty={rows.total && <NothingToDo />}
              autoFocus
            />
          )}
          {selection.count > 0 && <SelectionBar selection={selection} onDone={() => setConfirming(true)} />}
        </div>
      </div>
      <SidePane name="preview" label={t('worklist.preview')} width={424} minimum={340}>
        {current ? <DebtorPreview debtorId={current.debtorId} onDialog={setDialog} /> : null}
        <p className={styles.keys}>
          <KeyHint>J</KeyHint> <KeyHint>K</KeyHint> {t('keys.browse')} <KeyHint>Enter</KeyHint> {t('keys.open')}{' '}
          <KeyHint>{t('key.space')}</KeyHint> {t('keys.select')}
        </p>
      </SidePane>
      {current && (
        <DebtorDialogs
          debtorId={current.debtorId}
          debtorName={current.debtorName}
          administrationId={current.administrationId}
          dialog={dialog}
          onClose={() => setDialog(null)}
        />
      )}
      {confirming && (
        <ConfirmFinish
          count={selection.count}
          onClose={() => setConfirming(false)}
          onConfirm={() => {
            setConfirming(false);
            void done(selection.ids());
            selection.clear();
          }}
        />
      )}
    </div>
  );
}

/** An empty list says whether there is nothing to do, or the filters hide it, or it is still being loaded. */
function NothingToDo() {
  const { t } = useTexts();
  const view = useStore(worklistView);
  const administration = useAdministration();
  const status = useCoreQuery('status.get', {});
  const counts = useCoreQuery('worklist.counts', { administrationId: administration?.id ?? null });
  const filtered = view.minimumDaysOverdue > 0 || view.text !== '';
  const icon = <ClipboardCheckmarkRegular fontSize={32} />;
  if (status.data?.progress) return <EmptyState icon={icon} text={t('worklist.loading')} />;
  if (filtered) {
    return (
      <EmptyState icon={icon} text={t('worklist.empty-filtered')}>
        <Button onClick={() => changeView({ minimumDaysOverdue: 0, text: '' })}>{t('worklist.clear-filters')}</Button>
      </EmptyState>
    );
  }
  const others = counts.data?.all ?? 0;
  return (
    <EmptyState icon={icon} text={t('worklist.empty')}>
      {view.assignee !== 'all' && others > 0 && (
        <Button onClick={() => changeView({ assignee: 'all' })}>{t('worklist.show-all', { count: others })}</Button>
      )}
    </EmptyState>
  );
}
