import type { DisputeRow } from '../../../src-shared/contract/index.ts';
import type { MessageKey } from '../../../src-shared/i18n/index.ts';

/** The columns of the board, from left to right. */
export const COLUMNS = ['new', 'investigating', 'waiting-debtor', 'to-credit', 'decided'] as const;
export type Column = (typeof COLUMNS)[number];

export const columnTitle: Record<Column, MessageKey> = {
  new: 'dispute.state.new',
  investigating: 'dispute.state.investigating',
  'waiting-debtor': 'dispute.state.waiting-debtor',
  'to-credit': 'dispute.column.to-credit',
  decided: 'dispute.column.decided',
};

/** Where a dispute stands on the board. */
export function columnOf({ state, toCredit }: Pick<DisputeRow, 'state' | 'toCredit'>): Column {
  if (state === 'new' || state === 'investigating' || state === 'waiting-debtor') return state;
  return toCredit > 0 ? 'to-credit' : 'decided';
}

export interface BoardFilter {
  type: string | null;
  /** A user's id. */
  owner: string | null;
  late: boolean;
}

export const passes = ({ type, owner, late }: BoardFilter, dispute: DisputeRow): boolean =>
  (type === null || dispute.type === type) && (owner === null || dispute.ownerId === owner) && (!late || dispute.daysLeft < 0);

/** Disputes by column, those that are due first on top; what is decided newest first. */
export function byColumn(disputes: readonly DisputeRow[]): Record<Column, DisputeRow[]> {
  const columns = Object.fromEntries(COLUMNS.map((column) => [column, [] as DisputeRow[]])) as Record<Column, DisputeRow[]>;
  for (const dispute of disputes) columns[columnOf(dispute)].push(dispute);
  columns.decided.sort((a, b) => ((a.closedOn ?? '') < (b.closedOn ?? '') ? 1 : -1));
  return columns;
}

export type Move = { kind: 'change'; change: object } | { kind: 'decide' } | null;

/** What moving a card to a column means; null where it cannot go. */
export function moveTo(dispute: DisputeRow, to: Column): Move {
  const from = columnOf(dispute);
  if (from === to) return null;
  if (to === 'new' || to === 'investigating' || to === 'waiting-debtor') {
    // What was decided can only be taken up again.
    const state = from === 'to-credit' || from === 'decided' ? 'investigating' : to;
    return { kind: 'change', change: { state } };
  }
  if (from === 'to-credit') return { kind: 'change', change: { credited: true } };
  return from === 'decided' ? null : { kind: 'decide' };
}
