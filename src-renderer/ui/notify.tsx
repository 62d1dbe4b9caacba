import { Link, Toast, Toaster, ToastTitle, useId, useToastController } from '@fluentui/react-components';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { AppError, errorShape } from '../../src-shared/kernel/index.ts';
import { useTexts } from '../data/language.tsx';

/** What can be done about what is told, e.g. take it back. */
export interface NoticeAction {
  label: string;
  run(): void;
}

interface Notify {
  /** With `action`: a button beside it, such as the way back. @returns how to take the notice away before its time */
  done(text: string, action?: NoticeAction): () => void;
  /** Says in the user's words what went wrong with something; see also the console for what is not an AppError. */
  failed(error: unknown, what?: string): void;
}

const NotifyContext = createContext<Notify>({ done: () => () => undefined, failed: () => undefined });

let lastId = 0;

/** Toasts, lower left of the content, 10 s. */
export function NotifyProvider({ children }: { children: ReactNode }) {
  const toasterId = useId('toaster');
  const { dispatchToast, dismissToast } = useToastController(toasterId);
  const texts = useTexts();
  const notify = useMemo<Notify>(() => {
    const show = (text: string, intent: 'success' | 'error', action?: NoticeAction) => {
      lastId += 1;
      const toastId = `notice-${lastId}`;
      const dismiss = () => dismissToast(toastId);
      dispatchToast(
        <Toast>
          <ToastTitle
            action={
              action && (
                <Link
                  onClick={() => {
                    dismiss();
                    action.run();
                  }}
                >
                  {action.label}
                </Link>
              )
            }
          >
            {text}
          </ToastTitle>
        </Toast>,
        { toastId, intent, timeout: 10_000, pauseOnHover: true },
      );
      return dismiss;
    };
    return {
      done: (text, action) => show(text, 'success', action),
      failed: (error, what) => {
        if (!(error instanceof AppError)) console.error(error);
        const sentence = texts.error(errorShape(error));
        show(what ? `${what}: ${sentence}` : sentence, 'error');
      },
    };
  }, [dispatchToast, dismissToast, texts]);
  return (
    <NotifyContext value={notify}>
      {children}
      <Toaster toasterId={toasterId} position="bottom-start" offset={{ horizontal: 92, vertical: 40 }} limit={3} />
    </NotifyContext>
  );
}

export const useNotify = (): Notify => useContext(NotifyContext);
