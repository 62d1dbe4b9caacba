import { Link, Toast, Toaster, ToastTitle, ToastTrigger, useId, useToastController } from '@fluentui/react-components';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { AppError, errorShape } from '../../src-shared/kernel/index.ts';
import { useTexts } from '../data/language.tsx';

interface Notify {
  /** With `action`: a button beside it, such as the way back. */
  done(text: string, action?: { label: string; run(): void }): void;
  /** Says in the user's words what went wrong with something; see also the console for what is not an AppError. */
  failed(error: unknown, what?: string): void;
}

const NotifyContext = createContext<Notify>({ done: () => undefined, failed: () => undefined });

/** Toasts, lower left of the content, 10 s. */
export function NotifyProvider({ children }: { children: ReactNode }) {
  const toasterId = useId('toaster');
  const { dispatchToast } = useToastController(toasterId);
  const texts = useTexts();
  const notify = useMemo<Notify>(() => {
    const show = (text: string, intent: 'success' | 'error', action?: { label: string; run(): void }) =>
      dispatchToast(
        <Toast>
          <ToastTitle
            action={
              action && (
                <ToastTrigger>
                  <Link onClick={action.run}>{action.label}</Link>
                </ToastTrigger>
              )
            }
          >
            {text}
          </ToastTitle>
        </Toast>,
        { intent, timeout: 10_000, pauseOnHover: true },
      );
    return {
      done: (text, action) => show(text, 'success', action),
      failed: (error, what) => {
        if (!(error instanceof AppError)) console.error(error);
        const sentence = texts.error(errorShape(error));
        show(what ? `${what}: ${sentence}` : sentence, 'error');
      },
    };
  }, [dispatchToast, texts]);
  return (
    <NotifyContext value={notify}>
      {children}
      <Toaster toasterId={toasterId} position="bottom-start" offset={{ horizontal: 92, vertical: 40 }} limit={3} />
    </NotifyContext>
  );
}

export const useNotify = (): Notify => useContext(NotifyContext);
