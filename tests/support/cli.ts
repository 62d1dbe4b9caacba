import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runCli } from '../../portal-server/cli/main.ts';
import { engine, prepareDataDir, removeDataDir } from './engine.ts';

// The command line logs to the process's own stderr, which is the test runner's here.
process.env.KASSTROOM_LOG_LEVEL ??= 'silent';

export interface CliRun {
  status: number;
  stdout: string;
  stderr: string;
  /** The one document of a run with `--json`. */
  json: unknown;
}

/** A data folder of its own, and the command line that works on it. */
export class CliFolder {
  readonly folder = mkdtempSync(join(tmpdir(), 'kasstroom-test-'));
  readonly dataDir = join(this.folder, 'data');

  async run(...args: string[]): Promise<CliRun> {
    await this.prepare();
    const [stdout, stderr] = [new Collector(), new Collector()];
    const env = { KASSTROOM_DATA: this.dataDir };
    const status = await runCli(args, { stdin: process.stdin, stdout, stderr, env, cwd: this.folder });
    return { status, stdout: stdout.text, stderr: stderr.text, json: args.includes('--json') ? JSON.parse(stdout.text) : undefined };
  }

  /** On PostgreSQL the settings say where the database is before there is anything; otherwise `init` makes the folder. */
  private async prepare(): Promise<void> {
    if (engine === 'sqlite') return;
    mkdirSync(this.dataDir, { recursive: true, mode: 0o700 });
    await prepareDataDir(this.dataDir, { empty: true });
  }

  /** Runs with `--json` and expects success. */
  async json<T>(...args: string[]): Promise<T> {
    const { status, stderr, json } = await this.run(...args, '--json');
    if (status !== 0) throw new Error(`kasstroom-server ${args.join(' ')}: ${stderr}`);
    return json as T;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async remove(): Promise<void> {
    await removeDataDir(this.dataDir);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

class Collector extends Writable {
  text = '';

  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
