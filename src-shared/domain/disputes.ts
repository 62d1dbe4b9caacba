import type { Day } from '../kernel/index.ts';
import type { DisputeLine, DisputeState, NewRow, Row } from '../schema/index.ts';
import type { RowReader } from './row-reader.ts';
import { addWorkingDays, workingDaysBetween } from './working-days.ts';

/** States in which the debtor has no answer yet. */
export const OPEN_DISPUTE_STATES = ['new', 'investigating', 'waiting-debtor'] as const satisfies readonly DisputeState[];
/** States in which the debtor turned out to be right, wholly or in part. */
const UPHELD_STATES: readonly DisputeState[] = ['upheld', 'partly-upheld'];
const DECIDED: readonly DisputeState[] = ['upheld', 'partly-upheld', 'rejected', 'withdrawn'];

export const isOpenDispute = (state: DisputeState): boolean => (OPEN_DISPUTE_STATES as readonly DisputeState[]).includes(state);

/** Where a dispute may go from where it is. A decided one can only be taken up again. */
const MOVES: Readonly<Record<DisputeState, readonly DisputeState[]>> = {
  new: ['investigating', 'waiting-debtor', ...DECIDED],
  investigating: ['new', 'waiting-debtor', ...DECIDED],
  'waiting-debtor': ['new', 'investigating', ...DECIDED],
  upheld: ['investigating'],
  'partly-upheld': ['investigating'],
  rejected: ['investigating'],
  withdrawn: ['investigating'],
};

export const mayMoveDispute = (from: DisputeState, to: DisputeState): boolean => MOVES[from].includes(to);

/**
 * What of a line may not be dunned, minor units: all of it while the dispute is open; afterwards what the debtor is right
 * about, until that is credited. A debtor who was told that he is right must not get a reminder for it meanwhile.
 */
export function heldOfLine(state: DisputeState, line: DisputeLine): number {
  if (isOpenDispute(state)) return line.amount;
  return UPHELD_STATES.includes(state) && line.creditedOn === undefined ? (line.upheld ?? 0) : 0;
}

/** Held back per invoice by some disputes together. */
export function heldByInvoice(disputes: readonly Pick<Row<'disputes'>, 'state' | 'lines'>[]): Map<string, number> {
  const held = new Map<string, number>();
  for (const { state, lines } of disputes) {
    for (const line of lines) held.set(line.invoiceId, (held.get(line.invoiceId) ?? 0) + heldOfLine(state, line));
  }
  return held;
}

/** What the debtor is right about and has not been credited yet, minor units. */
export const toCredit = ({ state, lines }: Pick<Row<'disputes'>, 'state' | 'lines'>): number =>
  isOpenDispute(state) ? 0 : lines.reduce((sum, line) => sum + heldOfLine(state, line), 0);

/** Last day on which the answer is in time, for a dispute that comes in on a day. */
export const answerByFor = (type: Pick<Row<'disputeTypes'>, 'answerWorkingDays'>, today: Day): Day =>
  addWorkingDays(today, type.answerWorkingDays);

/** Working days left until the answer is due; 0 is today, negative is late. */
export const workingDaysLeft = (answerBy: Day, today: Day): number => workingDaysBetween(today, answerBy);

/** True when the term has run out: the last day itself is still in time. */
export const isTermOver = (answerBy: Day, today: Day): boolean => answerBy < today;

/** Why it came to disputes, as usual in the trade; free words are possible besides. Translated as `root-cause.<key>`. */
export const ROOT_CAUSES = [
  'pricing',
  'order-entry',
  'delivery',
  'quality',
  'invoicing',
  'agreement',
  'payment-unmatched',
  'debtor-mistake',
  'delaying',
] as const;

type TypeDefaults = Pick<NewRow<'disputeTypes'>, 'key' | 'answerWorkingDays' | 'templateKey'>;

/** What debtors usually complain of. Who looks for a payment is sooner done than who waits for a carrier's proof. */
const DEFAULT_TYPES: readonly TypeDefaults[] = [
  { key: 'not-delivered', answerWorkingDays: 5, templateKey: 'dispute.confirmation.not-delivered' },
  { key: 'damaged', answerWorkingDays: 5, templateKey: 'dispute.confirmation.damaged' },
  { key: 'price', answerWorkingDays: 5, templateKey: 'dispute.confirmation.price' },
  { key: 'unknown', answerWorkingDays: 3, templateKey: 'dispute.confirmation' },
  { key: 'already-paid', answerWorkingDays: 3, templateKey: 'dispute.confirmation.already-paid' },
  { key: 'other', answerWorkingDays: 5, templateKey: 'dispute.confirmation' },
];

/** The usual types with ids that every machine finds alike, so that a desktop can use one before the server has made it. */
export function defaultDisputeTypes(administrationId: string): Row<'disputeTypes'>[] {
  return DEFAULT_TYPES.map((type, position) => ({
    id: `${administrationId}:${type.key}`,
    administrationId,
    name: '',
    position: position + 1,
    ownerRule: 'assignee',
    ownerId: null,
    escalateToId: null,
    inPortal: true,
    active: true,
    rowVersion: 0,
    key: type.key,
    templateKey: type.templateKey ?? '',
    answerWorkingDays: type.answerWorkingDays ?? 5,
  }));
}

/** The types of an administration in their order: those it has, and the usual ones of which it has no version of its own. */
export async function loadDisputeTypes(reader: RowReader, administrationId: string): Promise<Row<'disputeTypes'>[]> {
  const stored = await reader.list('disputeTypes', { where: { administrationId } });
  const keys = new Set(stored.map(({ key }) => key));
  const types = [...stored, ...defaultDisputeTypes(administrationId).filter(({ key }) => !keys.has(key))];
  return types.sort((a, b) => a.position - b.position || (a.key < b.key ? -1 : 1));
}
