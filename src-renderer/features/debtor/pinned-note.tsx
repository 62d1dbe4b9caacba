import { Button, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { Pin16Filled, Pin16Regular } from '@fluentui/react-icons/svg/pin';
import type { DebtorHeader } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { DayText, dayOf } from '../../ui/day-text.tsx';
import styles from './pinned-note.module.css';

type Note = DebtorHeader['pinnedNotes'][number];

/** The first sentence of a note is what must be seen; it may end in any stop or line. */
function NoteText({ text }: { text: string }) {
  const end = text.search(/[.,!?\n]/);
  const lead = end === -1 ? text : text.slice(0, end);
  return (
    <>
      <strong>{lead}</strong>
      {text.slice(lead.length)}
    </>
  );
}

const Byline = ({ note }: { note: Note }) => (
  <span className={styles.byline}>
    {note.authorName && `${note.authorName}, `}
    <DayText day={dayOf(note.createdAt)} />
  </span>
);

/** The newest pinned note as a card, for the preview. */
export function PinnedCard({ notes }: { notes: readonly Note[] }) {
  const [note] = notes;
  if (!note) return null;
  return (
    <div className={styles.card}>
      <Pin16Filled />
      <p>
        <NoteText text={note.text} />
      </p>
    </div>
  );
}

/** The newest pinned note as the line that never scrolls away; the others behind a button. */
export function PinnedLine({ notes }: { notes: readonly Note[] }) {
  const { t } = useTexts();
  const [note, ...others] = notes;
  if (!note) return null;
  return (
    <div className={styles.line}>
      <Pin16Filled />
      <p title={note.text}>
        <NoteText text={note.text} /> <Byline note={note} />
      </p>
      {others.length > 0 && (
        <Popover withArrow positioning="below-end">
          <PopoverTrigger>
            <Button appearance="transparent" size="small" className={styles.more} icon={<Pin16Regular />}>
              {t('debtor.pinned.more', { count: others.length })}
            </Button>
          </PopoverTrigger>
          <PopoverSurface className={styles.others}>
            {others.map((other) => (
              <p key={other.id}>
                <NoteText text={other.text} /> <Byline note={other} />
              </p>
            ))}
          </PopoverSurface>
        </Popover>
      )}
    </div>
  );
}
