import { CalendarLtr20Filled, CalendarLtr20Regular } from '@fluentui/react-icons/svg/calendar-ltr';
import { ClipboardTaskListLtr20Filled, ClipboardTaskListLtr20Regular } from '@fluentui/react-icons/svg/clipboard-task-list-ltr';
import { Flow20Filled, Flow20Regular } from '@fluentui/react-icons/svg/flow';
import { Home20Filled, Home20Regular } from '@fluentui/react-icons/svg/home';
import { PersonFeedback20Filled, PersonFeedback20Regular } from '@fluentui/react-icons/svg/person-feedback';
import { Scales20Filled, Scales20Regular } from '@fluentui/react-icons/svg/scales';
import { Send20Filled, Send20Regular } from '@fluentui/react-icons/svg/send';
import { Settings20Filled, Settings20Regular } from '@fluentui/react-icons/svg/settings';
import type { ReactNode } from 'react';
import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import type { Place } from '../navigation.ts';

export interface RailItem {
  id: 'today' | 'worklist' | 'requests' | 'disputes' | 'agenda' | 'workflows' | 'mail' | 'settings';
  label: MessageKey;
  icon: ReactNode;
  /** Filled when it is where you are. */
  currentIcon: ReactNode;
  place: Place;
  atBottom?: boolean;
}

/** What the rail offers: only screens that have data behind them. The order gives Ctrl+1, Ctrl+2 … */
export const railItems: readonly RailItem[] = [
  { id: 'today', label: 'rail.today', icon: <Home20Regular />, currentIcon: <Home20Filled />, place: { screen: 'today' } },
  {
    id: 'worklist',
    label: 'rail.worklist',
    icon: <ClipboardTaskListLtr20Regular />,
    currentIcon: <ClipboardTaskListLtr20Filled />,
    place: { screen: 'worklist' },
  },
  {
    id: 'requests',
    label: 'rail.requests',
    icon: <PersonFeedback20Regular />,
    currentIcon: <PersonFeedback20Filled />,
    place: { screen: 'requests', requestId: null },
  },
  { id: 'disputes', label: 'rail.disputes', icon: <Scales20Regular />, currentIcon: <Scales20Filled />, place: { screen: 'disputes' } },
  {
    id: 'agenda',
    label: 'rail.agenda',
    icon: <CalendarLtr20Regular />,
    currentIcon: <CalendarLtr20Filled />,
    place: { screen: 'agenda' },
  },
  { id: 'workflows', label: 'rail.workflows', icon: <Flow20Regular />, currentIcon: <Flow20Filled />, place: { screen: 'workflows' } },
  { id: 'mail', label: 'rail.mail', icon: <Send20Regular />, currentIcon: <Send20Filled />, place: { screen: 'mail', messageId: null } },
  {
    id: 'settings',
    label: 'rail.settings',
    icon: <Settings20Regular />,
    currentIcon: <Settings20Filled />,
    place: { screen: 'settings', section: 'company' },
    atBottom: true,
  },
];

/** The rail item a place belongs to; a debtor's card belongs to the worklist it is worked from. Tasks are reached from the title bar. */
export function railItemOf(place: Place): RailItem['id'] | undefined {
  if (place.screen === 'debtor') return 'worklist';
  return place.screen === 'tasks' ? undefined : place.screen;
}
