import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal';
import type { QueryResult } from '../../../src-shared/contract/index.ts';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useStore } from '../../data/store.ts';
import { worklistView } from '../../data/worklist-view.ts';
import type { WorklistViews } from './use-views.ts';
import styles from './worklist.module.css';

/** As many currencies as fit a line; the rest in the tooltip. */
const SHOWN = 2;

interface TitleProps {
  total: QueryResult<'worklist.page'>['total'] | undefined;
  views: WorklistViews;
  onEditView(): void;
}

/** How much there is to do: over everything that passes the filters, not only what is on screen. */
export function WorklistTitle({ total, views, onEditView }: TitleProps) {
  const { t, language } = useTexts();
  const amounts = Object.entries(total?.overdue ?? {})
    .filter(([, minor]) => minor !== 0)
    .sort(([, a], [, b]) => b - a)
    .map(([currency, minor]) => formatMoney(minor, currency, language));
  const more = amounts.length - SHOWN;
  const overdue = [...amounts.slice(0, SHOWN), ...(more > 0 ? [t('worklist.more-currencies', { count: more })] : [])].join(' + ');
  return (
    <header className={styles.head}>
      <h1>{t('worklist.title')}</h1>
      {total && (
        <p title={amounts.join(' + ')}>
          {t('worklist.total.actions', { count: total.actions })} · {t('worklist.total.debtors', { count: total.debtors })}
          {amounts.length > 0 && ` · ${t('worklist.total.overdue', { amount: overdue })}`}
        </p>
      )}
      <span className={styles.spacer} />
      <Progress />
      {views.own && <ViewMenu views={views} onEditView={onEditView} />}
    </header>
  );
}

/** How far the day is. */
function Progress() {
  const { t } = useTexts();
  const administrationId = useAdministration()?.id ?? null;
  const progress = useCoreQuery('worklist.progress', { administrationId }, { keepPrevious: true });
  if (!progress.data || progress.data.done + progress.data.left === 0) return null;
  const { done, left } = progress.data;
  const total = done + left;
  return (
    <span className={styles.progress}>
      {t('worklist.progress')} <strong>{done}</strong> {t('worklist.progress.of', { total })}
      <progress aria-label={t('worklist.progress.label', { done, total })} value={done} max={total} />
    </span>
  );
}

/** What can be done with the view that is chosen, when it is one's own. */
function ViewMenu({ views, onEditView }: { views: WorklistViews; onEditView(): void }) {
  const { t } = useTexts();
  const { viewId: _chosen, ...definition } = useStore(worklistView);
  const { own } = views;
  if (!own) return null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip relationship="label" content={t('worklist.more')}>
          <Button appearance="subtle" icon={<MoreHorizontal20Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem
            disabled={!views.changed}
            onClick={() => views.save({ viewId: own.id, name: own.name, shared: own.shared, definition })}
          >
            {t('worklist.view.update')}
          </MenuItem>
          <MenuItem onClick={onEditView}>{t('worklist.view.edit')}</MenuItem>
          <MenuItem onClick={() => views.remove(own)}>{t('worklist.view.remove')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
