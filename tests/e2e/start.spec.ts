import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startOptions } from '../../src-main/host-electron/options.ts';
import { ROOT } from '../support/electron-stand-in/launch.ts';

test.skip(process.platform !== 'linux', 'the program that stands for Electron here is a shell script');

test('npm start hands Electron its arguments whole, and falls back on the browser when it cannot start', async () => {
  // A space in the path, as on many a Windows machine.
  const folder = mkdtempSync(join(tmpdir(), 'kasstroom start '));
  const electron = join(folder, 'electron');
  mkdirSync(electron);
  // Notes its arguments one a line, and ends as Electron does without the libraries it needs.
  writeFileSync(join(electron, 'electron'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${join(folder, 'arguments')}'\nexit 127\n`);
  chmodSync(join(electron, 'electron'), 0o755);
  const env = { ...process.env, KASSTROOM_DEMO_DIR: join(folder, 'demo'), ELECTRON_OVERRIDE_DIST_PATH: electron, DISPLAY: ':99' };
  const child = spawn(process.execPath, ['src-main/start.mjs'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += String(chunk);
  });
  try {
    await expect
      .poll(() => output, { timeout: 90_000 })
      .toMatch(/Electron could not start here, so the desktop runs in your browser[\s\S]*http:\S+\/\?token=/);
    const given = readFileSync(join(folder, 'arguments'), 'utf8').trim().split('\n');
    expect(given[0]).toBe('dist/main/main.js');
    const options = startOptions(['electron', ...given], false, ROOT);
    expect(options.profile).toBe(join(folder, 'demo/desktop'));
    expect(options.server).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(options.signIn?.email).toContain('@');
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});
