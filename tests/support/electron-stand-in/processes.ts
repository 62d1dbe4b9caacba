import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A utility process: a child of Node whose `process.parentPort` is its channel to us. */
class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;

  constructor(file: string, args: readonly string[]) {
    super();
    const parentPort = fileURLToPath(new URL('./parent-port.ts', import.meta.url));
    this.child = fork(file, args, { execArgv: ['--import', parentPort], serialization: 'advanced' });
    this.child.on('message', (message) => this.emit('message', message));
    this.child.on('spawn', () => this.emit('spawn'));
    this.child.on('exit', (code) => this.emit('exit', code ?? 1));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send(message as Parameters<ChildProcess['send']>[0]);
  }

  kill(): boolean {
    return this.child.kill();
  }
}

export const utilityProcess = { fork: (file: string, args: readonly string[] = []) => new UtilityProcess(file, args) };
