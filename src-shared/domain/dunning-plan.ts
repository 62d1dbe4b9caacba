import { currencyDecimals, type Day, mulDiv } from '../kernel/index.ts';
import type { Channel, Language, Row } from '../schema/index.ts';
import {
  byDueDate,
  type Claim,
  claimOf,
  compareText,
  type HeldPart,
  type HoldReason,
  lineOf,
  type PlannedLine,
} from './dunning-plan-lines.ts';
import { recipientOf, whyUnreachable } from './recipient.ts';

export { type HeldPart, HOLD_REASONS, type HoldReason, type PlannedLine } from './dunning-plan-lines.ts';

/** Why a debtor with something due gets no message although nothing of it is held back. */
export const SKIP_REASONS = [
  'no-email',
  'do-not-contact',
  'address-bounced',
  'below-minimum',
  'credit-covers',
  'channel-not-available',
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Steps on another channel wait: their invoices are only shown in messages of steps before them. */
const AVAILABLE_CHANNELS: readonly Channel[] = ['email'];

/** A workflow with its steps by position. */
export interface DunningWorkflow {
  minimumAmount: number;
  steps: readonly Row<'workflowSteps'>[];
}

/** All that counts for one debtor: its contacts and its documents with something open. */
export interface DebtorCase {
  debtor: Row<'debtors'>;
  contacts: readonly Row<'contacts'>[];
  invoices: readonly Row<'invoices'>[];
  workflow: DunningWorkflow;
  /** Set when debtors of a group are dunned as one: the documents are all of theirs, `debtor` is the one that is written to. */
  group?: { id: string; blockedDebtorIds: ReadonlySet<string> };
  /** Currency of the administration, in which the workflow's minimum is. */
  administrationCurrency: string;
}

/** A debtor with its rows, before its workflow is known. */
export type DebtorRows = Pick<DebtorCase, 'debtor' | 'contacts' | 'invoices'>;

export interface PlannedMessage {
  debtorId: string;
  debtorNumber: string;
  debtorName: string;
  /** The group whose debtors this message is about; null when it is about the one debtor. */
  groupId: string | null;
  recipient: string;
  recipientName: string;
  /** As it follows "Beste"; empty when no person is known. */
  salutation: string;
  language: Language;
  channel: Channel;
  step: number;
  stepName: string;
  templateKey: string;
  termDays: number;
  currency: string;
  /** Sum of what the lines ask; always above zero. */
  amount: number;
  lines: PlannedLine[];
  held: HeldPart[];
}

export interface SkippedDebtor {
  debtorId: string;
  debtorNumber: string;
  debtorName: string;
  currency: string;
  amount: number;
  reason: SkipReason | HoldReason;
}

export interface DebtorPlan {
  messages: PlannedMessage[];
  skipped: SkippedDebtor[];
}

/**
 * Who of one debtor's documents is dunned on a day: at most one message per currency, with everything that is overdue
 * in it, at the highest step any of it has reached. An invoice that is overdue but whose next step is not due yet is
 * shown and asked for, and stays at its step.
 */
export function planDebtor(subject: DebtorCase, date: Day): DebtorPlan {
  const plan: DebtorPlan = { messages: [], skipped: [] };
  const { debtor, workflow, group } = subject;
  const isBlocked = ({ debtorId }: Row<'invoices'>): boolean => (group ? group.blockedDebtorIds.has(debtorId) : debtor.blocked);
  const claims = subject.invoices.map((invoice) => claimOf(invoice, isBlocked(invoice), workflow.steps, date)).sort(byDueDate);
  const currencies = [...new Set(claims.filter((claim) => claim.due).map((claim) => claim.invoice.currency))].sort(compareText);
  for (const currency of currencies) {
    const result = planCurrency(
      subject,
      currency,
      claims.filter((claim) => claim.invoice.currency === currency),
    );
    if ('reason' in result) plan.skipped.push(result);
    else plan.messages.push(result);
  }
  return plan;
}

function planCurrency(subject: DebtorCase, currency: string, claims: Claim[]): PlannedMessage | SkippedDebtor {
  const skip = (reason: SkippedDebtor['reason'], amount: number): SkippedDebtor => ({
    ...identity(subject.debtor),
    currency,
    amount,
    reason,
  });
  const triggers = claims.filter((claim) => claim.due && claim.asked > 0);
  if (!triggers.length) return skip(...mainHold(claims));
  const available = triggers.filter((claim) => claim.due && AVAILABLE_CHANNELS.includes(claim.due.channel));
  if (!available.length) return skip('channel-not-available', sum(triggers.map((claim) => claim.asked)));
  const lines = linesOf(claims, available);
  const amount = sum(lines.map((line) => line.asked));
  if (amount <= 0) return skip('credit-covers', amount);
  if (amount < minimumIn(currency, subject)) return skip('below-minimum', amount);
  const recipient = recipientOf(subject.debtor, subject.contacts);
  if (!recipient) return skip(whyUnreachable(subject.debtor, subject.contacts), amount);
  const overdue = claims.filter((claim) => claim.daysOverdue > 0 || claim.due);
  const held = overdue.flatMap((claim) => claim.held);
  const groupId = subject.group?.id ?? null;
  return { ...identity(subject.debtor), groupId, ...recipient, ...stepOf(lines, subject.workflow), currency, amount, lines, held };
}

/** What is overdue or triggers the message, then what is deducted from it; `claims` come in reading order. */
function linesOf(claims: Claim[], triggers: Claim[]): PlannedLine[] {
  const triggering = new Set(triggers);
  const asked = claims.filter((claim) => claim.asked > 0 && (claim.daysOverdue > 0 || triggering.has(claim)));
  const deducted = claims.filter((claim) => claim.asked < 0);
  return [...asked, ...deducted].map((claim) =>
    lineOf(claim, triggering.has(claim) && claim.due ? claim.due.position : claim.invoice.stepReached),
  );
}

/** The highest step that the message's invoices have reached and that can be sent. */
function stepOf(lines: PlannedLine[], { steps }: DunningWorkflow) {
  const reached = Math.max(...lines.filter((line) => line.asked > 0).map((line) => line.step));
  const step = steps.filter(({ position, channel }) => position <= reached && AVAILABLE_CHANNELS.includes(channel)).at(-1);
  if (!step) throw new Error('invariant: a message has a step that can be sent');
  return { step: step.position, stepName: step.name, channel: step.channel, templateKey: step.templateKey, termDays: step.termDays };
}

/** The reason that holds back most of what would have been dunned. */
function mainHold(claims: Claim[]): [HoldReason, number] {
  const parts = claims.filter((claim) => claim.due).flatMap((claim) => claim.held);
  const largest = parts.reduce((a, b) => (b.open > a.open ? b : a));
  return [largest.reason, sum(parts.map((part) => part.open))];
}

/**
 * The workflow's minimum for a message in a currency. For another currency than the administration's it is the same
 * number of that currency's units (a minimum of € 10.00 is ¥ 10 and $ 10.00): no exchange rate decides who is dunned.
 */
function minimumIn(currency: string, { workflow, administrationCurrency }: DebtorCase): number {
  if (currency === administrationCurrency) return workflow.minimumAmount;
  return mulDiv(workflow.minimumAmount, 10 ** currencyDecimals(currency), 10 ** currencyDecimals(administrationCurrency));
}

const identity = ({ id, number, name }: Row<'debtors'>) => ({ debtorId: id, debtorNumber: number, debtorName: name });

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);
