import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { PokeHub } from '../sync/poke-hub.ts';
import { syncRouter } from '../sync/router.ts';
import { healthRouter } from './health.ts';
import { apiErrors } from './http-errors.ts';
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
  const hub = new PokeHub(services.store);
  const app = createApp(services, hub);
  const server = createServer(app);
  await listen(server, services);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${services.config.host}:${port}`,
    services,
    async stop() {
      hub.close();
      await closeGracefully(server);
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
  app.use(apiErrors(services.log));
  return app;
}

/** Requests under way may finish; connections that only wait are closed at once, and what hangs after the grace as well. */
async function closeGracefully(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const hanging = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  clearTimeout(hanging);
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
