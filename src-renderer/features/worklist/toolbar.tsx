import {
  Button,
  Input,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { Add12Regular } from '@fluentui/react-icons/svg/add';
import { ArrowSort20Regular } from '@fluentui/react-icons/svg/arrow-sort';
import { ChevronDown12Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ColumnTriple20Regular } from '@fluentui/react-icons/svg/column-triple';
import { Filter16Regular } from '@fluentui/react-icons/svg/filter';
import { Person16Regular } from '@fluentui/react-icons/svg/person';
import { memo, type RefObject, useEffect, useState } from 'react';
import { WORKLIST_SORTS } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { useStore } from '../../data/store.ts';
import { changeView, firstDirection, type WorklistView, worklistView } from '../../data/worklist-view.ts';
import { Chip, FilterChip } from '../../ui/chip.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { OPTIONAL_COLUMNS } from './columns.tsx';
import styles from './toolbar.module.css';

const OVERDUE_CHOICES = [1, 7, 14, 30, 60, 90] as const;

interface ToolbarProps {
  textBox: RefObject<HTMLInputElement | null>;
  hiddenColumns: readonly string[];
  onHiddenColumns(hidden: string[]): void;
}

/** Filters and order of the worklist. */
export const Toolbar = memo(function Toolbar({ textBox, hiddenColumns, onHiddenColumns }: ToolbarProps) {
  const view = useStore(worklistView);
  return (
    <div className={styles.toolbar} role="toolbar">
      <AssigneeFilter view={view} />
      <OverdueFilter view={view} />
      <TextFilter view={view} box={textBox} />
      <span className={styles.spacer} />
      <SortMenu view={view} />
      <ColumnMenu hidden={hiddenColumns} onHidden={onHiddenColumns} />
    </div>
  );
});

function AssigneeFilter({ view }: { view: WorklistView }) {
  const { t } = useTexts();
  const { user, colleagues } = useSession();
  const others = colleagues.filter(({ id }) => id !== user.id);
  const name = view.assignee === 'me' ? t('worklist.assignee.me') : others.find(({ id }) => id === view.assignee)?.name;
  const choose = (assignee: string) => changeView({ assignee });
  return (
    <Menu checkedValues={{ assignee: [view.assignee] }} onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0] ?? 'all')}>
      {view.assignee === 'all' ? (
        <MenuTrigger disableButtonEnhancement>
          <Chip dashed>
            <Person16Regular /> {t('worklist.filter.assignee')} {t('worklist.assignee.all')} <ChevronDown12Regular />
          </Chip>
        </MenuTrigger>
      ) : (
        <MenuTrigger disableButtonEnhancement>
          {(trigger) => (
            <FilterChip
              {...trigger}
              clearLabel={t('worklist.filter.clear', { filter: t('worklist.filter.assignee') })}
              onClear={() => choose('all')}
            >
              <Person16Regular />
              <span>
                {t('worklist.filter.assignee')} <strong>{name ?? t('worklist.assignee.other')}</strong>
              </span>
            </FilterChip>
          )}
        </MenuTrigger>
      )}
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="assignee" value="me">
            {t('worklist.assignee.me-long', { name: user.name })}
          </MenuItemRadio>
          {others.map(({ id, name: colleague }) => (
            <MenuItemRadio key={id} name="assignee" value={id}>
              {colleague}
            </MenuItemRadio>
          ))}
          <MenuDivider />
          <MenuItemRadio name="assignee" value="all">
            {t('worklist.assignee.all-long')}
          </MenuItemRadio>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function OverdueFilter({ view }: { view: WorklistView }) {
  const { t } = useTexts();
  const days = view.minimumDaysOverdue;
  return (
    <Menu
      checkedValues={{ days: [String(days)] }}
      onCheckedValueChange={(_, { checkedItems }) => changeView({ minimumDaysOverdue: Number(checkedItems[0] ?? 0) })}
    >
      {days === 0 ? (
        <MenuTrigger disableButtonEnhancement>
          <Chip dashed>
            <Add12Regular /> {t('worklist.filter.overdue')}
          </Chip>
        </MenuTrigger>
      ) : (
        <MenuTrigger disableButtonEnhancement>
          {(trigger) => (
            <FilterChip
              {...trigger}
              clearLabel={t('worklist.filter.clear', { filter: t('worklist.filter.overdue') })}
              onClear={() => changeView({ minimumDaysOverdue: 0 })}
            >
              <span>
                {t('worklist.filter.overdue')} <strong>{t('worklist.filter.from-days', { days })}</strong>
              </span>
            </FilterChip>
          )}
        </MenuTrigger>
      )}
      <MenuPopover>
        <MenuList>
          <MenuItemRadio name="days" value="0">
            {t('worklist.filter.any-age')}
          </MenuItemRadio>
          {OVERDUE_CHOICES.map((choice) => (
            <MenuItemRadio key={choice} name="days" value={String(choice)}>
              {t('worklist.filter.from-days', { days: choice })}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Asked of the core once the typing pauses. */
const PAUSE_MS = 150;

function TextFilter({ view, box }: { view: WorklistView; box: RefObject<HTMLInputElement | null> }) {
  const { t } = useTexts();
  const [text, setText] = useState(view.text);
  useEffect(() => {
    if (text === view.text) return;
    const timer = setTimeout(() => changeView({ text }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, view.text]);
  return (
    <Input
      ref={box}
      className={styles.text}
      type="search"
      size="small"
      contentBefore={<Filter16Regular />}
      contentAfter={text === '' ? <KeyHint>F</KeyHint> : undefined}
      placeholder={t('worklist.filter.text')}
      aria-label={t('worklist.filter.text')}
      value={text}
      maxLength={100}
      onChange={(_, { value }) => setText(value)}
    />
  );
}

function SortMenu({ view }: { view: WorklistView }) {
  const { t } = useTexts();
  return (
    <Menu
      checkedValues={{ sort: [view.sort], direction: [view.direction] }}
      onCheckedValueChange={(_, { name, checkedItems }) => {
        const sort = WORKLIST_SORTS.find((each) => each === checkedItems[0]);
        if (name === 'sort' && sort) changeView({ sort, direction: firstDirection(sort) });
        else if (name === 'direction') changeView({ direction: checkedItems[0] === 'asc' ? 'asc' : 'desc' });
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" className={styles.sort} icon={<ArrowSort20Regular />}>
          {t('worklist.sort')} <strong>{t(`worklist.sort.${view.sort}`)}</strong> <ChevronDown12Regular />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t('worklist.sort')}</MenuGroupHeader>
            {WORKLIST_SORTS.map((sort) => (
              <MenuItemRadio key={sort} name="sort" value={sort}>
                {t(`worklist.sort.${sort}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItemRadio name="direction" value="desc">
            {t(view.sort === 'name' ? 'worklist.sort.z-to-a' : 'worklist.sort.high-first')}
          </MenuItemRadio>
          <MenuItemRadio name="direction" value="asc">
            {t(view.sort === 'name' ? 'worklist.sort.a-to-z' : 'worklist.sort.low-first')}
          </MenuItemRadio>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function ColumnMenu({ hidden, onHidden }: { hidden: readonly string[]; onHidden(hidden: string[]): void }) {
  const { t } = useTexts();
  const shown = OPTIONAL_COLUMNS.filter((id) => !hidden.includes(id));
  return (
    <Menu
      checkedValues={{ columns: [...shown] }}
      onCheckedValueChange={(_, { checkedItems }) => onHidden(OPTIONAL_COLUMNS.filter((id) => !checkedItems.includes(id)))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip relationship="label" content={t('worklist.columns')}>
          <Button appearance="subtle" icon={<ColumnTriple20Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {OPTIONAL_COLUMNS.map((id) => (
            <MenuItemCheckbox key={id} name="columns" value={id}>
              {t(id === 'ageing' ? 'ageing.title' : `worklist.column.${id}`)}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
