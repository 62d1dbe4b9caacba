import { once } from 'node:events';
import { type RunningServer, startServer } from '../app/server.ts';
import type { Services } from '../app/services.ts';

/** Serves until the process is asked to stop; a second signal does not wait for what is under way. */
export async function serveUntilStopped(services: Services, announce: (server: RunningServer) => void): Promise<void> {
  const server = await startServer(services);
  announce(server);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  services.log.info('stopping: finishing what is under way');
  const impatient = () => process.exit(1);
  process.once('SIGINT', impatient);
  process.once('SIGTERM', impatient);
  await server.stop();
}
