import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../portal-server/cli/kasstroom-server.mjs', import.meta.url));

export interface ServerProcess {
  url: string;
  process: ChildProcess;
  /** As the power fails. */
  kill(): Promise<void>;
  /** As an administrator stops it. Answers the exit status. */
  stop(): Promise<number | null>;
}

/** The real program in a process of its own, on a free port; ended with the test. */
export async function startServerProcess(dataDir: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [PROGRAM, 'start', '--data', dataDir, '--port', '0', '--json'], {
    env: { ...process.env, KASSTROOM_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  };
  onTestFinished(() => end('SIGKILL').then(() => undefined));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), exited.then(() => Promise.reject(new Error(`the server ended: ${errors}`)))]);
  const { url } = JSON.parse(String(first[0])) as { url: string };
  return { url, process: child, kill: () => end('SIGKILL').then(() => undefined), stop: () => end('SIGTERM') };
}
