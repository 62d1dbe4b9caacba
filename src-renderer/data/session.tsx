import { createContext, useContext } from 'react';
import type { Session } from '../../src-shared/contract/index.ts';
import { invariant } from '../../src-shared/kernel/index.ts';

export type SignedIn = Extract<Session, { state: 'signed-in' }>;

export const SessionContext = createContext<SignedIn | undefined>(undefined);

/** Whether the user has one of the roles in an administration; null asks for the whole installation. The server decides, this only tells beforehand. */
export function useMay(roles: readonly string[], administrationId: string | null): boolean {
  const session = useSession();
  return session.roles.some(
    ({ administrationId: where, role }) =>
      roles.includes(role) && (where === null || (administrationId !== null && where === administrationId)),
  );
}

/** Who is signed in; only within the shell. */
export function useSession(): SignedIn {
  const session = useContext(SessionContext);
  invariant(session, 'nobody is signed in here');
  return session;
}
