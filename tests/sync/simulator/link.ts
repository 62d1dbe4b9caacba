import type { SyncServer } from '../../../src-main/sync/server.ts';
import { AppError, errorShape, fromErrorShape } from '../../../src-shared/kernel/index.ts';
import {
  type Poke,
  PROTOCOL_VERSION,
  type PullLine,
  type PullRequest,
  type PushReply,
  type PushRequest,
  pushReply,
} from '../../../src-shared/protocol/index.ts';
import { Channel } from './channel.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimulatedServer } from './server.ts';

const TIMEOUT_MS = 30_000;
const SILENCE_MS = 60_000;

/** What becomes of one exchange with the server. `late`: it arrives after the client has given up. `twice`: the request arrives again later. */
export type Fate = 'fine' | 'request-lost' | 'reply-lost' | 'late' | 'twice' | 'broken-off' | 'slow';
export type Weather = Readonly<Record<Fate, number>>;

export const FAIR: Weather = { fine: 1, 'request-lost': 0, 'reply-lost': 0, late: 0, twice: 0, 'broken-off': 0, slow: 0 };
export const FOUL: Weather = { fine: 10, 'request-lost': 1, 'reply-lost': 2, late: 1, twice: 2, 'broken-off': 2, slow: 2 };

const unreachable = (): AppError => new AppError('network.unreachable', {}, { retry: true });
/** What travels is text. */
const carried = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** One installation's network: a scripted one in place of HTTP, with the same answers, faults and time limits. */
export class Link implements SyncServer {
  up = true;
  weather: Weather = FAIR;
  token = '';
  protocol = String(PROTOCOL_VERSION);
  /** Fates of the next exchanges, before the weather decides again. */
  readonly script: Fate[] = [];
  /** Pushes and pulls that the client waits for. */
  underWay = 0;
  /** Whether a stream of pokes is open. */
  listening = false;
  private readonly scheduler: Scheduler;
  private readonly server: SimulatedServer;
  private readonly random: Random;
  private cut = new AbortController();

  constructor(scheduler: Scheduler, server: SimulatedServer, random: Random) {
    this.scheduler = scheduler;
    this.server = server;
    this.random = random;
  }

  /** Takes the network away, open connections with it, or gives it back. */
  set(up: boolean): void {
    this.up = up;
    if (up) this.cut = new AbortController();
    else this.cut.abort('cut');
  }

  async push(request: PushRequest): Promise<PushReply> {
    const body = carried(request);
    const { token } = this;
    const fate = this.fate();
    const arrive = () => this.server.answer(this.protocol, (api) => api.push(token, body));
    this.underWay += 1;
    try {
      return pushReply.parse(carried(await this.exchange(fate, arrive)));
    } finally {
      this.underWay -= 1;
    }
  }

  async *pull(request: PullRequest, signal: AbortSignal): AsyncGenerator<PullLine> {
    const body = carried(request);
    const fate = this.fate();
    const lines = new Channel<string>();
    const stop = this.hangUp(lines, signal);
    const gone = new AbortController();
    if (this.lost(fate)) this.later(() => lines.end(unreachable()), this.up ? TIMEOUT_MS : 5);
    else this.later(() => void this.streamPull(body, fate, lines, gone.signal));
    const silence = { cancel: this.scheduler.after(TIMEOUT_MS, () => lines.end(unreachable())) };
    this.underWay += 1;
    try {
      let ended = false;
      for await (const text of lines) {
        silence.cancel();
        silence.cancel = this.scheduler.after(TIMEOUT_MS, () => lines.end(unreachable()));
        const line = JSON.parse(text) as PullLine;
        ended = line.type === 'end';
        yield line;
      }
      if (!ended) throw unreachable();
    } finally {
      this.underWay -= 1;
      silence.cancel();
      stop();
      gone.abort('gone');
    }
  }

  async *pokes(signal: AbortSignal): AsyncGenerator<Poke | 'connected'> {
    const pokes = new Channel<Poke | 'connected'>();
    const stop = this.hangUp(pokes, signal);
    let detach: () => void = () => undefined;
    if (this.lost(this.fate())) this.later(() => pokes.end(unreachable()), this.up ? SILENCE_MS : 5);
    else
      this.later(() => {
        const attached = this.server.answer(this.protocol, async (api) => {
          const listener = {
            poke: (poke: Poke) => {
              if (!this.random.chance(this.weather['request-lost'] / 10)) this.later(() => pokes.push(poke));
            },
            keepAlive: () => undefined,
            end: () => this.later(() => pokes.end()),
          };
          return { detach: await api.poke(this.token, () => listener), ended: this.server.signal };
        });
        attached.then(
          (connection) => {
            detach = connection.detach;
            connection.ended.addEventListener('abort', () => pokes.end(unreachable()));
            pokes.push('connected');
          },
          (error) => pokes.end(answered(error)),
        );
      });
    try {
      for await (const event of pokes) {
        this.listening = true;
        yield event;
      }
    } finally {
      this.listening = false;
      stop();
      detach();
    }
  }

  private async exchange<T>(fate: Fate, arrive: () => Promise<T>): Promise<T> {
    const { signal } = this.cut;
    return new Promise((resolve, reject) => {
      const fail = () => reject(unreachable());
      const giveUp = this.scheduler.after(this.up ? TIMEOUT_MS : 5, fail);
      if (this.lost(fate)) return;
      const reply = (body: () => void) => {
        if (fate === 'reply-lost' || signal.aborted) return;
        this.later(() => {
          giveUp();
          body();
        });
      };
      const deliver = () =>
        void arrive().then(
          (value) => reply(() => resolve(value)),
          (error) => reply(() => reject(answered(error))),
        );
      this.later(deliver, fate === 'late' ? this.random.int(TIMEOUT_MS, 1.5 * TIMEOUT_MS) : undefined);
      if (fate === 'twice') this.later(() => void arrive().catch(() => undefined), this.random.int(1, 1.5 * TIMEOUT_MS));
    });
  }

  private async streamPull(body: unknown, fate: Fate, lines: Channel<string>, gone: AbortSignal): Promise<void> {
    // The shortest answer that says anything has four lines.
    let left = fate === 'broken-off' ? this.random.int(0, 3) : Number.POSITIVE_INFINITY;
    let due = 0;
    const write = async (line: PullLine): Promise<void> => {
      if (gone.aborted) throw new AppError('sync.client-gone', {}, { retry: true });
      // The view stays open while others write; the client gets the past, and all of it.
      if (fate === 'slow' && this.random.chance(0.2)) await this.scheduler.sleepInside(this.random.int(1, 4_000));
      const text = JSON.stringify(line);
      left -= 1;
      if (left < 0) return;
      due = Math.max(due, this.scheduler.now().getTime() + this.random.int(1, 20));
      this.later(() => lines.push(text), due - this.scheduler.now().getTime());
    };
    try {
      await this.server.answer(this.protocol, (api) => api.pull(this.token, body, () => write));
      if (fate !== 'reply-lost') this.later(() => lines.end(), Math.max(1, due - this.scheduler.now().getTime()));
    } catch (error) {
      this.later(() => lines.end(answered(error)));
    }
  }

  /** Ends a stream when the network goes, or when the client wants no more of it. */
  private hangUp(stream: { end(error: Error): void }, signal: AbortSignal): () => void {
    const end = () => stream.end(unreachable());
    const { signal: cut } = this.cut;
    if (signal.aborted) end();
    for (const it of [signal, cut]) it.addEventListener('abort', end);
    return () => {
      for (const it of [signal, cut]) it.removeEventListener('abort', end);
    };
  }

  private fate(): Fate {
    return this.script.shift() ?? this.random.weighted(this.weather);
  }

  private lost(fate: Fate): boolean {
    return !this.up || fate === 'request-lost';
  }

  private later(body: () => void, ms = this.random.int(1, 40)): void {
    this.scheduler.after(ms, body);
  }
}

/** An error as the client gets it over HTTP. */
const answered = (error: unknown): AppError => fromErrorShape(carried(errorShape(error)));
