import type { Logger } from 'pino';
import type { MethodsRequest, PaymentMethod, PaymentProvider } from './provider.ts';

const FRESH_MS = 60_000;
const STALE_MS = 300_000;
const RETRY_MS = 15_000;
const MAX_ENTRIES = 500;
/** How long a page that only mentions the methods waits for the first answer. */
const PATIENCE_MS = 300;

interface Entry {
  at: number;
  methods: PaymentMethod[];
}

/** Remembers what the provider offers, so that pages do not wait for it each time. */
export class MethodBook {
  private readonly provider: PaymentProvider | null;
  private readonly log: Logger;
  private readonly exact = new Map<string, Entry>();
  private readonly lastSeen = new Map<string, Entry>();
  private readonly running = new Map<string, Promise<PaymentMethod[]>>();

  constructor(provider: PaymentProvider | null, log: Logger) {
    this.provider = provider;
    this.log = log;
  }

  /** What this very amount can be paid with. @throws AppError of the provider */
  async forAmount(request: MethodsRequest): Promise<PaymentMethod[]> {
    const known = this.exact.get(exactKey(request));
    if (known && Date.now() - known.at < FRESH_MS) return known.methods;
    return this.ask(request);
  }

  /** What is usually offered in this currency, for a sentence; empty when the provider does not answer soon. */
  async usual(request: MethodsRequest): Promise<PaymentMethod[]> {
    const known = this.lastSeen.get(usualKey(request));
    if (known && Date.now() - known.at < STALE_MS) return known.methods;
    const asked = this.ask(request).catch((error: unknown) => {
      this.log.warn({ err: error }, 'payment methods could not be listed');
      const methods = known?.methods ?? [];
      // Pages must not wait for a provider that is down, one after the other.
      this.lastSeen.set(usualKey(request), { at: Date.now() - STALE_MS + RETRY_MS, methods });
      return methods;
    });
    return known ? known.methods : Promise.race([asked, wait(PATIENCE_MS).then(() => [])]);
  }

  private ask(request: MethodsRequest): Promise<PaymentMethod[]> {
    const { provider } = this;
    if (!provider) return Promise.resolve([]);
    const key = exactKey(request);
    let asked = this.running.get(key);
    if (!asked) {
      asked = provider.listMethods(request).then((methods) => this.remember(request, methods));
      this.running.set(key, asked);
      const forget = (): boolean => this.running.delete(key);
      asked.then(forget, forget);
    }
    return asked;
  }

  private remember(request: MethodsRequest, methods: PaymentMethod[]): PaymentMethod[] {
    const entry = { at: Date.now(), methods };
    if (this.exact.size >= MAX_ENTRIES) this.exact.clear();
    this.exact.set(exactKey(request), entry);
    this.lastSeen.set(usualKey(request), entry);
    return methods;
  }
}

const exactKey = ({ amount, currency, language }: MethodsRequest): string => `${currency} ${language} ${amount}`;
const usualKey = ({ currency, language }: MethodsRequest): string => `${currency} ${language}`;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
