import { AppError, type Day } from '../kernel/index.ts';
import type { Row } from '../schema/index.ts';
import { loadDunnedGroups } from './dunning-groups.ts';
import {
  type DebtorCase,
  type DebtorPlan,
  type DebtorRows,
  type DunningWorkflow,
  type PlannedMessage,
  planDebtor,
  type SkippedDebtor,
} from './dunning-plan.ts';
import { compareText } from './dunning-plan-lines.ts';
import { Fingerprint } from './fingerprint.ts';
import type { RowReader } from './row-reader.ts';

export interface DunningPlan extends DebtorPlan {
  administrationId: string;
  date: Day;
  /** Changes when anything that a debtor would notice changes. */
  planHash: string;
  /** Asked in all messages, minor units per currency. */
  totals: Record<string, number>;
  lastRunDate: Day | null;
}

const DEBTORS_A_PAGE = 500;

/**
 * What a dunning run of an administration would do on a day. Reads the debtors page by page with only their open
 * documents, so that memory is bounded by the plan and not by the ledger.
 * @throws AppError `not-found` when there is no such administration
 */
export async function loadDunningPlan(reader: RowReader, administrationId: string, date: Day): Promise<DunningPlan> {
  const administration = await reader.get('administrations', administrationId);
  if (!administration) throw new AppError('not-found', { table: 'administrations', id: administrationId });
  const workflowOf = await loadWorkflows(reader, administrationId);
  const messages: PlannedMessage[] = [];
  const skipped: SkippedDebtor[] = [];
  const plan = (subject: DebtorRows & Pick<DebtorCase, 'group'>): void => {
    const workflow = workflowOf(subject.debtor);
    if (!workflow) return;
    const planned = planDebtor({ ...subject, workflow, administrationCurrency: administration.currency }, date);
    messages.push(...planned.messages);
    skipped.push(...planned.skipped);
  };
  const groups = await loadDunnedGroups(reader, administrationId);
  for await (const page of debtorPages(reader, administrationId)) {
    for (const rows of page) if (!groups.keep(rows)) plan(rows);
  }
  for (const group of groups.cases()) plan(group);
  const lastRun = await reader.list('dunningRuns', {
    where: { administrationId },
    orderBy: { column: 'runDate', direction: 'desc' },
    limit: 1,
  });
  messages.sort(byDebtor);
  skipped.sort(byDebtor);
  const planHash = hashOf(administrationId, date, messages, skipped);
  return { administrationId, date, planHash, messages, skipped, totals: totalsOf(messages), lastRunDate: lastRun[0]?.runDate ?? null };
}

/**
 * Debtors with something open, in the order of their ids. The conditions are on ids alone: with the administration
 * in them an engine without statistics picks that index, and reads the whole administration for every page.
 */
async function* debtorPages(reader: RowReader, administrationId: string): AsyncGenerator<DebtorRows[]> {
  let after = '';
  for (;;) {
    const page = await reader.list('debtors', { where: { id: { gt: after } }, orderBy: { column: 'id' }, limit: DEBTORS_A_PAGE });
    const last = page.at(-1);
    if (!last) return;
    const range = { gt: after, lte: last.id };
    const own = page.filter((debtor) => debtor.administrationId === administrationId);
    if (own.length) {
      const invoices = groupByDebtor(await reader.list('invoices', { where: { debtorId: range, open: { not: 0 } } }));
      const contacts = groupByDebtor(await reader.list('contacts', { where: { debtorId: range } }));
      yield own.flatMap((debtor) => {
        const open = invoices.get(debtor.id);
        return open ? [{ debtor, contacts: contacts.get(debtor.id) ?? [], invoices: open }] : [];
      });
    }
    after = last.id;
  }
}

function groupByDebtor<T extends { debtorId: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.debtorId);
    if (group) group.push(row);
    else groups.set(row.debtorId, [row]);
  }
  return groups;
}

/**
 * The workflow that counts for a debtor: its own, else the administration's default. A debtor whose own workflow is
 * switched off is left alone: it was given another treatment than the rest, and that one rests.
 */
export async function loadWorkflows(
  reader: RowReader,
  administrationId: string,
): Promise<(debtor: Row<'debtors'>) => DunningWorkflow | undefined> {
  const workflows = await reader.list('workflows', { where: { administrationId } });
  const steps = await reader.list('workflowSteps', { where: { administrationId }, orderBy: { column: 'position' } });
  const known = new Map(
    workflows.map((workflow) => [
      workflow.id,
      workflow.active && {
        minimumAmount: workflow.minimumAmount,
        steps: steps.filter((step) => step.workflowId === workflow.id),
      },
    ]),
  );
  const defaults = workflows.filter(({ isDefault, active }) => isDefault && active);
  defaults.sort((a, b) => b.version - a.version || compareText(b.id, a.id));
  const fallback = defaults[0] && known.get(defaults[0].id);
  return ({ workflowId }) => {
    const own = workflowId === null ? undefined : known.get(workflowId);
    return (own === undefined ? fallback : own) || undefined;
  };
}

type Planned = { debtorNumber: string; debtorId: string; currency: string };
const byDebtor = (a: Planned, b: Planned): number =>
  compareText(a.debtorNumber, b.debtorNumber) || compareText(a.debtorId, b.debtorId) || compareText(a.currency, b.currency);

function totalsOf(messages: PlannedMessage[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { currency, amount } of messages) totals[currency] = (totals[currency] ?? 0) + amount;
  return totals;
}

function hashOf(administrationId: string, date: Day, messages: PlannedMessage[], skipped: SkippedDebtor[]): string {
  const print = new Fingerprint().add(administrationId).add(date);
  // JSON keeps fields apart; property order is fixed because planDebtor alone makes these objects.
  for (const message of messages) print.add(JSON.stringify(message));
  for (const { debtorId, currency, amount, reason } of skipped) print.add(JSON.stringify([debtorId, currency, amount, reason]));
  return print.digest();
}
