import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import express, { type Express } from 'express';
import { calendarRouter } from '../calendar/router.ts';
import { documentsRouter } from '../documents/index.ts';
import { handOverRouter } from '../hand-over/router.ts';
import { Outbox } from '../jobs/outbox.ts';
import { Scheduler } from '../jobs/scheduler.ts';
import { TaskMailboxReader } from '../mail/intake/index.ts';
import { mailRouter } from '../mail/router.ts';
import { paymentCallbacksRouter, SANDBOX_PATH, sandboxProviderRouter, startPaymentJobs } from '../payments/index.ts';
import { portalApi, portalLinksRouter, portalRouter } from '../portal/index.ts';
import { PokeHub } from '../sync/poke-hub.ts';
import { syncRouter } from '../sync/router.ts';
import { updatesRouter } from '../updates/router.ts';
import { healthRouter } from './health.ts';
import { apiErrors, nothingHere } from './http-errors.ts';
import type { Services } from './services.ts';

const CLOSE_GRACE_MS = 5_000;

export interface RunningServer {
  /** Address it really listens on, e.g. http://127.0.0.1:8480 */
  url: string;
  services: Services;
  /** Finishes requests and jobs under way, then closes the store. */
  stop(): Promise<void>;
}

/** Serves until stopped. @throws AppError `server.port-in-use` */
export async function startServer(services: Services): Promise<RunningServer> {
  const hub = new PokeHub(services);
  const outbox = new Outbox(services);
  const app = createApp(services, hub);
  const server = createServer(app);
  const requests = trackRequests(server);
  await listen(server, services);
  outbox.start();
  const stopPayments = startPaymentJobs(services);
  const taskMailbox = new TaskMailboxReader(services);
  taskMailbox.start();
  const scheduler = new Scheduler(services);
  scheduler.start();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${services.config.host}:${port}`,
    services,
    async stop() {
      hub.close();
      await closeGracefully(server, requests);
      await taskMailbox.stop();
      await scheduler.stop();
      await stopPayments();
      await outbox.stop();
      await services.store.close();
    },
  };
}

function createApp(services: Services, hub: PokeHub): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', services.config.trustProxy);
  app.use(healthRouter(services, hub));
  app.use(syncRouter(services, hub));
  app.use(mailRouter(services));
  app.use(documentsRouter(services));
  app.use(portalApi(services));
  app.use(calendarRouter(services));
  app.use(handOverRouter(services));
  app.use(portalLinksRouter(services));
  app.use(paymentCallbacksRouter(services));
  if (services.config.paymentProvider === 'sandbox') app.use(SANDBOX_PATH, sandboxProviderRouter(services));
  app.use(updatesRouter(services));
  app.use(portalRouter(services));
  app.use(nothingHere);
  app.use(apiErrors(services.log));
  return app;
}

/** Counts requests under way, so that a stop knows when the last one is answered. */
function trackRequests(server: Server): { idle(): Promise<void> } {
  let active = 0;
  let onIdle: (() => void) | null = null;
  server.on('request', (_request, response) => {
    active += 1;
    response.once('close', () => {
      active -= 1;
      if (active === 0) onIdle?.();
    });
  });
  return {
    idle: () =>
      new Promise((resolve) => {
        if (active === 0) resolve();
        else onIdle = resolve;
      }),
  };
}

/** Requests under way may finish within the grace; then every connection is closed. */
async function closeGracefully(server: Server, requests: { idle(): Promise<void> }): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const grace = new AbortController();
  await Promise.race([requests.idle(), setTimeout(CLOSE_GRACE_MS, undefined, { signal: grace.signal, ref: false }).catch(() => undefined)]);
  grace.abort();
  server.closeAllConnections();
  await closed;
}

function listen(server: Server, { config }: Services): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
