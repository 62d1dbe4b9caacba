import { onTestFinished } from 'vitest';
import { freePort, ServerProcess } from './server-process.ts';

/** The real program in a process of its own, on a free port; ended with the test. */
export async function startServerProcess(dataDir: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await ServerProcess.start(dataDir, await freePort(), env);
  onTestFinished(() => (server.running ? server.kill() : undefined));
  return server;
}
