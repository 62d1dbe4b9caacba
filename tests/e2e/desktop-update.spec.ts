import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { updatesFolder } from '../../portal-server/updates/release.ts';
import { makeUpdateKey, signReleases } from '../../portal-server/updates/sign.ts';
import { DesktopWorld } from '../support/desktop-world.ts';
import { buildDesktop, type Desktop, launchStandIn, ROOT } from '../support/electron-stand-in/launch.ts';

// On the stand-in always: an update needs an installed program, which is more than Electron's binary. The updater, its
// provider, the server's feed, the signature and the exchange of the installed file are the real ones (as an AppImage).
test.skip(process.platform !== 'linux', 'the installed program of this test is an AppImage');

const BUNDLE = join(ROOT, 'dist/update-test');
let world: DesktopWorld;
let desktop: Desktop | null = null;
let keyFile = '';

test.beforeEach(async () => {
  buildDesktop();
  world = await DesktopWorld.open();
  keyFile = join(world.folder, 'release-key.pem');
  const env = { ...process.env, KASSTROOM_UPDATE_PUBLIC_KEY: makeUpdateKey(keyFile) };
  const build = spawnSync(process.execPath, ['src-main/build.mjs', BUNDLE], { cwd: ROOT, env, encoding: 'utf8' });
  expect(build.stderr + build.stdout).toBe('');
});
test.afterEach(async () => {
  await desktop?.kill();
  desktop = null;
  await world.close();
  rmSync(BUNDLE, { recursive: true, force: true });
});

const installed = () => join(world.folder, 'Kasstroom.AppImage');
const program = (version: string) => `#!/bin/sh\necho ${version}\n`;

/** What the release workflow makes, and IT drops into the folder. */
function dropRelease(version: string, content = program(version)): string {
  const folder = updatesFolder(join(world.folder, 'data'));
  mkdirSync(folder, { recursive: true });
  const name = `Kasstroom-${version}.AppImage`;
  writeFileSync(join(folder, name), content);
  const sha512 = createHash('sha512').update(program(version)).digest('base64');
  const size = Buffer.byteLength(program(version));
  const arch = process.arch === 'x64' ? '' : `-${process.arch}`;
  writeFileSync(
    join(folder, `latest-linux${arch}.yml`),
    `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${sha512}\n    size: ${size}\npath: ${name}\nsha512: ${sha512}\nreleaseDate: '2026-11-01T00:00:00.000Z'\n`,
  );
  return folder;
}

async function startInstalled(): Promise<Desktop> {
  writeFileSync(installed(), program('0.1.0'));
  chmodSync(installed(), 0o755);
  const resources = join(world.folder, 'resources');
  mkdirSync(resources, { recursive: true });
  writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\nurl: unused\nupdaterCacheDirName: kasstroom-updater\n');
  desktop = await launchStandIn({
    profile: world.profile,
    main: join(BUNDLE, 'main.js'),
    packaged: true,
    resources,
    args: ['--server', world.url],
    env: { APPIMAGE: installed(), XDG_CACHE_HOME: join(world.folder, 'cache') },
  });
  return desktop;
}

const downloaded = (): boolean => existsSync(join(world.folder, 'cache/kasstroom-updater/pending/update-info.json'));

test('takes a signed release from the server and installs it when the user quits', async () => {
  await signReleases(dropRelease('9.9.9'), keyFile);
  const running = await startInstalled();
  await expect.poll(downloaded, { timeout: 20_000 }).toBe(true);
  expect(running.log()).toBe('');
  await running.quit();
  await expect.poll(() => readFileSync(installed(), 'utf8')).toBe(program('9.9.9'));
});

test('takes no release that another key signed', async () => {
  const folder = dropRelease('9.9.9');
  const otherKey = join(world.folder, 'other.pem');
  makeUpdateKey(otherKey);
  await signReleases(folder, otherKey);
  const running = await startInstalled();
  await expect.poll(running.log, { timeout: 20_000 }).toContain('is not signed with the key that this desktop trusts');
  expect(downloaded()).toBe(false);
  await running.quit();
  expect(readFileSync(installed(), 'utf8')).toBe(program('0.1.0'));
});

test('takes no file that is not as the signed description says', async () => {
  const folder = dropRelease('9.9.9');
  await signReleases(folder, keyFile);
  dropRelease('9.9.9', program('6.6.6'));
  const running = await startInstalled();
  await expect.poll(running.log, { timeout: 20_000 }).toContain('sha512 checksum mismatch');
  expect(downloaded()).toBe(false);
});

test('takes no older release', async () => {
  await signReleases(dropRelease('0.0.9'), keyFile);
  const running = await startInstalled();
  await running.page.waitForTimeout(2_000);
  expect(running.log()).toBe('');
  expect(downloaded()).toBe(false);
});
