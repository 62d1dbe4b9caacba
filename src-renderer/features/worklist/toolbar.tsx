import {
  Button,
  Link,
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
import { ArrowSort20Regular } from '@fluentui/react-icons/svg/arrow-sort';
import { ChevronDown12Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ColumnTriple20Regular } from '@fluentui/react-icons/svg/column-triple';
import { Person16Regular } from '@fluentui/react-icons/svg/person';
import { memo } from 'react';
import { WORKLIST_GROUPS, WORKLIST_SORTS } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { useStore } from '../../data/store.ts';
import { changeView, firstDirection, type WorklistView, worklistView } from '../../data/worklist-view.ts';
import { Chip, FilterChip } from '../../ui/chip.tsx';
import { OPTIONAL_COLUMNS } from './columns.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterMenu } from './filter-menu.tsx';
import styles from './toolbar.module.css';

interface ToolbarProps {
  currency: string;
  hiddenColumns: readonly string[];
  onHiddenColumns(hidden: string[]): void;
  filtersOpen: boolean;
  onFilters(open: boolean): void;
  /** Undefined when what is shown is kept already. */
  onSaveView: (() => void) | undefined;
}

/** Filters and order of the worklist. */
export const Toolbar = memo(function Toolbar({ currency, filtersOpen, onFilters, onSaveView, ...columns }: ToolbarProps) {
  const { t } = useTexts();
  const view = useStore(worklistView);
  const openFilters = () => onFilters(true);
  return (
    <div className={styles.toolbar} role="toolbar">
      <AssigneeFilter view={view} />
      <FilterChips view={view} currency={currency} onOpen={openFilters} />
      <FilterMenu view={view} currency={currency} open={filtersOpen} onOpen={onFilters} />
      {onSaveView && (
        <Link className={styles.save} onClick={onSaveView}>
          {t('worklist.view.save')}
        </Link>
      )}
      <span className={styles.spacer} />
      {view.groupBy !== 'none' && (
        <FilterChip
          clearLabel={t('worklist.group.none')}
          onClear={() => changeView({ groupBy: 'none' })}
          onClick={() => changeView({ groupBy: 'none' })}
        >
          <span>
            {t('worklist.grouped')} <strong>{t(`worklist.group.${view.groupBy}`)}</strong>
          </span>
        </FilterChip>
      )}
      <SortMenu view={view} />
      <ColumnMenu hidden={columns.hiddenColumns} onHidden={columns.onHiddenColumns} />
    </div>
  );
});

function AssigneeFilter({ view }: { view: WorklistView }) {
  const { t } = useTexts();
  const { user, colleagues } = useSession();
  const others = colleagues.filter(({ id }) => id !== user.id);
  const own = { me: t('worklist.assignee.me'), nobody: t('worklist.assignee.nobody') }[view.assignee];
  const name = own ?? others.find(({ id }) => id === view.assignee)?.name;
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
          <MenuItemRadio name="assignee" value="nobody">
            {t('worklist.assignee.nobody-long')}
          </MenuItemRadio>
          <MenuItemRadio name="assignee" value="all">
            {t('worklist.assignee.all-long')}
          </MenuItemRadio>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function SortMenu({ view }: { view: WorklistView }) {
  const { t } = useTexts();
  return (
    <Menu
      checkedValues={{ sort: [view.sort], direction: [view.direction], group: [view.groupBy] }}
      onCheckedValueChange={(_, { name, checkedItems }) => {
        const sort = WORKLIST_SORTS.find((each) => each === checkedItems[0]);
        const groupBy = WORKLIST_GROUPS.find((each) => each === checkedItems[0]);
        if (name === 'sort' && sort) changeView({ sort, direction: firstDirection(sort) });
        else if (name === 'group' && groupBy) changeView({ groupBy });
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
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('worklist.group')}</MenuGroupHeader>
            {WORKLIST_GROUPS.map((groupBy) => (
              <MenuItemRadio key={groupBy} name="group" value={groupBy}>
                {t(`worklist.group.${groupBy}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
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
