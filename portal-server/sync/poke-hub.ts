import type { Poke } from '../../src-shared/protocol/index.ts';
import type { Services } from '../app/services.ts';
import { endedSessions } from './sign-in.ts';

type HubServices = Pick<Services, 'store' | 'clock' | 'seal' | 'log'>;

/** Often enough that a proxy does not take the connection for dead. */
const KEEP_ALIVE_MS = 20_000;

/** One connected desktop, whatever carries the pokes to it. */
export interface PokeListener {
  poke(poke: Poke): void;
  keepAlive(): void;
  /** The session has ended or the server stops: the connection is closed. */
  end(): void;
}

/** Starts something regular and returns the way to stop it. */
export type Every = (ms: number, body: () => void) => () => void;

const everyInterval: Every = (ms, body) => {
  const timer = setInterval(body, ms);
  timer.unref();
  return () => clearInterval(timer);
};

/**
 * Tells connected desktops that there is something to pull. A lost poke costs seconds, not data: clients also pull on a
 * timer. With every poke and every keep-alive it also looks whose session has ended meanwhile, and hangs up on those.
 */
export class PokeHub {
  private readonly listeners = new Map<PokeListener, string>();
  private readonly stopListening: () => void;
  private readonly stopKeepAlive: () => void;
  private readonly services: HubServices;

  constructor(services: HubServices, every: Every = everyInterval) {
    this.services = services;
    this.stopListening = services.store.onCommit((version) => void this.poke(version).catch((error) => this.fault(error)));
    this.stopKeepAlive = every(KEEP_ALIVE_MS, () => {
      for (const listener of this.listeners.keys()) listener.keepAlive();
      void this.hangUpOnEnded().catch((error) => this.fault(error));
    });
  }

  get size(): number {
    return this.listeners.size;
  }

  /** Pokes the listener until it is detached or the session of its token ends. Returns the way to detach it. */
  attach(token: string, listener: PokeListener): () => void {
    this.listeners.set(listener, token);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.stopListening();
    this.stopKeepAlive();
    for (const listener of this.listeners.keys()) listener.end();
    this.listeners.clear();
  }

  private async poke(version: number): Promise<void> {
    if (this.listeners.size === 0) return;
    const epoch = await this.services.store.epoch();
    for (const listener of this.listeners.keys()) listener.poke({ epoch, version });
    await this.hangUpOnEnded();
  }

  /** Closes the connections of sessions that have ended. */
  async hangUpOnEnded(): Promise<void> {
    if (this.listeners.size === 0) return;
    const ended = await endedSessions(this.services, new Set(this.listeners.values()));
    for (const [listener, token] of this.listeners) {
      if (!ended.has(token)) continue;
      this.listeners.delete(listener);
      listener.end();
    }
  }

  private fault(error: unknown): void {
    this.services.log.error({ err: error }, 'poke failed');
  }
}
