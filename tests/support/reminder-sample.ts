import type { ReminderInput } from '../../portal-server/mail/reminder.ts';
import { DEFAULT_TEMPLATES } from '../../src-shared/domain/default-templates.ts';
import type { Language, MessageLine, Row } from '../../src-shared/schema/index.ts';
import { company } from './dunning-world.ts';

const line = (number: string, dueDate: string, daysOverdue: number, amount: number, asked: number): MessageLine => ({
  invoiceId: number,
  number,
  kind: asked < 0 ? 'credit-note' : 'invoice',
  dueDate,
  daysOverdue,
  amount,
  asked,
  step: 1,
});

/** The reminder of the reference picture: Lindeboer Koffie to Fysiotherapie Oostkade, 10 March 2026. */
export function reminderSample(language: Language, key = 'reminder.friendly', changes: Partial<ReminderInput> = {}): ReminderInput {
  const template = DEFAULT_TEMPLATES.find((words) => words.key === key && words.language === language);
  if (!template) throw new Error(`no template ${key} in ${language}`);
  return {
    template,
    company: { timeZone: 'Europe/Amsterdam', language: 'nl', vatNumber: '', rowVersion: 1, ...company() } as Row<'administrations'>,
    debtor: { number: '20417', name: 'Fysiotherapie Oostkade B.V.' },
    links: { portal: 'https://betalen.lindeboer.example/p/AZ8kq3cvdsGJ0w4eJk2yB6n1Xb0c' },
    message: {
      language,
      currency: 'EUR',
      amount: 78_450,
      facts: {
        runDate: '2026-03-10',
        payBefore: '2026-03-17',
        stepName: key,
        salutation: language === 'nl' ? 'meneer Bouzid' : 'Mr Bouzid',
        portalAccessId: '01a201ae-442c-7856-9d19-f9ce1c1a9b04',
        lines: [
          line('2025-2817', '2026-01-07', 62, 61_240, 41_240),
          line('2026-0142', '2026-02-11', 27, 41_860, 41_860),
          { ...line('2026-0177', '2026-02-20', 18, -4_650, -4_650), description: 'Retour koffiebonen' },
        ],
        held: [{ number: '2026-0298', open: 18_900, reason: 'disputed' }],
      },
    },
    ...changes,
  };
}
