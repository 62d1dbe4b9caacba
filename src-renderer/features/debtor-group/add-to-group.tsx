import { Combobox, Field, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import styles from './debtor-group.module.css';

const MOST = 8;

/** Links a debtor that nothing suggested: by number or by part of the name. */
export function AddToGroup({ debtorId, onLink }: { debtorId: string; onLink(otherId: string): void }) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const asked = text.trim();
  const found = useCoreQuery('search.debtors', { text: asked, limit: MOST }, { enabled: asked !== '', keepPrevious: true });
  const others = asked === '' ? [] : (found.data ?? []).filter((other) => other.debtorId !== debtorId);
  return (
    <Field className={styles.add} label={t('group.add')}>
      <Combobox
        freeform
        value={text}
        selectedOptions={[]}
        placeholder={t('group.add.placeholder')}
        onChange={(event) => setText(event.target.value)}
        onOptionSelect={(_, { optionValue }) => {
          setText('');
          if (optionValue) onLink(optionValue);
        }}
      >
        {others.map((other) => (
          <Option key={other.debtorId} value={other.debtorId} text={other.name}>
            {`${other.name} · ${[other.number, other.city].filter(Boolean).join(' · ')}`}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
