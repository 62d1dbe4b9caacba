import { Document20Regular } from '@fluentui/react-icons/svg/document';
import { DocumentPdf20Regular } from '@fluentui/react-icons/svg/document-pdf';
import { Image20Regular } from '@fluentui/react-icons/svg/image';
import { Mail20Regular } from '@fluentui/react-icons/svg/mail';
import type { ReactNode } from 'react';
import type { DocumentRow } from '../../../src-shared/contract/index.ts';
import { hasMessage } from '../../../src-shared/i18n/index.ts';
import { useTexts } from '../../data/language.tsx';
import { WhenText } from '../../ui/day-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './documents.module.css';
import { sizeText } from './size-text.ts';

const iconOf = ({ mediaType, kind }: DocumentRow): ReactNode => {
  if (kind === 'mail') return <Mail20Regular />;
  if (mediaType === 'application/pdf') return <DocumentPdf20Regular />;
  return mediaType.startsWith('image/') ? <Image20Regular /> : <Document20Regular />;
};

/** A document in the list: what it is called, what it is, whose it is. */
export function DocumentItem({ document: row }: { document: DocumentRow }) {
  const { t, language } = useTexts();
  const kind = `documents.kind.${row.kind}`;
  const origin = `documents.origin.${row.origin}`;
  const who = row.createdByName || (hasMessage(origin) ? t(origin) : '');
  return (
    <>
      {iconOf(row)}
      <div className={styles.text}>
        <div className={styles.line}>
          <strong title={row.name}>{row.name}</strong>
          <span className={styles.quiet}>
            <WhenText at={row.createdAt} />
          </span>
        </div>
        <div className={styles.line}>
          <span className={styles.quiet}>{[sizeText(row.size, language), who, ...row.invoiceNumbers].filter(Boolean).join(' · ')}</span>
          {hasMessage(kind) && <Tag tone="neutral">{t(kind)}</Tag>}
        </div>
      </div>
    </>
  );
}
