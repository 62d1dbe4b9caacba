import { once } from 'node:events';
import type { Command } from 'commander';
import type { Config } from '../app/config.ts';
import { type RunningServer, startServer } from '../app/server.ts';
import { openServices, type Services } from '../app/services.ts';
import type { Cli, CliContext } from './cli.ts';
import { type CliResult, printResult } from './output.ts';

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

interface StartOptions {
  port?: string;
  host?: string;
}

/** `start`: prints the address once it listens, then the result of a clean stop. */
export function registerStart(program: Command, cli: Cli): void {
  const command = program
    .command('start')
    .description('serve desktops, the debtor portal and payment callbacks until stopped')
    .option('--port <n>', 'port to listen on instead of the configured one')
    .option('--host <address>', 'address to listen on instead of the configured one');
  cli.action<StartOptions>(command, start);
}

async function start({ io, json, dataDir }: CliContext, { port, host }: StartOptions): Promise<CliResult> {
  // The configuration's own schema turns the text into a number, and names the option's key when it is none.
  const overrides = {
    ...(port === undefined ? {} : { port: port as unknown as number }),
    ...(host === undefined ? {} : { host }),
  } as Partial<Config>;
  const services = await openServices(dataDir, { overrides });
  await serveUntilStopped(services, ({ url }) => {
    printResult(io, json, {
      json: { url, publicUrl: services.config.publicUrl },
      text: `Kasstroom serves on ${url} (public address ${services.config.publicUrl}). Ctrl+C stops it.`,
    });
  });
  return { json: { stopped: true }, text: 'Stopped.' };
}
