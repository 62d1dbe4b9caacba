import type { z } from 'zod';
import {
  type CallArgs,
  type CallName,
  type CallResult,
  type CommandReply,
  calls,
  commandReply,
  type EventData,
  type EventName,
  events,
  type QueryArgs,
  type QueryName,
  type QueryResult,
  queries,
  type ReplyFrame,
  type RequestFrame,
} from '../../src-shared/contract/index.ts';
import { AppError, fromErrorShape } from '../../src-shared/kernel/index.ts';
import { Listeners, type Transport } from './transport.ts';

/** Version of a row its user looked at; the server refuses the command when the row has changed since. */
export interface ExpectedVersion {
  table: string;
  id: string;
  version: number;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

const unreachable = () => new AppError('network.unreachable', {}, { retry: true });

/** @throws AppError `contract.unexpected-reply` when core and page do not speak the same contract */
function understood<T>(name: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('contract.unexpected-reply', { name }, { cause: parsed.error });
  return parsed.data;
}

/** The desktop core as the page sees it. Every failure is an {@link AppError}. */
export class CoreClient {
  readonly #transport: Transport;
  readonly #waiting = new Map<number, Waiting>();
  readonly #events: { [N in EventName]: Listeners<EventData<N>> } = {
    changed: new Listeners(),
    session: new Listeners(),
    status: new Listeners(),
    refused: new Listeners(),
    navigate: new Listeners(),
  };
  #lastId = 0;

  constructor(transport: Transport) {
    this.#transport = transport;
    transport.onFrame((frame) => this.#receive(frame));
    transport.onState((state) => {
      if (state === 'closed') this.#rejectAll();
    });
  }

  async query<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<QueryResult<N>> {
    const value = await this.#ask({ kind: 'query', name, args });
    return understood<QueryResult<N>>(name, queries[name].result as unknown as z.ZodType<QueryResult<N>>, value);
  }

  async call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>> {
    const value = await this.#ask({ kind: 'call', name, args });
    return understood<CallResult<N>>(name, calls[name].result as unknown as z.ZodType<CallResult<N>>, value);
  }

  /** Gives a command. Its arguments are checked where it is run. */
  async command(name: string, args: object, expected?: ExpectedVersion[]): Promise<CommandReply> {
    const value = await this.#ask({ kind: 'command', name, args, ...(expected ? { expected } : {}) });
    return understood(name, commandReply, value);
  }

  on<N extends EventName>(name: N, listener: (data: EventData<N>) => void): () => void {
    return this.#events[name].add(listener);
  }

  onState(listener: (state: 'open' | 'closed') => void): () => void {
    return this.#transport.onState(listener);
  }

  #ask(request: Omit<RequestFrame, 'id'>): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#transport.send({ id, ...request })) return;
      this.#waiting.delete(id);
      reject(unreachable());
    });
  }

  #receive(frame: ReplyFrame): void {
    if (frame.kind === 'event') {
      this.#tell(frame.name, frame.data);
      return;
    }
    const waiting = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    if (frame.ok) waiting?.resolve(frame.value);
    else waiting?.reject(fromErrorShape(frame.error));
  }

  #tell<N extends EventName>(name: N, data: unknown): void {
    this.#events[name].tell(events[name].parse(data) as EventData<N>);
  }

  #rejectAll(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(unreachable());
  }
}
