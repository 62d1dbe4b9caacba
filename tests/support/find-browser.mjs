// Where the end-to-end tests' browser comes from, in this order: a given path, the system's Chromium, Chrome or Edge,
// Playwright's own download, and as root on Debian the package manager.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

function fromPackageManager(say) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  say('no browser found: installing the chromium package with apt-get');
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options);
  return onPath();
}

/** The executable's path, or a sentence that says why there is none. */
export function findBrowser(say = () => {}) {
  const given = process.env.KASSTROOM_BROWSER;
  if (given) return existsSync(given) ? { path: given } : { reason: `KASSTROOM_BROWSER names ${given}, which does not exist` };
  const own = chromium.executablePath();
  const path = onPath() ?? PLACES.find(existsSync) ?? (existsSync(own) ? own : undefined) ?? fromPackageManager(say);
  return path ? { path } : { reason: 'no Chromium, Chrome or Edge on this machine; install one or set KASSTROOM_BROWSER to its path' };
}
