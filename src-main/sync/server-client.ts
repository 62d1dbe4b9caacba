import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { z } from 'zod';
import { AppError, fromErrorShape } from '../../src-shared/kernel/index.ts';
import { calendarPaths, ownCalendarReply } from '../../src-shared/protocol/calendar.ts';
import {
  type CommandRequest,
  errorShapeSchema,
  messageBodyReply,
  outcomeSchema,
  type Poke,
  PROTOCOL_HEADER,
  PROTOCOL_VERSION,
  type PullLine,
  type PullRequest,
  type PushReply,
  type PushRequest,
  paths,
  poke,
  pushReply,
  type SessionEntry,
  sessionsReply,
  signInReply,
} from '../../src-shared/protocol/index.ts';
import { logoReply, portalPaths, viewReply } from '../../src-shared/protocol/portal.ts';
import { PORTAL_LINK_PATH, portalLinkReply } from '../../src-shared/protocol/portal-links.ts';
import type { CommandOutcome } from '../../src-shared/schema/index.ts';
import type { SyncServer } from './server.ts';

/** No answer for this long means the network is gone; long loads send lines all the time. */
const TIMEOUT_MS = 30_000;
/** The server lets hear of itself on the poke connection more often than this. */
const SILENCE_MS = 60_000;

interface Content {
  json?: unknown;
  bytes?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** The server, as the desktop speaks to it. Every failure to reach it is an AppError `network.unreachable`. */
export class ServerClient implements SyncServer {
  readonly url: string;
  token: string | null = null;

  constructor(url: string) {
    this.url = url.replace(/\/+$/, '');
  }

  signIn(request: { email: string; password: string; clientId: string; device: string }): Promise<z.output<typeof signInReply>> {
    return this.post(paths.signIn, request, signInReply);
  }

  async signOut(): Promise<void> {
    await this.send('POST', paths.signOut, { json: {} });
  }

  async sessions(): Promise<SessionEntry[]> {
    const response = await this.send('GET', paths.sessions);
    return sessionsReply.parse(await response.json()).sessions;
  }

  async endSession(sessionId: string): Promise<void> {
    await this.send('DELETE', paths.session.replace(':id', encodeURIComponent(sessionId)));
  }

  push(request: PushRequest): Promise<PushReply> {
    return this.post(paths.push, request, pushReply);
  }

  command(request: CommandRequest): Promise<CommandOutcome> {
    return this.post(paths.command, request, outcomeSchema) as Promise<CommandOutcome>;
  }

  async messageBody(messageId: string) {
    const response = await this.send('GET', paths.messageBody.replace(':id', encodeURIComponent(messageId)));
    return messageBodyReply.parse(await response.json());
  }

  async portalLink(accessId: string): Promise<{ url: string }> {
    const response = await this.send('GET', PORTAL_LINK_PATH.replace(':id', encodeURIComponent(accessId)));
    return portalLinkReply.parse(await response.json());
  }

  /** The address of this user's calendar feed; null when there is none. */
  async calendarUrl(): Promise<string | null> {
    return ownCalendarReply.parse(await (await this.send('GET', calendarPaths.own)).json()).url;
  }

  async testMail(to: string): Promise<{ accepted: boolean }> {
    return (await this.send('POST', paths.mailTest, { json: { to } })).json() as Promise<{ accepted: boolean }>;
  }

  async portalView(debtorId: string): Promise<z.output<typeof viewReply>> {
    return viewReply.parse(await (await this.send('POST', portalPaths.view, { json: { debtorId } })).json());
  }

  async keepLogo(administrationId: string, bytes: Uint8Array<ArrayBuffer>): Promise<z.output<typeof logoReply>> {
    const path = portalPaths.logo.replace(':administrationId', encodeURIComponent(administrationId));
    return logoReply.parse(await (await this.send('POST', path, { bytes })).json());
  }

  /** Lines as they arrive; memory does not grow with the answer. */
  async *pull(request: PullRequest, signal: AbortSignal): AsyncGenerator<PullLine> {
    const watch = new SilenceWatch(TIMEOUT_MS, signal);
    let ended = false;
    try {
      const response = await this.send('POST', paths.pull, { json: request, signal: watch.signal });
      for await (const text of linesOf(response)) {
        watch.heard();
        const line = JSON.parse(text) as PullLine;
        ended = line.type === 'end';
        yield line;
      }
    } catch (cause) {
      throw cause instanceof AppError ? cause : unreachable(cause);
    } finally {
      watch.end();
    }
    if (!ended) throw unreachable(null);
  }

  async *pokes(signal: AbortSignal): AsyncGenerator<Poke | 'connected'> {
    const watch = new SilenceWatch(SILENCE_MS, signal);
    try {
      const response = await this.send('GET', paths.poke, { signal: watch.signal });
      if (!response.body) throw unreachable(null);
      yield 'connected';
      const heard = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          watch.heard();
          controller.enqueue(chunk);
        },
      });
      const events = response.body.pipeThrough(heard).pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
      for await (const event of events) if (event.event === 'poke') yield poke.parse(JSON.parse(event.data));
    } catch (cause) {
      throw cause instanceof AppError ? cause : unreachable(cause);
    } finally {
      watch.end();
    }
  }

  private async post<Schema extends z.ZodType>(path: string, body: unknown, schema: Schema): Promise<z.output<Schema>> {
    return schema.parse(await (await this.send('POST', path, { json: body })).json());
  }

  /** A request as this session; also for what is no JSON. @throws AppError `network.unreachable`, or the server's refusal */
  async send(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    { json, bytes, headers = {}, signal }: Content = {},
  ): Promise<Response> {
    let response: Response;
    const type = json !== undefined ? 'application/json' : bytes ? 'application/octet-stream' : null;
    try {
      response = await fetch(this.url + path, {
        method,
        headers: {
          [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
          ...(type ? { 'content-type': type } : {}),
          ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
          ...headers,
        },
        body: json === undefined ? (bytes ?? null) : JSON.stringify(json),
        signal: signal ?? AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw unreachable(cause);
    }
    if (!response.ok) throw await refusal(response);
    return response;
  }
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  if (!response.body) throw unreachable(null);
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    let from = 0;
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
      yield rest + chunk.slice(from, at);
      rest = '';
      from = at + 1;
    }
    rest += chunk.slice(from);
  }
}

/** Gives a connection up on which nothing has been heard for too long: a network can go away without a word. */
export class SilenceWatch {
  readonly signal: AbortSignal;
  private readonly silence = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(ms: number, signal: AbortSignal) {
    this.signal = AbortSignal.any([signal, this.silence.signal]);
    this.timer = setTimeout(() => this.silence.abort(), ms);
  }

  heard(): void {
    this.timer.refresh();
  }

  end(): void {
    clearTimeout(this.timer);
  }
}

export const unreachable = (cause: unknown): AppError => new AppError('network.unreachable', {}, { cause, retry: true });

async function refusal(response: Response): Promise<AppError> {
  const body = (await response.json().catch(() => ({}))) as { error?: unknown };
  const parsed = errorShapeSchema.safeParse(body.error);
  if (parsed.success) return fromErrorShape(parsed.data);
  return new AppError('network.unexpected-answer', { status: response.status }, { retry: response.status >= 500 });
}
