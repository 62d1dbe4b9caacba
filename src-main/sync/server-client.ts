import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { z } from 'zod';
import { AppError, fromErrorShape } from '../../src-shared/kernel/index.ts';
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
  type PushedCommand,
  paths,
  poke,
  pushReply,
  signInReply,
} from '../../src-shared/protocol/index.ts';
import type { CommandOutcome } from '../../src-shared/schema/index.ts';

/** No answer for this long means the network is gone; long loads send lines all the time. */
const TIMEOUT_MS = 30_000;

/** The server, as the desktop speaks to it. Every failure to reach it is an AppError `network.unreachable`. */
export class ServerClient {
  readonly url: string;
  token: string | null = null;

  constructor(url: string) {
    this.url = url.replace(/\/+$/, '');
  }

  signIn(request: { email: string; password: string; clientId: string; device: string }): Promise<z.output<typeof signInReply>> {
    return this.post(paths.signIn, request, signInReply);
  }

  async signOut(): Promise<void> {
    await this.send('POST', paths.signOut, {});
  }

  push(clientId: string, commands: PushedCommand[]) {
    return this.post(paths.push, { clientId, commands }, pushReply);
  }

  command(request: CommandRequest): Promise<CommandOutcome> {
    return this.post(paths.command, request, outcomeSchema) as Promise<CommandOutcome>;
  }

  async messageBody(messageId: string) {
    const response = await this.send('GET', paths.messageBody.replace(':id', encodeURIComponent(messageId)));
    return messageBodyReply.parse(await response.json());
  }

  async testMail(to: string): Promise<{ accepted: boolean }> {
    return (await this.send('POST', paths.mailTest, { to })).json() as Promise<{ accepted: boolean }>;
  }

  /** Lines as they arrive; memory does not grow with the answer. */
  async *pull(request: PullRequest, signal: AbortSignal): AsyncGenerator<PullLine> {
    const response = await this.send('POST', paths.pull, request, signal);
    if (!response.body) throw new AppError('network.unreachable', {}, { retry: true });
    const lines = createInterface({
      input: Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]),
      crlfDelay: Number.POSITIVE_INFINITY,
    });
    let ended = false;
    try {
      for await (const text of lines) {
        const line = JSON.parse(text) as PullLine;
        ended = line.type === 'end';
        yield line;
      }
    } catch (cause) {
      throw unreachable(cause);
    }
    if (!ended) throw new AppError('network.unreachable', {}, { retry: true });
  }

  /** Pokes until the connection breaks or the signal aborts; throws when it breaks. */
  async *pokes(signal: AbortSignal): AsyncGenerator<Poke | 'connected'> {
    const response = await this.send('GET', paths.poke, undefined, signal);
    if (!response.body) throw new AppError('network.unreachable', {}, { retry: true });
    yield 'connected';
    const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    try {
      for await (const event of events) if (event.event === 'poke') yield poke.parse(JSON.parse(event.data));
    } catch (cause) {
      throw unreachable(cause);
    }
  }

  private async post<Schema extends z.ZodType>(path: string, body: unknown, schema: Schema): Promise<z.output<Schema>> {
    return schema.parse(await (await this.send('POST', path, body)).json());
  }

  private async send(method: 'GET' | 'POST', path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(this.url + path, {
        method,
        headers: {
          [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal ?? AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw unreachable(cause);
    }
    if (!response.ok) throw await refusal(response);
    return response;
  }
}

const unreachable = (cause: unknown): AppError => new AppError('network.unreachable', {}, { cause, retry: true });

async function refusal(response: Response): Promise<AppError> {
  const body = (await response.json().catch(() => ({}))) as { error?: unknown };
  const parsed = errorShapeSchema.safeParse(body.error);
  if (parsed.success) return fromErrorShape(parsed.data);
  return new AppError('network.unexpected-answer', { status: response.status }, { retry: response.status >= 500 });
}
