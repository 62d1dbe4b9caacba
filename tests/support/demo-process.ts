import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 90_000;

/** `npm start` as a newcomer meets it: a process whose words on the terminal are all there is to go by. */
export class DemoProcess {
  portalLink = '';
  desktopUrl = '';
  output = '';
  private readonly folder = mkdtempSync(join(tmpdir(), 'kasstroom-demo-'));
  private readonly child: ChildProcess;

  constructor() {
    this.child = spawn(process.execPath, ['src-main/start.mjs'], {
      cwd: ROOT,
      // Real Electron has a spec of its own; this story is told in the browser.
      env: { ...process.env, KASSTROOM_DEMO_DIR: this.folder, ELECTRON_OVERRIDE_DIST_PATH: join(this.folder, 'no-electron') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Resolves when both addresses have been printed. */
  ready(): Promise<this> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`npm start did not get ready:\n${this.output}`)), READY_MS);
      const read = (chunk: Buffer) => {
        this.output += String(chunk);
        this.portalLink = /http:\S+\/p\/\S+/.exec(this.output)?.[0] ?? '';
        this.desktopUrl = /http:\S+\/\?token=\S+/.exec(this.output)?.[0] ?? '';
        if (!this.portalLink || !this.desktopUrl) return;
        clearTimeout(timer);
        resolve(this);
      };
      this.child.stdout?.on('data', read);
      this.child.stderr?.on('data', read);
      this.child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`npm start ended (${code}):\n${this.output}`));
      });
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
