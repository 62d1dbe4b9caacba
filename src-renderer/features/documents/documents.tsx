import { Button } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons/svg/add';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { DocumentRow } from '../../../src-shared/contract/index.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { DocumentItem } from './document-item.tsx';
import { DocumentPreview } from './document-preview.tsx';
import styles from './documents.module.css';
import { DropHint } from './drop-zone.tsx';
import { UploadItem } from './upload-item.tsx';
import { useAddFiles } from './use-add-files.ts';

/** A debtor's documents, newest first, with the chosen one beside them. */
export function Documents({ debtorId }: { debtorId: string }) {
  const { t } = useTexts();
  const list = useCoreQuery('documents.list', { debtorId }, { keepPrevious: true });
  const [chosen, setChosen] = useState<string | null>(null);
  if (list.error) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) {
    return (
      <div className={styles.loading}>
        <Skeleton lines={6} height={40} />
      </div>
    );
  }
  const { documents, uploads } = list.data;
  if (documents.length === 0 && uploads.length === 0) {
    return (
      <EmptyState icon={<DocumentRegular fontSize={32} />} text={t('documents.empty')}>
        <AddButton debtorId={debtorId} />
      </EmptyState>
    );
  }
  const selected = documents.find(({ id }) => id === chosen) ?? documents[0];
  return (
    <div className={styles.documents}>
      <section className={styles.side} aria-label={t('documents.title')}>
        <header className={styles.tools}>
          <AddButton debtorId={debtorId} />
        </header>
        {uploads.length > 0 && (
          <ul className={styles.uploads}>
            {uploads.map((upload) => (
              <UploadItem key={upload.id} upload={upload} />
            ))}
          </ul>
        )}
        <DocumentList documents={documents} selectedId={selected?.id ?? null} onSelect={setChosen} />
        <DropHint />
      </section>
      {selected ? (
        <DocumentPreview key={selected.id} document={selected} />
      ) : (
        <EmptyState icon={<DocumentRegular fontSize={32} />} text={t('documents.choose')} />
      )}
    </div>
  );
}

interface ListProps {
  documents: readonly DocumentRow[];
  selectedId: string | null;
  onSelect(id: string): void;
}

function DocumentList({ documents, selectedId, onSelect }: ListProps) {
  const { t } = useTexts();
  const listId = useId();
  const index = documents.findIndex(({ id }) => id === selectedId);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -documents.length, End: documents.length };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = documents[Math.min(Math.max(index + move, 0), documents.length - 1)];
    if (!next) return;
    onSelect(next.id);
    document.getElementById(`${listId}-${next.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div
      className={styles.list}
      role="listbox"
      aria-label={t('documents.title')}
      aria-activedescendant={selectedId === null ? undefined : `${listId}-${selectedId}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {documents.map((row) => (
        <div
          key={row.id}
          id={`${listId}-${row.id}`}
          className={styles.item}
          role="option"
          tabIndex={-1}
          aria-selected={row.id === selectedId}
          onPointerDown={() => onSelect(row.id)}
        >
          <DocumentItem document={row} />
        </div>
      ))}
    </div>
  );
}

function AddButton({ debtorId }: { debtorId: string }) {
  const { t } = useTexts();
  const addFiles = useAddFiles(debtorId);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={<Add16Regular />} onClick={() => picker.current?.click()}>
        {t('documents.add')}
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t('documents.add')}
        onChange={(event) => {
          void addFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
