import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { commandKey, KeyHint } from '../../ui/key-hint.tsx';
import { useOfferedCommands } from '../palette-commands.ts';
import { type Entry, foundSections, type Section, startSections } from './palette-entries.ts';
import { recentOf, rememberCommand, rememberRef } from './recent.ts';
import styles from './search-box.module.css';
import { useAppCommands } from './use-app-commands.ts';

const INPUT_ID = 'kasstroom-search';
const PAUSE_MS = 60;
const MOST = 6;

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

/** Search and palette in one: goes to a debtor, an invoice, a mail, or does something; what was used lately comes first. */
export function SearchBox({ onShowKeys }: { onShowKeys(): void }) {
  const { t } = useTexts();
  const { user } = useSession();
  const listId = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { sections, failed } = useSections(text, open, onShowKeys);
  const entries = sections.flatMap((section) => section.entries);
  const typed = text.trim() !== '';
  const shown = open && (entries.length > 0 || typed);

  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    setOpen(false);
    setText('');
    if (entry.ref) rememberRef(user.id, entry.ref);
    if (entry.commandId) rememberCommand(user.id, entry.commandId);
    document.getElementById(INPUT_ID)?.blur();
    entry.open();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, entries.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter') choose(entries[active]);
    else if (event.key === 'Escape') {
      if (text === '') event.currentTarget.blur();
      setText('');
      setActive(0);
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
          aria-label={t('palette.label')}
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown && entries[active] ? `${listId}-${active}` : undefined}
          autoComplete="off"
          placeholder={t('palette.placeholder')}
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
      <div id={listId} className={styles.list} role="listbox" aria-label={t('palette.results')} hidden={!shown}>
        {sections.map((section, at) => (
          <SectionLines
            key={section.id}
            section={section}
            listId={listId}
            first={sections.slice(0, at).reduce((sum, before) => sum + before.entries.length, 0)}
            active={active}
            onActive={setActive}
            onChoose={choose}
          />
        ))}
        {entries.length === 0 && <p>{t(failed ? 'search.failed' : 'palette.nothing')}</p>}
      </div>
    </div>
  );
}

function useSections(text: string, open: boolean, onShowKeys: () => void): { sections: Section[]; failed: boolean } {
  const texts = useTexts();
  const { user, administrations } = useSession();
  // Where there is one company its name says nothing.
  const administrationName = (id: string) =>
    administrations.length > 1 ? (administrations.find((each) => each.id === id)?.name ?? '') : '';
  const offered = useOfferedCommands();
  const general = useAppCommands(onShowKeys);
  const asked = useSettled(text.trim());
  // Read when the box opens: what is chosen closes it.
  const recent = useMemo(() => (open ? recentOf(user.id) : { refs: [], commands: [] }), [open, user.id]);
  const named = useCoreQuery('search.named', { refs: recent.refs }, { enabled: open && asked === '' && recent.refs.length > 0 });
  const hits = useCoreQuery('search.all', { text: asked, limit: MOST }, { enabled: asked !== '', keepPrevious: true });
  if (!open) return { sections: [], failed: false };
  const commands = [...offered, ...general];
  if (text.trim() === '') return { sections: startSections(recent, named.data ?? [], commands), failed: false };
  return {
    sections: foundSections(text.trim(), asked === '' ? undefined : hits.data, commands, recent, texts, administrationName),
    failed: hits.isError,
  };
}

interface LinesProps {
  section: Section;
  listId: string;
  /** Entries in the sections before it. */
  first: number;
  active: number;
  onActive(index: number): void;
  onChoose(entry: Entry): void;
}

function SectionLines({ section, listId, first, active, onActive, onChoose }: LinesProps) {
  const { t } = useTexts();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options; a fieldset is for form fields
    <div role="group" aria-label={t(`palette.section.${section.id}`)}>
      <div className={styles.section} aria-hidden="true">
        {t(`palette.section.${section.id}`)}
      </div>
      {section.entries.map((entry, at) => (
        <div
          key={entry.key}
          id={`${listId}-${first + at}`}
          className={styles.entry}
          role="option"
          tabIndex={-1}
          aria-selected={first + at === active}
          onPointerMove={() => onActive(first + at)}
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(entry);
          }}
        >
          <strong>{entry.title}</strong>
          {entry.detail && <span>{entry.detail}</span>}
          {entry.keys && (
            <span className={styles.keys}>
              {entry.keys.map((key) => (
                <KeyHint key={key}>{key}</KeyHint>
              ))}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
