// `npm test`: everything a change must pass, on any machine. Says what it skipped and why; in CI a skip is a failure,
// except for real Electron, whose binary cannot be had everywhere.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './support/find-browser.mjs';
import { findDovecot } from './support/find-dovecot.mjs';
import { findElectron } from './support/find-electron.mjs';
import { findPostgres } from './support/find-postgres.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const NEEDED_NODE = 24;
if (Number(process.versions.node.split('.')[0]) < NEEDED_NODE) {
  console.error(
    `The tests need Node ${NEEDED_NODE}; this is ${process.versions.node}. Run them with "npm test", which uses the Node in node_modules.`,
  );
  process.exit(1);
}

const bin = (name) => join(root, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const results = [];

function step(name, command, args, env = {}) {
  process.stdout.write(`\n── ${name}\n`);
  const started = Date.now();
  const run = spawnSync(bin(command), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  results.push({ name, outcome: run.status === 0 ? 'passed' : 'failed', seconds: Math.round((Date.now() - started) / 1000) });
}

function skip(name, reason, allowedInCi = false) {
  results.push({ name, outcome: process.env.CI && !allowedInCi ? 'failed' : 'skipped', reason });
}

step('lint', 'biome', ['ci', '.']);
step('import table', 'depcruise', [
  'src-shared',
  'src-main',
  'src-renderer',
  'portal-server',
  'tests',
  '--config',
  '.dependency-cruiser.cjs',
]);
step('types', 'tsc', ['-b', '--force']);

const data = process.env.KASSTROOM_SHARED_DATA ?? join(root, '../shared/data');
if (!existsSync(data))
  skip('real ledgers', `${data} is not there; set KASSTROOM_SHARED_DATA to a folder with the ledgers to test against them`);
const dovecot = findDovecot();
if ('reason' in dovecot) skip('tests on a real mailbox', dovecot.reason);
const postgres = findPostgres();
if ('reason' in postgres) skip('storage and sync tests on PostgreSQL', postgres.reason);
step('unit, storage, sync and contract tests', 'vitest', ['run']);

step('renderer build', 'vite', ['build', '--config', 'src-renderer/vite.config.ts', '--logLevel', 'warn']);
const browser = findBrowser((line) => process.stdout.write(`${line}\n`));
if (browser.path) step('end-to-end tests', 'playwright', ['test'], { KASSTROOM_BROWSER: browser.path });
else skip('end-to-end tests', browser.reason);
const electron = findElectron();
if (electron.path)
  step('the desktop on real Electron', 'playwright', ['test', 'desktop.spec', 'desktop-security.spec'], { KASSTROOM_DESKTOP: 'electron' });
else skip('the desktop on real Electron', electron.reason, true);

process.stdout.write('\n');
for (const { name, outcome, reason, seconds } of results) {
  process.stdout.write(`${outcome.padEnd(8)} ${name}${seconds === undefined ? '' : ` (${seconds} s)`}${reason ? `: ${reason}` : ''}\n`);
}
const count = (outcome) => results.filter((result) => result.outcome === outcome).length;
process.stdout.write(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`);
process.exit(count('failed') ? 1 : 0);
