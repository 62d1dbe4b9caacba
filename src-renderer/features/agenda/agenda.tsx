import { Button, Menu, MenuDivider, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { CalendarAgendaRegular } from '@fluentui/react-icons/svg/calendar-agenda';
import { ChevronDown12Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronLeft20Regular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import { Person16Regular } from '@fluentui/react-icons/svg/person';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AgendaItem } from '../../../src-shared/contract/index.ts';
import { formatDay, formatDayLong } from '../../../src-shared/i18n/index.ts';
import { addDays, type Day } from '../../../src-shared/kernel/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { useStore } from '../../data/store.ts';
import { useGive } from '../../data/undo.tsx';
import { Chip } from '../../ui/chip.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { PostponeDialog } from '../worklist/index.ts';
import styles from './agenda.module.css';
import { AgendaDays, AgendaList } from './agenda-days.tsx';
import { AGENDA_VIEWS, agendaState, daysOf, itemKey, shownRange, stepped } from './agenda-state.ts';

/** What is to happen on which day: actions with their time, promises, instalments, disputes to answer, and tasks. */
export function Agenda() {
  const { t } = useTexts();
  const { today, user } = useSession();
  const administrationId = useAdministration()?.id ?? null;
  const { view, who } = useStore(agendaState);
  const [day, setDay] = useState<Day>(today);
  const [asked, setAsked] = useState<AgendaItem | null>(null);
  const range = useMemo(() => shownRange(view, day), [view, day]);
  const userId = who === 'all' ? null : who === 'me' ? user.id : who;
  const agenda = useCoreQuery('agenda.range', { administrationId, userId, ...range }, { keepPrevious: true });
  const acts = useItemActs(setAsked);
  const step = (by: 1 | -1) => setDay(stepped(view, day, by));
  const back = () => step(-1);
  const forward = () => step(1);
  useShortcuts({ ArrowLeft: back, ArrowRight: forward, '.': () => setDay(today) });
  const items = agenda.data?.items ?? [];

  return (
    <div className={styles.screen}>
      <AgendaHead day={day} onDay={setDay} onStep={step} />
      {agenda.error && <ErrorState error={agenda.error} retry={() => void agenda.refetch()} />}
      {agenda.isPending && (
        <div className={styles.loading}>
          <Skeleton lines={6} height={40} />
        </div>
      )}
      {agenda.data?.more && <p className={styles.more}>{t('agenda.more')}</p>}
      {agenda.data &&
        (view === 'list' ? (
          <AgendaList items={items} acts={acts} />
        ) : (
          <AgendaDays days={daysOf(range)} items={items} acts={acts} onDrop={acts.onDrop} />
        ))}
      {agenda.data && items.length === 0 && view === 'list' && (
        <EmptyState icon={<CalendarAgendaRegular fontSize={32} />} text={t('agenda.empty')}>
          {who === 'me' && <Button onClick={() => agendaState.set({ who: 'all' })}>{t('agenda.show-all')}</Button>}
        </EmptyState>
      )}
      <footer className={styles.keys}>
        <KeyHint>Alt</KeyHint> <KeyHint>←</KeyHint> <KeyHint>→</KeyHint> {t('agenda.keys.move')} <KeyHint>U</KeyHint> {t('agenda.keys.day')}{' '}
        <KeyHint>D</KeyHint> {t('keys.done')} <KeyHint>Enter</KeyHint> {t('keys.open')}
      </footer>
      {asked && (
        <PostponeDialog
          count={1}
          start={{ day: asked.on, time: asked.time }}
          onPostpone={(to, time) => acts.put(asked, to, time)}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

function useItemActs(onAsk: (item: AgendaItem) => void) {
  const { t, language } = useTexts();
  const give = useGive();
  const focusAfter = useFocusAfterMove();
  const put = useCallback(
    (actionId: string, to: Day, dueTime?: string) => {
      const args = { actionId, dueOn: to, ...(dueTime === undefined ? {} : { dueTime }) };
      return give({ name: 'move-action', args }, { done: t('agenda.moved', { day: formatDay(to, language) }), failed: t('agenda.move') });
    },
    [give, t, language],
  );
  return useMemo(
    () => ({
      put: (item: AgendaItem, to: Day, time?: string) => void put(item.id, to, time),
      onDrop: (actionId: string, to: Day) => void put(actionId, to),
      onMove: (item: AgendaItem, by: number) => {
        focusAfter(itemKey(item));
        void put(item.id, addDays(item.on, by));
      },
      onAsk,
      onDone: (item: AgendaItem) => {
        const args = { actionId: item.id };
        void give({ name: 'finish-action', args }, { done: t('worklist.finished', { count: 1 }), failed: t('worklist.done') });
      },
    }),
    [give, put, onAsk, focusAfter, t],
  );
}

/** An item that was moved stands in another column, as another element; the keyboard stays with it. */
function useFocusAfterMove(): (key: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const element = document.querySelector<HTMLElement>(`[data-item="${wanted.current}"]`);
    if (!element || element === document.activeElement) return;
    if (document.activeElement === document.body) element.focus();
  });
  return useCallback((key: string) => {
    wanted.current = key;
  }, []);
}

function AgendaHead({ day, onDay, onStep }: { day: Day; onDay(day: Day): void; onStep(by: 1 | -1): void }) {
  const { t, language } = useTexts();
  const { today } = useSession();
  const { view } = useStore(agendaState);
  const { from, until } = shownRange(view, day);
  const title =
    view === 'day'
      ? formatDayLong(day, language, { weekday: true, year: true })
      : `${formatDayLong(from, language)} – ${formatDayLong(until, language, { year: true })}`;
  return (
    <header className={styles.head}>
      <h1>{t('agenda.title')}</h1>
      <span className={styles.step}>
        <Tooltip relationship="label" content={t('agenda.previous')}>
          <Button appearance="subtle" icon={<ChevronLeft20Regular />} onClick={() => onStep(-1)} />
        </Tooltip>
        <Button onClick={() => onDay(today)}>{t('agenda.today')}</Button>
        <Tooltip relationship="label" content={t('agenda.next')}>
          <Button appearance="subtle" icon={<ChevronRight20Regular />} onClick={() => onStep(1)} />
        </Tooltip>
      </span>
      <p aria-live="polite">{title}</p>
      <span className={styles.spacer} />
      <WhoMenu />
      {AGENDA_VIEWS.map((each) => (
        <Chip key={each} on={each === view} aria-pressed={each === view} onClick={() => agendaState.set({ view: each })}>
          {t(`agenda.view.${each}`)}
        </Chip>
      ))}
    </header>
  );
}

function WhoMenu() {
  const { t } = useTexts();
  const { user, colleagues } = useSession();
  const { who } = useStore(agendaState);
  const others = colleagues.filter(({ id }) => id !== user.id);
  const name =
    who === 'me' ? t('worklist.assignee.me') : who === 'all' ? t('worklist.assignee.all') : others.find(({ id }) => id === who)?.name;
  return (
    <Menu checkedValues={{ who: [who] }} onCheckedValueChange={(_, { checkedItems }) => agendaState.set({ who: checkedItems[0] ?? 'me' })}>
      <MenuTrigger disableButtonEnhancement>
        <Chip>
          <Person16Regular /> {t('agenda.of')} {name ?? t('worklist.assignee.other')} <ChevronDown12Regular />
        </Chip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="who" value="me">
            {t('worklist.assignee.me-long', { name: user.name })}
          </MenuItemRadio>
          {others.map(({ id, name: colleague }) => (
            <MenuItemRadio key={id} name="who" value={id}>
              {colleague}
            </MenuItemRadio>
          ))}
          <MenuDivider />
          <MenuItemRadio name="who" value="all">
            {t('worklist.assignee.all-long')}
          </MenuItemRadio>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
