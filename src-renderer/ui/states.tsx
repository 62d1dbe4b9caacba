import { Button } from '@fluentui/react-components';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import type { ReactNode } from 'react';
import type { AppError } from '../../src-shared/kernel/index.ts';
import { useTexts } from '../data/language.tsx';
import styles from './states.module.css';

/** Nothing to show: why, and what to do about it. */
export function EmptyState({ icon, text, children }: { icon: ReactNode; text: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      {icon}
      <p>{text}</p>
      {children}
    </div>
  );
}

/** What went wrong in this pane, in the user's words, and the way on. */
export function ErrorState({ error, retry }: { error: AppError; retry(): void }) {
  const texts = useTexts();
  return (
    <div className={styles.state} role="alert">
      <ErrorCircleRegular fontSize={32} />
      <p>{texts.error(error)}</p>
      <Button onClick={retry}>{texts.t('error.retry')}</Button>
    </div>
  );
}

const LINE_WIDTHS = ['72%', '56%', '88%', '64%', '80%', '48%', '76%', '60%'];

/** Up to eight grey lines where text will be; they show only when the wait is noticed (150 ms). */
export function Skeleton({ lines, height = 16 }: { lines: number; height?: number }) {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      {LINE_WIDTHS.slice(0, lines).map((width) => (
        <span key={width} style={{ height, width }} />
      ))}
    </div>
  );
}
