import { AppError } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { CallbackJournal } from './journal.ts';
import { MethodBook } from './methods.ts';
import { mollieProvider } from './mollie.ts';
import type { PaymentProvider } from './provider.ts';
import { sandboxProvider } from './sandbox.ts';
import { openSandboxProvider, type SandboxProvider, sandboxApiKey } from './sandbox-provider/index.ts';

export const SANDBOX_PATH = '/sandbox-provider';

/** What the payment parts of one server share. */
export interface Payments {
  /** Null when debtors cannot pay online: then only the transfer details are shown. */
  provider: PaymentProvider | null;
  methods: MethodBook;
  journal: CallbackJournal;
  /** Where the provider calls back, or null when it cannot reach this server. */
  callbackUrl: string | null;
  /** The provider itself, when it is the built-in one. */
  sandbox(): SandboxProvider;
  /** A callback has been journalled. */
  wake(): void;
  onWake(listener: () => void): void;
}

const contexts = new WeakMap<Services, Payments>();

/** One per server: the router, the callbacks and the jobs that are given the same services meet here. */
export function paymentsOf(services: Services): Payments {
  let payments = contexts.get(services);
  if (!payments) {
    payments = makePayments(services);
    contexts.set(services, payments);
  }
  return payments;
}

function makePayments(services: Services): Payments {
  const provider = makeProvider(services);
  let listener = (): void => undefined;
  let sandbox: SandboxProvider | null = null;
  return {
    provider,
    methods: new MethodBook(provider, services.log),
    journal: new CallbackJournal(services.store),
    callbackUrl: provider && callbackUrl(services, provider),
    sandbox() {
      sandbox ??= openSandboxProvider(services.dataDir, services.config.publicUrl + SANDBOX_PATH, services.log, services.clock);
      return sandbox;
    },
    wake: () => listener(),
    onWake(next) {
      listener = next;
    },
  };
}

function makeProvider({ config, dataDir }: Services): PaymentProvider | null {
  if (config.paymentProvider === 'sandbox') return sandboxProvider(config.publicUrl + SANDBOX_PATH, sandboxApiKey(dataDir));
  if (config.paymentProvider === 'none') return null;
  if (!config.mollieApiKey) throw new AppError('config.malformed', { file: '', key: 'mollieApiKey', reason: 'is empty' });
  return mollieProvider(config.mollieApiKey, config.mollieApiUrl);
}

function callbackUrl({ config }: Services, provider: PaymentProvider): string | null {
  const reachable = provider.name === 'sandbox' || isPublicAddress(new URL(config.publicUrl).hostname);
  return reachable ? `${config.publicUrl}/callbacks/${provider.name}` : null;
}

/** False for this machine and for private networks (RFC 1918, RFC 4193, RFC 6762): a provider outside cannot call there. */
export function isPublicAddress(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || /\.(localhost|local|internal|lan|test|example|invalid)$/.test(host)) return false;
  if (/^(127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(host)) return false;
  if (host.includes(':')) return !/^(::1?$|f[cd]|fe[89ab])/.test(host);
  return host.includes('.');
}
