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
import { moveTo } from '../../data/worklist-actions.ts';
import { useWorklistRows, wholePages } from '../../data/worklist-rows.ts';
import { changeView, sortBy, type WorklistView, worklistPosition, worklistScroll, worklistView } from '../../data/worklist-view.ts';
import { Grid } from '../../ui/grid/index.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWidth } from '../../ui/media.ts';
import { SidePane } from '../../ui/pane.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { type DebtorDialog, DebtorDialogs, DebtorPreview } from '../debtor/index.ts';
import { worklistColumns } from './columns.tsx';
import { gridGroups } from './group-label.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { PostponeDialog } from './postpone-dialog.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { Toolbar } from './toolbar.tsx';
import { useActs, type WorklistDialog } from './use-acts.ts';
import { useSelection } from './use-selection.ts';
import { useWorklistViews, type WorklistViews } from './use-views.ts';
import { useWorklistPalette } from './use-worklist-palette.ts';
import { ViewDialog } from './view-dialog.tsx';
import { ViewsBar } from './views-bar.tsx';
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
  const session = useSession();
  const administration = useAdministration();
  const { viewId: _chosen, ...view } = useStore(worklistView);
  const views = useWorklistViews();
  const position = useStore(worklistPosition);
  const [range, setRange] = useState(() => wholePages(position.index, position.index));
  const rows = useWorklistRows(range.first, range.last);
  const selection = useSelection(rows);
  const count = rows.total?.actions ?? 0;
  const current = rows.rowAt(position.index);
  const acts = useActs(rows, selection, current);
  const [debtorDialog, setDebtorDialog] = useState<DebtorDialog | null>(null);
  const [filtersOpen, setFiltersOpen] = useState(false);
  const [hiddenColumns, setHiddenColumns] = useRemembered('worklist.hidden', z.array(z.string()), ['invoices']);
  const list = useRef<HTMLDivElement>(null);
  const width = useWidth(list);

  const currency = administration?.currency ?? session.administrations[0]?.currency ?? 'EUR';
  const columns = useMemo(() => worklistColumns(texts, currency, session.today), [texts, currency, session.today]);
  const hidden = useMemo(() => [...hiddenColumns, ...hiddenFor(width)], [hiddenColumns, width]);
  const groups = useMemo(() => gridGroups(view.groupBy, rows.groups, texts, session), [view.groupBy, rows.groups, texts, session]);
  const onRange = useCallback((first: number, last: number) => {
    const next = wholePages(first, last);
    setRange((range) => (range.first === next.first && range.last === next.last ? range : next));
  }, []);
  const rowId = useCallback((row: WorklistRow) => row.actionId, []);
  const onCurrent = useCallback((index: number) => moveTo(rows, index), [rows]);
  const onOpen = useCallback((row: WorklistRow) => openDebtor(row.debtorId), []);
  const onSort = useCallback((id: string) => SORTABLE[id] && sortBy(SORTABLE[id]), []);
  const isLeaving = useCallback((row: WorklistRow) => acts.leaving.has(row.actionId), [acts.leaving]);

  const down = () => moveTo(rows, position.index + 1);
  const up = () => moveTo(rows, position.index - 1);
  const saveView = useCallback(() => acts.setDialog('save-view'), [acts.setDialog]);
  useShortcuts({
    j: down,
    k: up,
    ArrowDown: down,
    ArrowUp: up,
    Enter: current && (() => openDebtor(current.debtorId)),
    ' ': current && (() => selection.toggle(current)),
    c: current && (() => setDebtorDialog('call')),
    n: current && (() => setDebtorDialog('note')),
    p: current && (() => setDebtorDialog('promise')),
    a: current && (() => setDebtorDialog('action')),
    e: current && acts.email,
    u: () => acts.open('postpone'),
    t: () => acts.open('hand-over'),
    d: acts.finish,
    f: () => setFiltersOpen(true),
    Escape: selection.clear,
  });

  useWorklistPalette(current, {
    call: () => setDebtorDialog('call'),
    note: () => setDebtorDialog('note'),
    plan: () => setDebtorDialog('action'),
    email: acts.email,
    postpone: () => acts.open('postpone'),
    handOver: () => acts.open('hand-over'),
    done: acts.finish,
    filter: () => setFiltersOpen(true),
  });

  return (
    <div className={styles.screen}>
      <div className={styles.main}>
        <WorklistTitle total={rows.total} views={views} onEditView={() => acts.setDialog('edit-view')} />
        <ViewsBar views={views} onSave={saveView} />
        <Toolbar
          currency={currency}
          hiddenColumns={hiddenColumns}
          onHiddenColumns={setHiddenColumns}
          filtersOpen={filtersOpen}
          onFilters={setFiltersOpen}
          onSaveView={views.changed ? saveView : undefined}
        />
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
              groups={groups}
              isLeaving={isLeaving}
              onRange={onRange}
              scroll={rememberedScroll}
              bottomPadding={selection.count > 0 ? 76 : 0}
              empty={rows.total && <NothingToDo />}
              autoFocus
            />
          )}
          {selection.count > 0 && (
            <SelectionBar
              selection={selection}
              onPostpone={() => acts.open('postpone')}
              onHandOver={() => acts.open('hand-over')}
              onDone={acts.finish}
            />
          )}
        </div>
      </div>
      <SidePane name="preview" label={t('worklist.preview')} width={424} minimum={340}>
        {current ? <DebtorPreview debtorId={current.debtorId} actionId={current.actionId} onDialog={setDebtorDialog} /> : null}
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
          action={current}
          dialog={debtorDialog}
          onClose={() => setDebtorDialog(null)}
        />
      )}
      <ActDialogs acts={acts} />
      <ViewDialogs views={views} shown={view} dialog={acts.dialog} onClose={() => acts.setDialog(null)} />
    </div>
  );
}

/** Where the list was, for coming back to it. */
const rememberedScroll = {
  get initial() {
    return worklistScroll.top;
  },
  onScroll: (top: number) => {
    worklistScroll.top = top;
  },
};

function ActDialogs({ acts }: { acts: ReturnType<typeof useActs> }) {
  const close = () => acts.setDialog(null);
  if (acts.dialog === 'postpone') return <PostponeDialog count={acts.count} onPostpone={acts.postpone} onClose={close} />;
  if (acts.dialog === 'hand-over') return <HandOverDialog count={acts.count} onHandOver={acts.handOver} onClose={close} />;
  return null;
}

interface ViewDialogsProps {
  views: WorklistViews;
  shown: WorklistView;
  dialog: WorklistDialog | null;
  onClose(): void;
}

function ViewDialogs({ views, shown, dialog, onClose }: ViewDialogsProps) {
  const { t } = useTexts();
  const { own } = views;
  if (dialog === 'save-view') {
    const save = (view: { name: string; shared: boolean }) => views.save({ ...view, definition: shown });
    return <ViewDialog title={t('worklist.view.new')} name="" shared={false} onSave={save} onClose={onClose} />;
  }
  if (dialog === 'edit-view' && own) {
    const save = (view: { name: string; shared: boolean }) => views.save({ ...view, viewId: own.id, definition: own.definition });
    return <ViewDialog title={t('worklist.view.edit')} name={own.name} shared={own.shared} onSave={save} onClose={onClose} />;
  }
  return null;
}

/** An empty list says whether there is nothing to do, or the filters hide it, or it is still being loaded. */
function NothingToDo() {
  const { t } = useTexts();
  const view = useStore(worklistView);
  const administration = useAdministration();
  const status = useCoreQuery('status.get', {});
  const counts = useCoreQuery('worklist.counts', { administrationId: administration?.id ?? null });
  const filtered = view.minimumDaysOverdue > 0 || view.minimumOverdue > 0 || view.kinds.length + view.risks.length > 0 || view.text !== '';
  const icon = <ClipboardCheckmarkRegular fontSize={32} />;
  if (status.data?.progress) return <EmptyState icon={icon} text={t('worklist.loading')} />;
  if (filtered) {
    return (
      <EmptyState icon={icon} text={t('worklist.empty-filtered')}>
        <Button onClick={() => changeView({ minimumDaysOverdue: 0, minimumOverdue: 0, kinds: [], risks: [], text: '' })}>
          {t('worklist.clear-filters')}
        </Button>
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
