import { loadAssignment } from '../../src-shared/domain/debtor-rule.ts';
import { BATCH } from './apply-debtors.ts';
import type { ImportContext } from './ledger-writer.ts';

/** Gives the debtors that this import made to whom the assignment rules name; with all that they owe, which rules may ask. */
export async function assignNew({ tx, administration, newDebtorIds }: ImportContext): Promise<void> {
  const assignment = await loadAssignment(tx, administration.id);
  if (assignment.empty) return;
  for (let at = 0; at < newDebtorIds.length; at += BATCH) {
    const debtors = await tx.list('debtors', { where: { id: { in: newDebtorIds.slice(at, at + BATCH) } } });
    for (const debtor of debtors) {
      const assigneeId = await assignment.of(debtor);
      if (assigneeId !== null) await tx.put('debtors', { ...debtor, assigneeId });
    }
  }
}
