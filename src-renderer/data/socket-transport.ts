import { type ReplyFrame, type RequestFrame, replyFrame } from '../../src-shared/contract/index.ts';
import { Listeners, type Transport } from './transport.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;

/** The part of a WebSocket that is used here, so that tests may bring their own. */
export type SocketConstructor = new (url: string) => WebSocket;

/**
 * The web host: JSON frames over a WebSocket that is opened again, with growing pauses, for as long as the page lives.
 * Frames sent while the very first connection is being made wait for it; after a loss they are refused until it is back.
 */
export class SocketTransport implements Transport {
  readonly #url: string;
  readonly #Socket: SocketConstructor;
  readonly #frames = new Listeners<ReplyFrame>();
  readonly #states = new Listeners<'open' | 'closed'>();
  #socket: WebSocket | undefined;
  #waiting: RequestFrame[] | undefined = [];
  #delay = FIRST_DELAY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(url: string, Socket: SocketConstructor = WebSocket) {
    this.#url = url;
    this.#Socket = Socket;
    this.#connect();
  }

  send(frame: RequestFrame): boolean {
    if (this.#waiting) {
      this.#waiting.push(frame);
      return true;
    }
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  onFrame(listener: (frame: ReplyFrame) => void): () => void {
    return this.#frames.add(listener);
  }

  onState(listener: (state: 'open' | 'closed') => void): () => void {
    return this.#states.add(listener);
  }

  /** Ends the connection for good. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #connect(): void {
    const socket = new this.#Socket(this.#url);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#opened(socket));
    socket.addEventListener('message', (event) => this.#received(String(event.data)));
    socket.addEventListener('close', () => this.#closed());
  }

  #opened(socket: WebSocket): void {
    this.#delay = FIRST_DELAY_MS;
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const frame of waiting) socket.send(JSON.stringify(frame));
    this.#states.tell('open');
  }

  #received(text: string): void {
    this.#frames.tell(replyFrame.parse(JSON.parse(text)));
  }

  #closed(): void {
    this.#waiting = undefined;
    this.#states.tell('closed');
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.#connect(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY_MS);
  }
}
