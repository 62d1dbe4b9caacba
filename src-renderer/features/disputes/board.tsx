import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { DisputeRow } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { openDebtor } from '../../app/navigation.ts';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { SidePane } from '../../ui/pane.tsx';
import { byColumn, COLUMNS, type Column, columnOf, columnTitle, moveTo } from './columns.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { DisputeCard } from './dispute-card.tsx';
import { DisputeDetail } from './dispute-detail.tsx';
import styles from './disputes.module.css';

/** The disputes as cards in columns by where they stand. The arrows choose a card, with Shift they move it; so does dragging. */
export function Board({ disputes }: { disputes: readonly DisputeRow[] }) {
  const { t } = useTexts();
  const columns = byColumn(disputes);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const current = disputes.find(({ id }) => id === currentId) ?? COLUMNS.flatMap((column) => columns[column])[0];
  const { move, deciding, endDeciding } = useMove();
  const board = useRef<HTMLElement>(null);
  const chosenByKey = useRef(false);
  useEffect(() => {
    if (!chosenByKey.current) return;
    chosenByKey.current = false;
    board.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (!current || !(event.target instanceof HTMLElement) || !event.target.matches('[data-dispute]')) return;
    const column = columnOf(current);
    const at = columns[column].indexOf(current);
    const aside = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (event.key === 'Enter') openDebtor(current.debtorId, 'disputes');
    else if (aside !== 0 && event.shiftKey) {
      const to = COLUMNS[COLUMNS.indexOf(column) + aside];
      if (to) move(current, to);
    } else {
      const next = aside === 0 ? vertical(columns[column], at, event.key) : nearest(columns, column, at, aside);
      if (!next) return;
      setCurrentId(next.id);
    }
    chosenByKey.current = true;
    event.preventDefault();
  };

  return (
    <div className={styles.below}>
      <section ref={board} className={styles.board} aria-label={t('disputes.board')} onKeyDown={onKeyDown}>
        {COLUMNS.map((column) => (
          <BoardColumn
            key={column}
            column={column}
            rows={columns[column]}
            currentId={current?.id}
            onCurrent={setCurrentId}
            onDrop={(id) => {
              const dropped = disputes.find((dispute) => dispute.id === id);
              if (dropped) move(dropped, column);
            }}
          />
        ))}
      </section>
      {current && (
        <SidePane name="dispute" label={t('disputes.detail')} width={404}>
          <DisputeDetail key={current.id} dispute={current} showDebtor />
        </SidePane>
      )}
      {deciding && <DecideDialog dispute={deciding} onClose={endDeciding} />}
    </div>
  );
}

const vertical = (rows: readonly DisputeRow[], at: number, key: string): DisputeRow | undefined => {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };
  const step = steps[key];
  return step === undefined ? undefined : rows[at + step];
};

/** The card at the same height in the next column that has any. */
function nearest(columns: Record<Column, DisputeRow[]>, from: Column, at: number, aside: number): DisputeRow | undefined {
  for (let index = COLUMNS.indexOf(from) + aside; index >= 0 && index < COLUMNS.length; index += aside) {
    const rows = columns[COLUMNS[index] as Column];
    if (rows.length > 0) return rows[Math.min(at, rows.length - 1)];
  }
  return undefined;
}

/** Moves a card: at once where nothing more need be known, else by the dialog that asks. */
function useMove() {
  const { t } = useTexts();
  const core = useCore();
  const notify = useNotify();
  const [deciding, setDeciding] = useState<DisputeRow | null>(null);
  const move = (dispute: DisputeRow, to: Column): void => {
    const meant = moveTo(dispute, to);
    if (meant?.kind === 'decide') setDeciding(dispute);
    if (meant?.kind !== 'change') return;
    const expected = [{ table: 'disputes', id: dispute.id, version: dispute.rowVersion }];
    core.command('update-dispute', { disputeId: dispute.id, ...meant.change }, expected).then(
      () => notify.done(t('disputes.moved', { name: dispute.debtorName, state: t(columnTitle[to]) })),
      (error: unknown) => notify.failed(error, t('disputes.detail')),
    );
  };
  return { move, deciding, endDeciding: () => setDeciding(null) };
}

interface BoardColumnProps {
  column: Column;
  rows: readonly DisputeRow[];
  currentId: string | undefined;
  onCurrent(id: string): void;
  onDrop(id: string): void;
}

function BoardColumn({ column, rows, currentId, onCurrent, onDrop }: BoardColumnProps) {
  const { t, language } = useTexts();
  const [over, setOver] = useState(false);
  const sums = new Map<string, number>();
  for (const { currency, amount, toCredit } of rows) {
    sums.set(currency, (sums.get(currency) ?? 0) + (column === 'to-credit' ? toCredit : amount));
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's way; the keyboard has Shift and the arrows
    <div
      className={styles.column}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop(event.dataTransfer.getData('text/plain'));
      }}
    >
      <h2>
        {t(columnTitle[column])} <span className={styles.count}>{rows.length}</span>
        <span className={styles.sum}>{[...sums].map(([currency, minor]) => formatMoney(minor, currency, language)).join(' + ')}</span>
      </h2>
      <ul>
        {rows.map((dispute) => (
          <li key={dispute.id}>
            <DisputeCard dispute={dispute} current={dispute.id === currentId} onCurrent={() => onCurrent(dispute.id)} />
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className={styles.none}>{t('dispute.column.empty')}</p>}
    </div>
  );
}
