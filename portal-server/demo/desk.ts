import { worklistViewSchema } from '../../src-shared/contract/index.ts';
import { addDays, type Day, newId } from '../../src-shared/kernel/index.ts';
import type { WriteTx } from '../storage/store.ts';

interface Desk {
  now: Date;
  today: Day;
  administrationId: string;
  /** Sanne's and Youssef's. */
  users: readonly string[];
}

const VIEWS = [
  { name: 'Hoog risico', definition: { risks: ['high'] } },
  { name: 'Nu bellen', definition: { kinds: ['call'], minimumDaysOverdue: 30 } },
  { name: 'Boven € 10.000', definition: { minimumOverdue: 1_000_000 } },
] as const;

/** How the people of the demo company have set up their desks: Sanne's views, Youssef at home ill, and who gets new customers. */
export async function buildDesk(tx: WriteTx, { now, today, administrationId, users: [sanne = '', youssef = ''] }: Desk): Promise<void> {
  for (const [position, { name, definition }] of VIEWS.entries()) {
    const view = { screen: 'worklist', name, ownerId: sanne, shared: false, position };
    await tx.put('savedViews', { id: newId(now), ...view, definition: worklistViewSchema.parse(definition) });
  }
  await tx.put('absences', {
    id: newId(now),
    userId: youssef,
    substituteId: sanne,
    fromDay: addDays(today, -1),
    untilDay: addDays(today, 5),
  });
  const rules = [
    { rule: { risks: ['high' as const] }, assigneeId: sanne },
    { rule: { nameFrom: 'A', nameTo: 'M' }, assigneeId: sanne },
    { rule: { nameFrom: 'N', nameTo: 'Z' }, assigneeId: youssef },
  ];
  for (const [position, rule] of rules.entries()) {
    await tx.put('assignmentRules', { id: newId(now), administrationId, position, active: true, ...rule });
  }
}
