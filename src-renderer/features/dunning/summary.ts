import type { DunningPreview, PlannedMessage } from '../../../src-shared/contract/index.ts';

export interface StepCount {
  step: number;
  stepName: string;
  messages: number;
}

/** How many messages of each step, in the order of the steps. */
export function countSteps(messages: readonly PlannedMessage[]): StepCount[] {
  const counts = new Map<number, StepCount>();
  for (const { step, stepName } of messages) {
    const count = counts.get(step) ?? { step, stepName, messages: 0 };
    counts.set(step, { ...count, messages: count.messages + 1 });
  }
  return [...counts.values()].sort((a, b) => a.step - b.step);
}

/** Invoices that are asked for; credits in the messages do not count. */
export const countInvoices = (messages: readonly PlannedMessage[]): number =>
  messages.reduce((sum, { lines }) => sum + lines.filter(({ kind }) => kind === 'invoice').length, 0);

/** What stays behind and why: invoices held back within messages, and debtors without any message. */
export function countReasons(preview: DunningPreview): { held: Map<string, number>; skipped: Map<string, number> } {
  const held = new Map<string, number>();
  const skipped = new Map<string, number>();
  for (const message of preview.messages) for (const { reason } of message.held) held.set(reason, (held.get(reason) ?? 0) + 1);
  for (const { reason } of preview.skipped) skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  return { held, skipped };
}
