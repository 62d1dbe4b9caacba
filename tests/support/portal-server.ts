import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Config } from '../../portal-server/app/config.ts';
import { openServices, type Services } from '../../portal-server/app/services.ts';
import { paymentCallbacksRouter, SANDBOX_PATH, sandboxProviderRouter, startPaymentJobs } from '../../portal-server/payments/index.ts';
import { portalRouter } from '../../portal-server/portal/index.ts';
import { type Clock, systemClock } from '../../src-shared/kernel/index.ts';
import { prepareDataDir, removeDataDir } from './engine.ts';

export interface PortalServer {
  services: Services;
  url: string;
  dataDir: string;
  /** Stops; the data stay for a next start unless `remove` is said. */
  stop(options?: { remove?: boolean }): Promise<void>;
}

export interface PortalServerOptions {
  dataDir?: string;
  port?: number;
  clock?: Clock;
  config?: Partial<Config>;
  /** Without them callbacks are journalled only. */
  jobs?: boolean;
}

/** The portal and the payment parts on a port of their own, composed as the real server does. */
export async function startPortalServer(options: PortalServerOptions = {}): Promise<PortalServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'kasstroom-portal-'));
  const app = express();
  const server = createServer(app);
  await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await prepareDataDir(dataDir);
  const services = await openServices(dataDir, {
    create: true,
    clock: options.clock ?? systemClock,
    overrides: { publicUrl: url, logLevel: 'silent', paymentProvider: 'sandbox', ...options.config },
  });
  app.disable('x-powered-by');
  app.use(portalRouter(services));
  app.use(paymentCallbacksRouter(services));
  if (services.config.paymentProvider === 'sandbox') app.use(SANDBOX_PATH, sandboxProviderRouter(services));
  const stopJobs = options.jobs === false ? async () => undefined : startPaymentJobs(services);
  return {
    services,
    url,
    dataDir,
    async stop({ remove = true } = {}) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await stopJobs();
      await services.store.close();
      if (remove) await removeDataDir(dataDir);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
