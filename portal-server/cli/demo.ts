import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../app/config.ts';
import { hasStore, type OpenOptions, openServices, type Services } from '../app/services.ts';
import { buildDemo, DEMO_PASSWORD, DEMO_USER, type Demo } from '../demo/build-demo.ts';
import { addDemoContacts, addDemoDocuments, makeDemoCopies } from '../demo/demo-files.ts';
import type { Cli, CliContext } from './cli.ts';
import { type CliResult, printResult } from './output.ts';
import { serveUntilStopped } from './start.ts';

export interface DemoReady {
  url: string;
  portalLink: string;
  debtor: string;
  user: string;
  password: string;
}

/** Makes the demo company when the folder holds none yet, and serves it until stopped. The sandbox provider is on, mail is caught. */
export async function runDemo(
  dataDir: string,
  port: number,
  announce: (ready: DemoReady) => void,
  options: OpenOptions = {},
): Promise<void> {
  const free = await freePort(port);
  const overrides: Partial<Config> = {
    port: free,
    publicUrl: `http://127.0.0.1:${free}`,
    paymentProvider: 'sandbox',
    ...options.overrides,
  };
  const isNew = !(await hasStore(dataDir, overrides));
  const services = await openServices(dataDir, { ...options, overrides, create: true });
  const demo = await demoOf(services, isNew);
  let running = true;
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (running = false));
  // Beside the work: nobody waits for pictures of invoices.
  const copies = makeDemoCopies(services, () => running).catch((error: unknown) => services.log.error({ err: error }, 'demo: no copies'));
  await serveUntilStopped(services, ({ url }) => {
    const portalLink = `${services.config.publicUrl}/p/${services.keys.signAccess(demo.portalAccessId)}`;
    announce({ url, portalLink, debtor: demo.debtorName, user: DEMO_USER, password: DEMO_PASSWORD });
  });
  await copies;
}

async function demoOf(services: Services, isNew: boolean): Promise<Demo> {
  const file = join(services.dataDir, 'demo.json');
  if (!isNew && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Demo;
  const demo = await buildDemo(services);
  await addDemoContacts(services, STORY_DEBTOR);
  await addDemoDocuments(services, STORY_DEBTOR);
  writeFileSync(file, JSON.stringify(demo));
  return demo;
}

/** The wanted port, or any free one when something listens there already. */
async function freePort(wanted: number): Promise<number> {
  for (const port of [wanted, 0]) {
    const found = await tryPort(port);
    if (found !== null) return found;
  }
  throw new Error('no free port on this machine');
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

/** The customer that several screens' story is about. */
const STORY_DEBTOR = 'Installatiebedrijf Kuipers B.V.';
const DEFAULT_PORT = '8480';

/** `demo`: a company to try everything on; nothing leaves the machine. */
export function registerDemo(program: Command, cli: Cli): void {
  const command = program
    .command('demo')
    .description('serve a demo company: made-up debtors, sandbox payments, caught mail')
    .option('--port <n>', 'port to listen on; a free one when it is taken', DEFAULT_PORT);
  cli.action<{ port: string }>(command, demo);
}

async function demo({ io, json, dataDir }: CliContext, { port }: { port: string }): Promise<CliResult> {
  await runDemo(dataDir, Number(port), (ready) => printResult(io, json, { json: ready, text: announcement(ready) }));
  return { json: { stopped: true }, text: 'Stopped.' };
}

const announcement = (ready: DemoReady): string =>
  [
    `Server:       ${ready.url}`,
    `Portal link:  ${ready.portalLink}  (${ready.debtor})`,
    `Collector:    ${ready.user}, password ${ready.password}`,
    'Mail is caught and payments go to the sandbox: nothing leaves this machine. Ctrl+C stops it.',
  ].join('\n');
