import { Tooltip } from '@fluentui/react-components';
import { useState } from 'react';
import type { Ageing } from '../../src-shared/contract/index.ts';
import { useTexts } from '../data/language.tsx';
import { AGEING_CLASSES, ageingLabel, describeAgeing } from './ageing.ts';
import styles from './ageing-bar.module.css';
import { Amount } from './money.tsx';

interface AgeingProps {
  ageing: Ageing;
  currency: string;
}

/** Shares of the ageing classes. Credits have no width of their own; a bar with nothing owed is empty. */
export function AgeingBar({ ageing, currency, size = 'row' }: AgeingProps & { size?: 'row' | 'card' }) {
  const texts = useTexts();
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const words = describeAgeing(ageing, currency, texts);
  const parts = AGEING_CLASSES.map((name, index) => ({ name, index, minor: ageing[index] ?? 0 })).filter(({ minor }) => minor > 0);
  return (
    // A list of thousands of bars shares no tooltip: the one under the pointer makes its own.
    <span
      className={styles.bar}
      data-size={size}
      role="img"
      aria-label={`${texts.t('ageing.title')}: ${words}`}
      onPointerEnter={(event) => setTarget(event.currentTarget)}
      onPointerLeave={() => setTarget(null)}
    >
      {parts.map(({ name, index, minor }) => (
        <span key={name} className={styles.part} data-class={index} style={{ flexGrow: minor }} />
      ))}
      {target && (
        <Tooltip
          visible
          relationship="inaccessible"
          positioning={{ target, position: 'below' }}
          content={<AgeingTable ageing={ageing} currency={currency} />}
        />
      )}
    </span>
  );
}

function AgeingTable({ ageing, currency }: AgeingProps) {
  const { t } = useTexts();
  return (
    <span className={styles.table}>
      {AGEING_CLASSES.map((name, index) => (
        <span key={name} className={styles.line}>
          <span className={styles.dot} data-class={index} />
          <span>{t(ageingLabel(index))}</span>
          <Amount minor={ageing[index] ?? 0} currency={currency} className={styles.lineAmount} />
        </span>
      ))}
    </span>
  );
}

/** The five amounts under a card's bar. */
export function AgeingLegend({ ageing, currency }: AgeingProps) {
  const { t } = useTexts();
  return (
    <dl className={styles.legend}>
      {AGEING_CLASSES.map((name, index) => (
        <div key={name}>
          <dt>
            <span className={styles.dot} data-class={index} />
            {t(ageingLabel(index))}
          </dt>
          <dd>
            <Amount minor={ageing[index] ?? 0} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
