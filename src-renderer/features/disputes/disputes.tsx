import { Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, Tab, TabList } from '@fluentui/react-components';
import { ScalesRegular } from '@fluentui/react-icons/svg/scales';
import { useState } from 'react';
import { addDays } from '../../../src-shared/kernel/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { Board } from './board.tsx';
import { Causes } from './causes.tsx';
import { type BoardFilter, passes } from './columns.ts';
import styles from './disputes.module.css';
import { disputeTypeName } from './type-name.ts';

/** How long a decided dispute stays on the board, days. */
const SHOWN_DAYS = 30;
const everything: BoardFilter = { type: null, owner: null, late: false };

/** All disputes of the organisation: where they stand, whose turn it is, and why they came about. */
export function Disputes() {
  const { t } = useTexts();
  const administrationId = useAdministration()?.id ?? null;
  const { today } = useSession();
  const board = useCoreQuery('disputes.board', { administrationId, decidedSince: addDays(today, -SHOWN_DAYS) }, { keepPrevious: true });
  const counts = useCoreQuery('disputes.counts', { administrationId }, { keepPrevious: true });
  const [shown, setShown] = useState<'board' | 'causes'>('board');
  const [filter, setFilter] = useState(everything);
  const disputes = board.data ?? [];
  const passing = disputes.filter((dispute) => passes(filter, dispute));
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{t('disputes.title')}</h1>
        {counts.data && <p>{t('disputes.summary', { count: counts.data.open, overdue: counts.data.overdue })}</p>}
      </header>
      <div className={styles.toolbar}>
        <TabList selectedValue={shown} onTabSelect={(_, { value }) => setShown(value === 'causes' ? 'causes' : 'board')}>
          <Tab value="board">{t('disputes.board')}</Tab>
          <Tab value="causes">{t('disputes.causes')}</Tab>
        </TabList>
        {shown === 'board' && <Filters filter={filter} onChange={setFilter} disputes={disputes} />}
        {shown === 'board' && <p className={styles.keys}>{t('disputes.keys')}</p>}
      </div>
      {shown === 'causes' && <Causes administrationId={administrationId} />}
      {shown === 'board' && board.error && <ErrorState error={board.error} retry={() => void board.refetch()} />}
      {shown === 'board' && board.isPending && <Skeleton lines={8} height={24} />}
      {shown === 'board' && board.data && passing.length === 0 && (
        <EmptyState icon={<ScalesRegular fontSize={32} />} text={t(disputes.length === 0 ? 'disputes.empty' : 'disputes.empty.filtered')} />
      )}
      {shown === 'board' && passing.length > 0 && <Board disputes={passing} />}
    </div>
  );
}

interface FiltersProps {
  filter: BoardFilter;
  onChange(filter: BoardFilter): void;
  disputes: readonly { type: string; ownerId: string | null; ownerName: string }[];
}

function Filters({ filter, onChange, disputes }: FiltersProps) {
  const texts = useTexts();
  const { t } = texts;
  const { user } = useSession();
  const types = [...new Set(disputes.map(({ type }) => type))].map((type) => ({ id: type, name: disputeTypeName(type, texts) }));
  const names = new Map(disputes.map(({ ownerId, ownerName }) => [ownerId, ownerName]));
  const owners = [...names].flatMap(([id, name]) => (id === null ? [] : [{ id, name }]));
  return (
    <div className={styles.filters}>
      <Chip
        on={filter.owner === user.id}
        aria-pressed={filter.owner === user.id}
        onClick={() => onChange({ ...filter, owner: filter.owner === user.id ? null : user.id })}
      >
        {t('disputes.filter.mine')}
      </Chip>
      <Chip on={filter.late} aria-pressed={filter.late} onClick={() => onChange({ ...filter, late: !filter.late })}>
        {t('disputes.filter.late')}
      </Chip>
      <Choice
        name="type"
        all={t('disputes.filter.type')}
        is={(name) => t('disputes.filter.type-is', { type: name })}
        items={types}
        value={filter.type}
        onChange={(type) => onChange({ ...filter, type })}
      />
      <Choice
        name="owner"
        all={t('disputes.filter.owner')}
        is={(name) => t('disputes.filter.owner-is', { name })}
        items={owners}
        value={filter.owner}
        onChange={(owner) => onChange({ ...filter, owner })}
      />
    </div>
  );
}

interface ChoiceProps {
  name: string;
  all: string;
  is(name: string): string;
  items: readonly { id: string; name: string }[];
  value: string | null;
  onChange(id: string | null): void;
}

const ALL = '';

function Choice({ name, all, is, items, value, onChange }: ChoiceProps) {
  const chosen = items.find(({ id }) => id === value);
  return (
    <Menu
      checkedValues={{ [name]: [value ?? ALL] }}
      onCheckedValueChange={(_, { checkedItems }) => onChange(checkedItems[0] === ALL ? null : (checkedItems[0] ?? null))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Chip on={value !== null}>{chosen ? is(chosen.name) : all}</Chip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name={name} value={ALL}>
            {all}
          </MenuItemRadio>
          {items.map(({ id, name: label }) => (
            <MenuItemRadio key={id} name={name} value={id}>
              {label}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
