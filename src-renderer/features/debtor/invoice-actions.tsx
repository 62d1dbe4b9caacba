import { Button, Link, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { CalendarLtr16Regular } from '@fluentui/react-icons/svg/calendar-ltr';
import { Handshake16Regular } from '@fluentui/react-icons/svg/handshake';
import { MoreHorizontal16Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { PersonQuestionMark16Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { Scales16Regular } from '@fluentui/react-icons/svg/scales';
import type { InvoiceRow } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Money } from '../../ui/money.tsx';
import type { DebtorDialog } from './dialogs.tsx';
import styles from './invoice-actions.module.css';

interface ActionsProps {
  /** Ticked rows; none: what is done is done with all that is overdue. */
  selected: readonly InvoiceRow[];
  overdue: readonly InvoiceRow[];
  onDialog(dialog: DebtorDialog): void;
  onClear(): void;
}

/** What can be done with several invoices at once: the ticked ones, else all that is overdue. It is always there, so no row moves. */
export function InvoiceActions({ selected, overdue, onDialog, onClear }: ActionsProps) {
  const { t } = useTexts();
  const about = selected.length > 0 ? selected : overdue;
  return (
    <section className={styles.bar} data-selected={selected.length > 0 || undefined} aria-label={t('selection.bar')}>
      <strong>
        {selected.length > 0 ? t('selection.count', { count: selected.length }) : t('selection.overdue', { count: overdue.length })}
      </strong>
      {sums(about).map(([currency, minor]) => (
        <Money key={currency} minor={minor} currency={currency} className={styles.sum} />
      ))}
      <Button appearance="subtle" icon={<Handshake16Regular />} onClick={() => onDialog('promise')}>
        {t('selection.promise')} <KeyHint>P</KeyHint>
      </Button>
      <Button appearance="subtle" icon={<CalendarLtr16Regular />} onClick={() => onDialog('plan')}>
        {t('selection.plan')} <KeyHint>R</KeyHint>
      </Button>
      {selected.length > 0 && <SelectedActions onDialog={onDialog} />}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={<MoreHorizontal16Regular />} aria-label={t('settlement.more')} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => onDialog('write-off')}>{t('settlement.write-off')}</MenuItem>
            <MenuItem onClick={() => onDialog('hand-over')}>{t('settlement.hand-over')}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {selected.length > 0 && (
        <span className={styles.clear}>
          <Link onClick={onClear}>{t('selection.clear')}</Link> <KeyHint>Esc</KeyHint>
        </span>
      )}
    </section>
  );
}

/** What needs to be told of which invoices it is. */
function SelectedActions({ onDialog }: Pick<ActionsProps, 'onDialog'>) {
  const { t } = useTexts();
  return (
    <>
      <Button appearance="subtle" icon={<Scales16Regular />} onClick={() => onDialog('dispute')}>
        {t('selection.dispute')} <KeyHint>S</KeyHint>
      </Button>
      <Button appearance="subtle" icon={<PersonQuestionMark16Regular />} onClick={() => onDialog('task')}>
        {t('selection.task')} <KeyHint>T</KeyHint>
      </Button>
    </>
  );
}

/** What is open of the rows, per currency. */
function sums(rows: readonly InvoiceRow[]): [currency: string, minor: number][] {
  const found = new Map<string, number>();
  for (const { currency, open } of rows) found.set(currency, (found.get(currency) ?? 0) + open);
  return [...found];
}
