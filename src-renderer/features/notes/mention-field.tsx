import { Input, Textarea } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactElement, type Ref, type SyntheticEvent, useId, useState } from 'react';
import { useTexts } from '../../data/language.tsx';
import { type Colleague, mentionAt, suggest } from './mentions.ts';
import styles from './notes.module.css';

interface MentionFieldProps {
  value: string;
  onChange(text: string): void;
  colleagues: readonly Colleague[];
  /** One line with an icon, or some lines. */
  rows?: number;
  label?: string;
  placeholder?: string;
  before?: ReactElement;
  after?: ReactElement | undefined;
  textRef?: Ref<HTMLTextAreaElement>;
}

const MAXIMUM = 10_000;

type Target = HTMLInputElement | HTMLTextAreaElement;

/** A text in which colleagues are named with @: while a name is typed, those that fit are offered. */
export function MentionField({ value, onChange, colleagues, rows, label, placeholder, before, after, textRef }: MentionFieldProps) {
  const { t } = useTexts();
  const id = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const mention = caret === null ? undefined : mentionAt(value, caret);
  const offered = mention ? suggest(mention.typed, colleagues) : [];
  const current = Math.min(at, offered.length - 1);

  const choose = (colleague: Colleague | undefined) => {
    if (!mention || !colleague || caret === null) return;
    onChange(`${value.slice(0, mention.start)}@${colleague.name} ${value.slice(caret).trimStart()}`);
    setCaret(null);
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (offered.length === 0) return;
    if (event.key === 'ArrowDown') setAt((current + 1) % offered.length);
    else if (event.key === 'ArrowUp') setAt((current + offered.length - 1) % offered.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(offered[current]);
    else if (event.key === 'Escape') setCaret(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const field = {
    value,
    maxLength: MAXIMUM,
    placeholder,
    'aria-label': label,
    'aria-autocomplete': 'list' as const,
    'aria-controls': offered.length ? id : undefined,
    'aria-activedescendant': offered.length ? `${id}-${current}` : undefined,
    onChange: (event: SyntheticEvent<Target>, data: { value: string }) => {
      onChange(data.value);
      setCaret(event.currentTarget.selectionStart);
    },
    onBlur: () => setCaret(null),
    onKeyDown,
  };
  return (
    <div className={styles.mention}>
      {rows === undefined ? (
        <Input {...field} className={styles.input} {...(before ? { contentBefore: before } : {})} contentAfter={after} />
      ) : (
        <Textarea {...field} ref={textRef} rows={rows} className={styles.input} />
      )}
      {offered.length > 0 && (
        <div id={id} role="listbox" aria-label={t('note.mentions')} className={styles.offered}>
          {offered.map((colleague, index) => (
            // The text has the keyboard (aria-activedescendant); the pointer must not take the focus from it.
            <div
              key={colleague.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(colleague);
              }}
            >
              {colleague.name}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
