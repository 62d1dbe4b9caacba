// `npm start`: the demo company, its server and a desktop on this machine. Plain JavaScript, because it looks at the
// Node version before anything newer is loaded.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const NEEDED_NODE = 24;
/** A window that is going to fail has done so by then. */
const WINDOW_WITHIN_MS = 4_000;
if (Number(process.versions.node.split('.')[0]) < NEEDED_NODE) {
  console.error(
    `Kasstroom needs Node ${NEEDED_NODE} or newer; this is ${process.versions.node}. Start it with "npm start", which uses the Node in node_modules.`,
  );
  process.exit(1);
}

const say = (line = '') => process.stdout.write(`${line}\n`);
const children = [];
let stopping = false;

function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
  const running = children.filter((child) => child.exitCode === null);
  Promise.all(running.map((child) => new Promise((resolve) => child.once('exit', resolve)))).then(() => process.exit(code));
}

/** Starts a process and resolves with the first line it prints, which is JSON. */
function startAndWait(name, command, args) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: process.env });
  children.push(child);
  child.once('exit', (code) => {
    if (!stopping) say(`${name} stopped (exit code ${code}).`);
    stop(code ?? 1);
  });
  return new Promise((resolve) => createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line))));
}

/** The newest change under a folder, to see whether a build is still good. */
function newest(source) {
  let latest = 0;
  for (const entry of readdirSync(source, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) latest = Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return latest;
}

/** Runs a build step of package.json unless its output is newer than all it is made from. */
function build(args, output, sources) {
  const built = existsSync(join(root, output)) ? statSync(join(root, output)).mtimeMs : 0;
  if (built > Math.max(...sources.map((source) => newest(join(root, source))))) return;
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Electron's binary, or why its window cannot be had here; its package fetches it from outside the registry. */
function electronBinary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules/electron/dist');
  const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  const path = join(folder, names[process.platform] ?? 'electron');
  if (!existsSync(path)) return { reason: "Electron's binary is not on this machine" };
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return screen ? { path } : { reason: 'There is no screen for a window' };
}

/** The desktop in a window of its own. Where Electron cannot start after all (a missing library, no sandbox), the browser does. */
function startWindow(path) {
  build(['src-main/build.mjs'], 'dist/main/main.js', ['src-main', 'src-shared']);
  const child = spawn(path, ['dist/main/main.js', ...desktop], { cwd: root, stdio: 'inherit' });
  children.push(child);
  return new Promise((resolve) => {
    let early = true;
    const started = setTimeout(() => {
      early = false;
      say('  The desktop opens in its own window. Closing it stops the demo.');
      resolve();
    }, WINDOW_WITHIN_MS);
    child
      .once('error', () => undefined)
      .once('close', (code) => {
        clearTimeout(started);
        if (early && code !== 0 && !stopping) resolve(startInBrowser('Electron could not start here'));
        else stop(code ?? 0);
      });
  });
}

async function startInBrowser(reason) {
  const host = await startAndWait('The desktop', process.execPath, ['--import', 'tsx', 'src-main/host-web/main.ts', ...desktop]);
  say(`  ${reason}, so the desktop runs in your browser. Open (once):`);
  say(`    ${host.url}`);
}

process.once('SIGINT', () => stop(0));
process.once('SIGTERM', () => stop(0));

// Data of the demo and of its desktop.
const folder = process.env.KASSTROOM_DEMO_DIR ?? join(root, '.cache');
if (process.argv.includes('--fresh')) rmSync(folder, { recursive: true, force: true });
build(
  ['node_modules/vite/bin/vite.js', 'build', '--config', 'src-renderer/vite.config.ts', '--logLevel', 'warn'],
  'dist/renderer/index.html',
  ['src-renderer', 'src-shared'],
);

const demo = await startAndWait('The server', process.execPath, [
  'portal-server/cli/kasstroom-server.mjs',
  'demo',
  '--data',
  join(folder, 'demo'),
  '--json',
]);
say();
say('  Kasstroom: a demo company on this machine. Nothing leaves it: mail is caught, payments go to the sandbox.');
say();
say(`  Portal link of ${demo.debtor}:`);
say(`    ${demo.portalLink}`);
say();

const desktop = ['--profile', join(folder, 'desktop'), '--server', demo.url, '--email', demo.user, '--password', demo.password];
const electron = electronBinary();
if (electron.path) await startWindow(electron.path);
else await startInBrowser(electron.reason);
say();
say(`  Sign in elsewhere as ${demo.user}, password ${demo.password}. Ctrl+C stops everything; npm start -- --fresh starts over.`);
say();
