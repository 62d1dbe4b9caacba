import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { commandKey, KeyHint } from '../../ui/key-hint.tsx';
import { openDebtor } from '../navigation.ts';
import styles from './search-box.module.css';

const INPUT_ID = 'kasstroom-search';
const PAUSE_MS = 80;
const MOST = 10;

export function focusSearch(): void {
  const input = document.getElementById(INPUT_ID);
  if (input instanceof HTMLInputElement) {
    input.focus();
    input.select();
  }
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Goes to a debtor by part of the name or the start of the number. */
export function SearchBox() {
  const { t } = useTexts();
  const listId = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const asked = useSettled(text.trim());
  const found = useCoreQuery('search.debtors', { text: asked, limit: MOST }, { enabled: asked !== '', keepPrevious: true });
  const rows = asked === '' ? [] : (found.data ?? []);
  const shown = open && asked !== '' && (rows.length > 0 || found.isSuccess || found.isError);

  const choose = (debtorId: string | undefined) => {
    if (debtorId === undefined) return;
    setOpen(false);
    setText('');
    openDebtor(debtorId);
    document.getElementById(INPUT_ID)?.blur();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, rows.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter') choose(rows[active]?.debtorId);
    else if (event.key === 'Escape') {
      if (text === '') event.currentTarget.blur();
      setText('');
      setOpen(false);
    } else return;
    event.preventDefault();
  };

  return (
    <div className={styles.box}>
      <label className={styles.field}>
        <Search20Regular />
        <input
          id={INPUT_ID}
          type="search"
          role="combobox"
          aria-label={t('search.label')}
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown && rows[active] ? `${listId}-${active}` : undefined}
          autoComplete="off"
          placeholder={t('search.placeholder')}
          value={text}
          maxLength={100}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
            setOpen(true);
          }}
        />
        {text === '' && (
          <>
            <KeyHint>{commandKey}</KeyHint> <KeyHint>K</KeyHint>
          </>
        )}
      </label>
      <div id={listId} className={styles.list} role="listbox" aria-label={t('search.results')} hidden={!shown}>
        {rows.map((row, index) => (
          <div
            key={row.debtorId}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => setActive(index)}
            onPointerDown={(event) => {
              event.preventDefault();
              choose(row.debtorId);
            }}
          >
            <strong>{row.name}</strong>
            <span>{[row.number, row.city].filter(Boolean).join(' · ')}</span>
          </div>
        ))}
        {rows.length === 0 && <p>{t(found.isError ? 'search.failed' : 'search.nothing')}</p>}
      </div>
    </div>
  );
}
