import { useEffect, useMemo } from 'react';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './document-preview.module.css';
import { useFile } from './use-file.ts';

export function ImageView({ documentId, name }: { documentId: string; name: string }) {
  const file = useFile({ kind: 'document', id: documentId });
  const url = useMemo(() => file.data && URL.createObjectURL(new Blob([file.data.bytes], { type: file.data.mediaType })), [file.data]);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  if (file.error) return <ErrorState error={file.error} retry={() => void file.refetch()} />;
  if (!url) return <Skeleton lines={8} />;
  return (
    <div className={styles.scroll}>
      <img className={styles.image} src={url} alt={name} />
    </div>
  );
}

/** More than this of a text is not shown; it can be downloaded. */
const MOST = 500_000;

export function TextView({ documentId }: { documentId: string }) {
  const file = useFile({ kind: 'document', id: documentId });
  if (file.error) return <ErrorState error={file.error} retry={() => void file.refetch()} />;
  if (!file.data) return <Skeleton lines={8} />;
  return <pre className={styles.plain}>{new TextDecoder().decode(file.data.bytes.subarray(0, MOST))}</pre>;
}
