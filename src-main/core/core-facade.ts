import type { EventData, EventName, Session, Status } from '../../src-shared/contract/index.ts';
import type { Clock } from '../../src-shared/kernel/index.ts';
import type { LocalStore } from '../cache/local-store.ts';
import type { QueryContext } from '../queries/context.ts';
import type { ServerClient } from '../sync/server-client.ts';
import type { Documents } from './documents.ts';
import type { Profile } from './profile.ts';

/** What the handlers of queries and calls may use of the core. */
export interface CoreFacade {
  readonly profile: Profile;
  readonly server: ServerClient;
  /** Null while nobody is signed in. */
  readonly userId: string | null;
  readonly store: LocalStore;
  readonly clock: Clock;
  readonly documents: Documents;
  context(): QueryContext;
  session(): Promise<Session>;
  status(): Status;
  signIn(email: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  syncNow(): Promise<void>;
  /** Gives an offline command: recorded here before it returns, sent as soon as the server can be reached. */
  give(name: string, args: unknown, expected: { table: string; id: string; version: number }[]): Promise<{ commandId: string }>;
  /** @returns the address as it is kept. @throws AppError `profile.server-in-use`, `profile.not-a-server`, `network.unreachable` */
  setServer(url: string): Promise<string>;
  emit<N extends EventName>(name: N, data: EventData<N>): void;
}
