import { Checkbox, Field, Input, Popover, PopoverSurface, PopoverTrigger, Select } from '@fluentui/react-components';
import { Add12Regular } from '@fluentui/react-icons/svg/add';
import { useEffect, useState } from 'react';
import { formatWhole } from '../../../src-shared/i18n/index.ts';
import { ACTION_KINDS } from '../../../src-shared/schema/index.ts';
import { useTexts } from '../../data/language.tsx';
import { changeView, type WorklistView } from '../../data/worklist-view.ts';
import { Chip } from '../../ui/chip.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import styles from './toolbar.module.css';

const DAYS = [0, 1, 7, 14, 30, 60, 90] as const;
/** Minor units. */
const AMOUNTS = [0, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000] as const;
const RISKS = ['high', 'medium', 'low'] as const;
/** Asked of the core once the typing pauses. */
const PAUSE_MS = 150;

interface FilterMenuProps {
  view: WorklistView;
  currency: string;
  open: boolean;
  onOpen(open: boolean): void;
}

/** Everything the list can be narrowed by; what is chosen shows as chips beside it. */
export function FilterMenu({ view, currency, open, onOpen }: FilterMenuProps) {
  const { t } = useTexts();
  return (
    <Popover open={open} onOpenChange={(_, { open: next }) => onOpen(next)} trapFocus positioning="below-start">
      <PopoverTrigger disableButtonEnhancement>
        <Chip dashed>
          <Add12Regular /> {t('worklist.filter')} <KeyHint>F</KeyHint>
        </Chip>
      </PopoverTrigger>
      <PopoverSurface className={styles.filters} aria-label={t('worklist.filters')}>
        <Filters view={view} currency={currency} onDone={() => onOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
}

const toggled = <T extends string>(list: readonly T[], value: T, on: boolean): T[] =>
  on ? [...list, value] : list.filter((each) => each !== value);

function Filters({ view, currency, onDone }: { view: WorklistView; currency: string; onDone(): void }) {
  const { t, language } = useTexts();
  const amountText = (minor: number) =>
    minor === 0 ? t('worklist.filter.any-amount') : t('worklist.filter.from-amount', { amount: formatWhole(minor, currency, language) });
  return (
    <>
      <TextFilter text={view.text} onDone={onDone} />
      <div className={styles.pair}>
        <Field label={t('worklist.filter.overdue')}>
          <Select value={String(view.minimumDaysOverdue)} onChange={(_, { value }) => changeView({ minimumDaysOverdue: Number(value) })}>
            {choices(DAYS, view.minimumDaysOverdue).map((days) => (
              <option key={days} value={days}>
                {days === 0 ? t('worklist.filter.any-age') : t('worklist.filter.from-days', { days })}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('worklist.filter.amount')}>
          <Select value={String(view.minimumOverdue)} onChange={(_, { value }) => changeView({ minimumOverdue: Number(value) })}>
            {choices(AMOUNTS, view.minimumOverdue).map((minor) => (
              <option key={minor} value={minor}>
                {amountText(minor)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <fieldset className={styles.choices}>
        <legend>{t('worklist.filter.risk')}</legend>
        {RISKS.map((risk) => (
          <Checkbox
            key={risk}
            label={t(`risk.${risk}`)}
            checked={view.risks.includes(risk)}
            onChange={(_, { checked }) => changeView({ risks: toggled(view.risks, risk, checked === true) })}
          />
        ))}
      </fieldset>
      <fieldset className={styles.choices}>
        <legend>{t('worklist.filter.kind')}</legend>
        {ACTION_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`action.${kind}`)}
            checked={view.kinds.includes(kind)}
            onChange={(_, { checked }) => changeView({ kinds: toggled(view.kinds, kind, checked === true) })}
          />
        ))}
      </fieldset>
    </>
  );
}

/** The usual choices, and the one of a view that was made elsewhere. */
const choices = (usual: readonly number[], current: number): number[] => [...new Set([...usual, current])].sort((a, b) => a - b);

function TextFilter({ text: shown, onDone }: { text: string; onDone(): void }) {
  const { t } = useTexts();
  const [text, setText] = useState(shown);
  const box = useFocusOnOpen<HTMLInputElement>();
  useEffect(() => {
    if (text === shown) return;
    const timer = setTimeout(() => changeView({ text }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, shown]);
  return (
    <Field label={t('worklist.filter.text')}>
      <Input
        ref={box}
        type="search"
        value={text}
        maxLength={100}
        onChange={(_, { value }) => setText(value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          changeView({ text });
          onDone();
        }}
      />
    </Field>
  );
}
