import type { Logger } from 'pino';
import type { Delivery, SandboxStore } from './store.ts';

const CALL_TIMEOUT_MS = 10_000;
const IDLE_MS = 1_000;

/** Calls the creditor back, again and again until it answers 200; what was undelivered at a stop is delivered after it. */
export class DeliveryLoop {
  private readonly store: SandboxStore;
  private readonly log: Logger;
  private stopped = true;
  private running: Promise<void> = Promise.resolve();
  private wakeUp: () => void = () => undefined;

  constructor(store: SandboxStore, log: Logger) {
    this.store = store;
    this.log = log;
  }

  start(): void {
    this.stopped = false;
    this.running = this.run();
  }

  wake(): void {
    this.wakeUp();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const woken = new Promise<void>((resolve) => {
        this.wakeUp = resolve;
      });
      for (const delivery of this.store.dueDeliveries(Date.now())) await this.deliver(delivery);
      if (this.stopped) return;
      await Promise.race([woken, sleep(IDLE_MS)]);
    }
  }

  private async deliver(delivery: Delivery): Promise<void> {
    try {
      const response = await fetch(delivery.url, {
        method: 'POST',
        body: new URLSearchParams({ id: delivery.paymentId }),
        signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
        redirect: 'manual',
      });
      if (response.status === 200) return this.store.delivered(delivery.id);
      this.log.warn({ status: response.status, attempts: delivery.attempts }, 'sandbox provider: callback not taken');
    } catch (error) {
      this.log.warn({ attempts: delivery.attempts, err: error }, 'sandbox provider: callback failed');
    }
    this.store.failed(delivery, Date.now());
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
