import { createContext, useContext } from 'react';
import type { Session } from '../../src-shared/contract/index.ts';
import { invariant } from '../../src-shared/kernel/index.ts';

export type SignedIn = Extract<Session, { state: 'signed-in' }>;

export const SessionContext = createContext<SignedIn | undefined>(undefined);

/** Who is signed in; only within the shell. */
export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  invariant(session, 'nobody is signed in here');
  return session;
}
