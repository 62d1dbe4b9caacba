import { useTexts } from '../../data/language.tsx';
import { contrastRatio, isHexColor } from './contrast.ts';
import { TextField } from './form-parts.tsx';
import type { FormState } from './form-state.ts';
import styles from './settings.module.css';

/** White and the portal's ink (screens/PORTAL.md): whichever contrasts more stands on the brand colour. */
const WHITE = '#FFFFFF';
const INK = '#17212B';
const READABLE = 4.5;

/** The accent of portal and mail, with how readable a button in it is. */
export function BrandColor<T extends { brandColor: string }>({ form }: { form: FormState<T> }) {
  const { t, language } = useTexts();
  const color = form.values.brandColor;
  const known = isHexColor(color);
  const onWhite = known ? contrastRatio(color, WHITE) : 0;
  const onInk = known ? contrastRatio(color, INK) : 0;
  const [text, ratio] = onWhite >= onInk ? [WHITE, onWhite] : [INK, onInk];
  const shown = new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(ratio);
  return (
    <div className={styles.color}>
      <TextField
        form={form}
        name="brandColor"
        label={t('company.brand-color')}
        hint={known ? t(ratio >= READABLE ? 'company.contrast-good' : 'company.contrast-darkened', { ratio: shown }) : undefined}
        before={<span className={styles.swatch} style={known ? { background: color } : {}} />}
      />
      {known && (
        <span className={styles.sample} style={{ background: color, color: text }}>
          {t('company.sample-button')}
        </span>
      )}
    </div>
  );
}
