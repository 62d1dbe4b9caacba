import type { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';
import {
  commandRequest,
  PROTOCOL_VERSION,
  type PullLine,
  type PushReply,
  pullRequest,
  pushRequest,
  signInRequest,
} from '../../src-shared/protocol/index.ts';
import type { CommandOutcome } from '../../src-shared/schema/index.ts';
import type { ExecutorServices } from './execute.ts';
import type { PokeHub, PokeListener } from './poke-hub.ts';
import { pull, type WriteText } from './pull.ts';
import { command, push } from './push.ts';
import { authenticate, endSession, listSessions, signIn, signOut, touchSession } from './sign-in.ts';

/**
 * The sync protocol without what carries it: bodies as they came in, a bearer token, and the answers. The HTTP router
 * and the simulator's scripted network are its two carriers.
 */
export class SyncApi {
  private readonly services: ExecutorServices;
  private readonly hub: PokeHub;

  constructor(services: ExecutorServices, hub: PokeHub) {
    this.services = services;
    this.hub = hub;
  }

  /** @throws AppError `sync.protocol-version` when the caller does not speak this version */
  checkVersion(version: string | undefined): void {
    if (version !== String(PROTOCOL_VERSION))
      throw new AppError('sync.protocol-version', { client: version ?? '', server: PROTOCOL_VERSION });
  }

  signIn(body: unknown) {
    return signIn(this.services, parse(signInRequest, body));
  }

  async signOut(token: string): Promise<void> {
    await signOut(this.services, token);
    await this.hub.hangUpOnEnded();
  }

  async sessions(token: string) {
    return { sessions: await listSessions(this.services, await authenticate(this.services, token)) };
  }

  async endSession(token: string, sessionId: string): Promise<void> {
    await endSession(this.services, await authenticate(this.services, token), sessionId);
    await this.hub.hangUpOnEnded();
  }

  async push(token: string, body: unknown, requestId = ''): Promise<PushReply> {
    const caller = await authenticate(this.services, token);
    return push(this.services, caller, parse(pushRequest, body), requestId);
  }

  async command(token: string, body: unknown, requestId = ''): Promise<CommandOutcome> {
    const caller = await authenticate(this.services, token);
    return command(this.services, caller, parse(commandRequest, body), requestId);
  }

  /** @param begin what writes the lines as text, once it is certain that there will be some */
  async pullText(token: string, body: unknown, begin: () => WriteText): Promise<void> {
    const caller = await authenticate(this.services, token);
    await pull(this.services, caller, parse(pullRequest, body), begin());
  }

  /** As {@link pullText}, for a carrier that looks into the lines. */
  async pull(token: string, body: unknown, begin: () => (line: PullLine) => Promise<void>): Promise<void> {
    await this.pullText(token, body, () => {
      const write = begin();
      return (text) => write(JSON.parse(text) as PullLine);
    });
  }

  /** @param open what pokes one client, once it is certain who that is. Returns the way to stop listening. */
  async poke(token: string, open: () => PokeListener): Promise<() => void> {
    await authenticate(this.services, token);
    await touchSession(this.services, token);
    return this.hub.attach(token, open());
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError('request.malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
}
