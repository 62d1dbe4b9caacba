import type { WorklistGroup } from '../../../src-shared/contract/index.ts';
import { hasMessage } from '../../../src-shared/i18n/index.ts';
import type { Texts } from '../../data/language.tsx';
import type { SignedIn } from '../../data/session.tsx';
import type { WorklistView } from '../../data/worklist-view.ts';

/** What the rows of a group have in common, in words. */
export function groupName(groupBy: WorklistView['groupBy'], value: string, { t }: Texts, session: SignedIn): string {
  if (groupBy === 'age') return t(`worklist.group.days-${value as '0' | '1' | '2' | '3' | '4'}`);
  if (groupBy === 'administration') return session.administrations.find(({ id }) => id === value)?.name ?? value;
  if (groupBy === 'assignee') {
    const none = value === '' ? t('worklist.assignee.nobody-long') : t('worklist.assignee.other');
    return session.colleagues.find(({ id }) => id === value)?.name ?? none;
  }
  const key = groupBy === 'risk' ? `risk.${value}.long` : `action.${value}`;
  return hasMessage(key) ? t(key) : value;
}

/** A group's header: what it is of, and how many. */
export function gridGroups(groupBy: WorklistView['groupBy'], groups: readonly WorklistGroup[], texts: Texts, session: SignedIn) {
  return groups.map(({ value, actions }) => ({
    id: value,
    count: actions,
    label: (
      <>
        {groupName(groupBy, value, texts, session)} <span>{texts.t('worklist.group.count', { count: actions })}</span>
      </>
    ),
  }));
}
