import { Field, Select } from '@fluentui/react-components';
import { ROOT_CAUSES } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { rootCauseName } from './type-name.ts';

/** Why it came to a dispute: one of the usual causes, or the words that stand there already. */
export function CauseField({ value, onChange }: { value: string; onChange(cause: string): void }) {
  const texts = useTexts();
  const own = value !== '' && !(ROOT_CAUSES as readonly string[]).includes(value) ? [value] : [];
  return (
    <Field label={texts.t('dispute.root-cause')}>
      <Select value={value} onChange={(_, { value: cause }) => onChange(cause)}>
        <option value="">{texts.t('dispute.root-cause.none')}</option>
        {[...ROOT_CAUSES, ...own].map((cause) => (
          <option key={cause} value={cause}>
            {rootCauseName(cause, texts)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
