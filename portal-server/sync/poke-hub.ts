import type { Response } from 'express';
import type { Store } from '../storage/store.ts';

/** Often enough that a proxy does not take the connection for dead. */
const KEEP_ALIVE_MS = 20_000;

/** Tells connected desktops that there is something to pull. A lost poke costs seconds, not data: clients also pull on a timer. */
export class PokeHub {
  private readonly listeners = new Set<Response>();
  private readonly stopListening: () => void;
  private readonly keepAlive: NodeJS.Timeout;
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
    this.stopListening = store.onCommit((version) => void this.poke(version));
    this.keepAlive = setInterval(() => this.send(': keep-alive\n\n'), KEEP_ALIVE_MS);
    this.keepAlive.unref();
  }

  get size(): number {
    return this.listeners.size;
  }

  /** Keeps the response open as a stream of server-sent events until the client goes. */
  attach(response: Response): void {
    response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    response.flushHeaders();
    response.write(': connected\n\n');
    this.listeners.add(response);
    response.on('close', () => this.listeners.delete(response));
  }

  close(): void {
    this.stopListening();
    clearInterval(this.keepAlive);
    for (const response of this.listeners) response.end();
    this.listeners.clear();
  }

  private async poke(version: number): Promise<void> {
    if (this.listeners.size === 0) return;
    this.send(`event: poke\ndata: ${JSON.stringify({ epoch: await this.store.epoch(), version })}\n\n`);
  }

  private send(text: string): void {
    for (const response of this.listeners) response.write(text);
  }
}
