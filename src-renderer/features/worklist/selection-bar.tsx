import { Button, Tooltip } from '@fluentui/react-components';
import { Checkmark16Regular } from '@fluentui/react-icons/svg/checkmark';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss';
import { PersonSwap16Regular } from '@fluentui/react-icons/svg/person-swap';
import { formatMoney } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import type { Selection } from './use-selection.ts';
import styles from './worklist.module.css';

interface BarProps {
  selection: Selection;
  onPostpone(): void;
  onHandOver(): void;
  onDone(): void;
}

/** What can be done with all ticked actions at once; floats over the list, no row moves for it. */
export function SelectionBar({ selection, onPostpone, onHandOver, onDone }: BarProps) {
  const { t, language } = useTexts();
  const amounts = [...selection.overdue].map(([currency, minor]) => formatMoney(minor, currency, language)).join(' + ');
  return (
    <section className={styles.selection} aria-label={t('worklist.selection')}>
      <strong>{t('worklist.selected', { count: selection.count })}</strong>
      <span>{t('worklist.total.overdue', { amount: amounts })}</span>
      <Button appearance="subtle" icon={<Clock16Regular />} onClick={onPostpone}>
        {t('worklist.postpone')} <KeyHint>U</KeyHint>
      </Button>
      <Button appearance="subtle" icon={<PersonSwap16Regular />} onClick={onHandOver}>
        {t('worklist.hand-over')} <KeyHint>T</KeyHint>
      </Button>
      <Button appearance="primary" icon={<Checkmark16Regular />} onClick={onDone}>
        {t('worklist.done')} <KeyHint onBrand>D</KeyHint>
      </Button>
      <Tooltip relationship="label" content={t('worklist.select-none')}>
        <Button appearance="subtle" icon={<Dismiss16Regular />} onClick={selection.clear} />
      </Tooltip>
    </section>
  );
}
