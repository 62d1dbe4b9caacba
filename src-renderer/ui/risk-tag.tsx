import { Warning12Regular } from '@fluentui/react-icons/svg/warning';
import type { z } from 'zod';
import type { riskSchema } from '../../src-shared/contract/index.ts';
import { useTexts } from '../data/language.tsx';
import { Tag, type Tone } from './tag.tsx';

type Risk = z.output<typeof riskSchema>;
const tones: Record<Risk, Tone> = { high: 'danger', medium: 'warning', low: 'plain' };

/** How much risk a debtor is; `long` says so in full, for a header. */
export function RiskTag({ risk, long = false }: { risk: Risk; long?: boolean }) {
  const { t } = useTexts();
  if (!long) return <Tag tone={tones[risk]}>{t(`risk.${risk}`)}</Tag>;
  return (
    <Tag tone={tones[risk]} icon={risk === 'low' ? undefined : <Warning12Regular />}>
      {t(`risk.${risk}.long`)}
    </Tag>
  );
}
