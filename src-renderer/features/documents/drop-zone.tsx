import { ArrowUpload20Regular } from '@fluentui/react-icons/svg/arrow-upload';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '../../data/language.tsx';
import { commandKey, KeyHint } from '../../ui/key-hint.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import styles from './drop-zone.module.css';
import { useAddFiles } from './use-add-files.ts';

interface DropZoneProps {
  debtorId: string;
  /** Files are on their way in: show where they go. */
  onFiles(): void;
  className?: string | undefined;
  children: ReactNode;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Wherever on the card files are dropped, or pasted, they go into the debtor's documents; Ctrl+U asks for one. */
export function DropZone({ debtorId, onFiles, className, children }: DropZoneProps) {
  const { t } = useTexts();
  const addFiles = useAddFiles(debtorId);
  const picker = useRef<HTMLInputElement>(null);
  // Entering a child comes before leaving its parent, so a count tells whether the pointer is still over the card.
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null | undefined): boolean => {
    const files = [...(list ?? [])];
    if (files.length === 0) return false;
    onFiles();
    void addFiles(files);
    return true;
  };
  const taking = useRef(take);
  useEffect(() => {
    taking.current = take;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (taking.current(event.clipboardData?.files)) event.preventDefault();
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, []);
  useShortcuts({ 'mod+u': () => picker.current?.click() });

  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's way; the button and Ctrl+U are the keyboard's
    <div
      className={className}
      data-drop-zone
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDragLeave={(event) => {
        if (!hasFiles(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        leave();
        take(event.dataTransfer.files);
      }}
    >
      {children}
      {over && (
        <div className={styles.over} aria-hidden="true">
          <span>{t('documents.drop')}</span>
        </div>
      )}
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t('documents.add')}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
    </div>
  );
}

/** Says that files can be dropped; the whole card takes them. */
export function DropHint() {
  const { t } = useTexts();
  return (
    <p className={styles.hint}>
      <ArrowUpload20Regular /> {t('documents.hint')} <KeyHint>{commandKey}</KeyHint> <KeyHint>U</KeyHint>
    </p>
  );
}
