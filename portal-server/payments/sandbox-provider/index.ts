import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Clock } from '../../../src-shared/kernel/index.ts';
import { DeliveryLoop } from './delivery.ts';
import { sandboxRouter } from './router.ts';
import { SandboxStore } from './store.ts';

/** The provider itself, running inside this process but sharing nothing with the rest: not even the database. */
export interface SandboxProvider {
  router: Router;
  start(): void;
  stop(): Promise<void>;
}

/** The key the creditor uses at the sandbox, made at first use and kept with the other keys. */
export function sandboxApiKey(dataDir: string): string {
  const folder = join(dataDir, 'keys');
  const file = join(folder, 'sandbox-provider.key');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, `sandbox_${randomBytes(24).toString('hex')}`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}

export function openSandboxProvider(dataDir: string, baseUrl: string, log: Logger, clock: Clock): SandboxProvider {
  const store = new SandboxStore(join(dataDir, 'sandbox-provider.sqlite'));
  const deliveries = new DeliveryLoop(store, log);
  return {
    router: sandboxRouter({ store, deliveries, apiKey: sandboxApiKey(dataDir), baseUrl, clock }),
    start: () => deliveries.start(),
    async stop() {
      await deliveries.stop();
      store.close();
    },
  };
}
