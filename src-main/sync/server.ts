import type { Poke, PullLine, PullRequest, PushReply, PushRequest } from '../../src-shared/protocol/index.ts';

/**
 * The server as the sync engine needs it. {@link ServerClient} speaks HTTP; the simulator has a scripted network.
 * Not reaching it is an AppError `network.unreachable`.
 */
export interface SyncServer {
  push(request: PushRequest): Promise<PushReply>;
  /** Lines as they arrive; ends with an `end` line or throws. */
  pull(request: PullRequest, signal: AbortSignal): AsyncGenerator<PullLine>;
  /** Pokes until the connection breaks or the signal aborts; throws when it breaks. */
  pokes(signal: AbortSignal): AsyncGenerator<Poke | 'connected'>;
}
