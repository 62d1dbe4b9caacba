import { Button } from '@fluentui/react-components';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTexts } from '../data/language.tsx';
import styles from './app.module.css';

interface Props {
  children: ReactNode;
  /** Another value tries again (the user went to another screen). */
  resetOn?: string;
}

/** A fault in drawing a part takes that part only, and says so. */
export class ErrorBoundary extends Component<Props, { failed: boolean; on: string | undefined }> {
  override state: { failed: boolean; on: string | undefined } = { failed: false, on: this.props.resetOn };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: { failed: boolean; on: string | undefined }) {
    return props.resetOn === state.on ? null : { failed: false, on: props.resetOn };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <Fault onRetry={() => this.setState({ failed: false })} />;
  }
}

function Fault({ onRetry }: { onRetry(): void }) {
  const { t } = useTexts();
  return (
    <div className={styles.fault} role="alert">
      <p>{t('error.internal')}</p>
      <Button onClick={onRetry}>{t('error.retry')}</Button>
    </div>
  );
}
