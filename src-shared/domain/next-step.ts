import { addDays, type Day } from '../kernel/index.ts';
import { loadWorkflows } from './dunning-inputs.ts';
import { planDebtor } from './dunning-plan.ts';
import type { RowReader } from './row-reader.ts';

export interface NextStep {
  on: Day;
  stepName: string;
  /** Invoices that will be asked for. */
  invoices: number;
  amount: number;
  currency: string;
  /** Invoices that stay out of it. */
  held: number;
}

/** Further ahead too much changes for a forecast to mean anything. */
const HORIZON_DAYS = 60;

/** What the workflow will send a debtor by itself, from a day on, when nobody does anything; null when nothing within two months. */
export async function nextStep(reader: RowReader, debtorId: string, from: Day): Promise<NextStep | null> {
  const debtor = await reader.get('debtors', debtorId);
  const administration = debtor && (await reader.get('administrations', debtor.administrationId));
  const workflow = administration && (await loadWorkflows(reader, administration.id))(debtor);
  if (!workflow) return null;
  const invoices = await reader.list('invoices', { where: { debtorId, open: { not: 0 } } });
  const contacts = await reader.list('contacts', { where: { debtorId } });
  const subject = { debtor, contacts, invoices, workflow, administrationCurrency: administration.currency };
  for (let ahead = 0; ahead <= HORIZON_DAYS; ahead += 1) {
    const on = addDays(from, ahead);
    const [message] = planDebtor(subject, on).messages;
    if (!message) continue;
    const asked = message.lines.filter((line) => line.asked > 0).length;
    return {
      on,
      stepName: message.stepName,
      invoices: asked,
      amount: message.amount,
      currency: message.currency,
      held: message.held.length,
    };
  }
  return null;
}
