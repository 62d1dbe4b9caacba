import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { CommandInput, CommandName } from '../../src-shared/commands/index.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION, paths } from '../../src-shared/protocol/index.ts';
import type { CommandOutcome } from '../../src-shared/schema/index.ts';

const PROGRAM = fileURLToPath(new URL('../../portal-server/cli/kasstroom-server.mjs', import.meta.url));

/** A run of the program in a process of its own, as an administrator starts it. */
export class CliProcess {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  private readonly ended: Promise<unknown>;

  constructor(dataDir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.child = spawn(process.execPath, [PROGRAM, ...args, '--data', dataDir, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, KASSTROOM_LOG_LEVEL: 'info', ...env },
    });
    this.ended = once(this.child, 'exit');
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString();
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when the condition holds, which is looked at whenever the process prints something. @throws when the process ends first */
  printed(condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (condition()) resolve();
      };
      this.child.stdout?.on('data', look);
      this.child.stderr?.on('data', look);
      this.child.once('exit', () => reject(new Error(`the process ended: ${this.stdout}${this.stderr}`)));
      look();
    });
  }

  /** No warning, no last words. Resolves when the process is gone. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to stop and gives its exit status. */
  async stop(): Promise<number | null> {
    if (this.running) this.child.kill('SIGTERM');
    await this.ended;
    return this.child.exitCode;
  }
}

/** A running server, with the door a desktop uses. */
export class ServerProcess extends CliProcess {
  url = '';
  private token = '';

  /** Resolves when it listens. The port is fixed, because debtors and the payment provider come back to the same address. */
  static async start(dataDir: string, port: number, env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
    const publicUrl = `http://127.0.0.1:${port}`;
    const server = new ServerProcess(dataDir, ['start', '--port', String(port)], { KASSTROOM_PUBLIC_URL: publicUrl, ...env });
    await server.printed(() => server.stdout.includes('\n'));
    server.url = (JSON.parse(server.stdout) as { url: string }).url;
    return server;
  }

  async signIn(email: string, password: string): Promise<this> {
    const { token } = (await this.post(paths.signIn, { email, password, clientId: `client-of-${email}` })) as { token: string };
    this.token = token;
    return this;
  }

  /** A command whose user waits. A repeat with the same id is harmless. */
  async command<N extends CommandName>(commandId: string, name: N, args: CommandInput<N>): Promise<CommandOutcome> {
    return (await this.post(paths.command, { commandId, name, args })) as CommandOutcome;
  }

  private async post(path: string, body: unknown): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
