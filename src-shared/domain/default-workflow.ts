import { currencyDecimals } from '../kernel/index.ts';
import type { NewRow } from '../schema/index.ts';
import { DEFAULT_TEMPLATES } from './default-templates.ts';

export interface WorkflowRows {
  workflows: NewRow<'workflows'>[];
  workflowSteps: NewRow<'workflowSteps'>[];
  templates: NewRow<'templates'>[];
}

/** Whole units of the administration's currency below which nothing is sent. */
const MINIMUM_UNITS = 5;

const STEPS = [
  { name: 'reminder.friendly', daysAfterDue: 5, daysAfterPrevious: 0, termDays: 7 },
  { name: 'reminder', daysAfterDue: 19, daysAfterPrevious: 10, termDays: 7 },
  { name: 'demand.final', daysAfterDue: 33, daysAfterPrevious: 10, termDays: 7 },
] as const;

/**
 * The workflow a new administration starts with: friendly reminder, second reminder and final demand, all by e-mail
 * and without costs, with their words in Dutch and English. Rows to put, in an order that needs no other.
 */
export function defaultWorkflowRows(newId: () => string, administrationId: string, currency = 'EUR'): WorkflowRows {
  const workflowId = newId();
  const minimumAmount = MINIMUM_UNITS * 10 ** currencyDecimals(currency);
  return {
    workflows: [{ id: workflowId, administrationId, name: 'Standaard', isDefault: true, active: true, minimumAmount }],
    workflowSteps: STEPS.map((step, index) => ({
      id: newId(),
      administrationId,
      workflowId,
      position: index + 1,
      channel: 'email',
      templateKey: step.name,
      ...step,
    })),
    templates: DEFAULT_TEMPLATES.map((template) => ({ id: newId(), administrationId, channel: 'email', ...template })),
  };
}
