import type { ReactNode } from 'react';
import { formatWhole } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { changeView, type WorklistView } from '../../data/worklist-view.ts';
import { FilterChip } from '../../ui/chip.tsx';

/** One chip for each filter in force, with the cross that lifts it; the chip itself opens the filters. */
export function FilterChips({ view, currency, onOpen }: { view: WorklistView; currency: string; onOpen(): void }) {
  const { t, language } = useTexts();
  const chips: { name: string; value: ReactNode; clear: Partial<WorklistView> }[] = [];
  if (view.minimumDaysOverdue > 0) {
    const value = t('worklist.filter.from-days', { days: view.minimumDaysOverdue });
    chips.push({ name: t('worklist.filter.overdue'), value, clear: { minimumDaysOverdue: 0 } });
  }
  if (view.minimumOverdue > 0) {
    const value = t('worklist.filter.from-amount', { amount: formatWhole(view.minimumOverdue, currency, language) });
    chips.push({ name: t('worklist.filter.amount'), value, clear: { minimumOverdue: 0 } });
  }
  if (view.risks.length > 0) {
    chips.push({ name: t('worklist.filter.risk'), value: view.risks.map((risk) => t(`risk.${risk}`)).join(', '), clear: { risks: [] } });
  }
  if (view.kinds.length > 0) {
    const [first] = view.kinds;
    const value = view.kinds.length === 1 && first ? t(`action.${first}`) : t('worklist.filter.several', { count: view.kinds.length });
    chips.push({ name: t('worklist.filter.kind'), value, clear: { kinds: [] } });
  }
  if (view.text !== '') chips.push({ name: t('worklist.filter.text-is'), value: view.text, clear: { text: '' } });
  return chips.map(({ name, value, clear }) => (
    <FilterChip key={name} clearLabel={t('worklist.filter.clear', { filter: name })} onClear={() => changeView(clear)} onClick={onOpen}>
      <span>
        {name} <strong>{value}</strong>
      </span>
    </FilterChip>
  ));
}
