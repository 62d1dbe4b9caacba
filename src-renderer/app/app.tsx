import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Session } from '../../src-shared/contract/index.ts';
import type { CoreClient } from '../data/core-client.ts';
import { CoreContext, useCore, useCoreQuery } from '../data/core-context.tsx';
import { type Language, LanguageContext } from '../data/language.tsx';
import { SessionContext } from '../data/session.tsx';
import { NotifyProvider } from '../ui/notify.tsx';
import { ErrorState } from '../ui/states.tsx';
import styles from './app.module.css';
import { ErrorBoundary } from './error-boundary.tsx';
import { RefusedCommands } from './refused-commands.tsx';
import { Shell } from './shell/shell.tsx';
import { SignIn } from './sign-in.tsx';
import { ThemeProvider } from './theme-provider.tsx';

/** The whole page, on the core it was given. */
export function App({ core, client }: { core: CoreClient; client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <CoreContext value={core}>
        <Main />
      </CoreContext>
    </QueryClientProvider>
  );
}

const guessedLanguage: Language = navigator.language.startsWith('nl') ? 'nl' : 'en';

function Main() {
  const session = useCoreQuery('session.get', {});
  usePullOnFocus(session.data?.state === 'signed-in');
  const language = session.data?.language ?? guessedLanguage;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <LanguageContext value={language}>
      <ThemeProvider>
        <ErrorBoundary>
          <NotifyProvider>
            <RefusedCommands />
            {session.data ? (
              <Signed session={session.data} />
            ) : (
              session.error && <Failed error={session.error} retry={() => void session.refetch()} />
            )}
          </NotifyProvider>
        </ErrorBoundary>
      </ThemeProvider>
    </LanguageContext>
  );
}

function Failed(props: Parameters<typeof ErrorState>[0]) {
  return (
    <main className={styles.failed}>
      <ErrorState {...props} />
    </main>
  );
}

function Signed({ session }: { session: Session }) {
  if (session.state === 'signed-out') return <SignIn session={session} />;
  return (
    <SessionContext value={session}>
      <Shell />
    </SessionContext>
  );
}

const PULL_PAUSE_MS = 5_000;

/** Whoever comes back to the window wants to see how things are now, even if a poke was lost. */
function usePullOnFocus(enabled: boolean): void {
  const core = useCore();
  const last = useRef(0);
  useEffect(() => {
    if (!enabled) return;
    const pull = () => {
      if (Date.now() - last.current < PULL_PAUSE_MS) return;
      last.current = Date.now();
      // A pull that fails shows in the status bar; it is tried again by the core.
      core.call('sync.now', {}).catch(() => undefined);
    };
    addEventListener('focus', pull);
    return () => removeEventListener('focus', pull);
  }, [core, enabled]);
}
