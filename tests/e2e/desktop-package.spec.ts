import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { DesktopWorld, USER } from '../support/desktop-world.ts';
import { buildDesktop, type Desktop, launchStandIn, ROOT } from '../support/electron-stand-in/launch.ts';
import { fakeElectronDist } from '../support/fake-electron-dist.ts';

// electron-builder packages for real, around a folder that only looks like Electron.
test.skip(process.platform !== 'linux', 'packages for Linux');

let world: DesktopWorld;
let desktop: Desktop | null = null;
test.beforeAll(async () => {
  world = await DesktopWorld.open();
});
test.afterAll(async () => {
  await desktop?.quit();
  await world.close();
});

test('the package holds what the desktop needs and no more, with its fuses set, and starts from its own files', async () => {
  buildDesktop();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as { version: string };
  const dist = join(world.folder, 'electron');
  fakeElectronDist(dist, version);
  const output = join(world.folder, 'installers');
  const build = spawnSync(
    process.execPath,
    [
      'node_modules/electron-builder/cli.js',
      '--linux',
      'dir',
      '--publish',
      'never',
      `-c.electronDist=${dist}`,
      `-c.directories.output=${output}`,
    ],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(build.status, build.stdout + build.stderr).toBe(0);

  const unpacked = join(output, 'linux-unpacked');
  const archive = join(unpacked, 'resources/app.asar');
  const files = listPackage(archive, { isPack: false });
  const folders = new Set(
    files.map((file) =>
      file
        .split('/')
        .slice(1, file.startsWith('/node_modules/') ? 3 : 2)
        .join('/'),
    ),
  );
  expect([...folders].sort()).toEqual(['dist', 'node_modules', 'node_modules/better-sqlite3', 'package.json']);
  expect(files.filter((file) => /\.(ts|tsx|map|test\.js)$/.test(file))).toEqual([]);
  const native = `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`;
  expect(existsSync(join(unpacked, 'resources/app.asar.unpacked', native))).toBe(true);
  expect(files.filter((file) => /prebuilds\/(win32|darwin)/.test(file))).toEqual([]);

  const fuses = await getCurrentFuseWire(join(unpacked, 'kasstroom'));
  expect({
    runAsNode: fuses[FuseV1Options.RunAsNode],
    cookieEncryption: fuses[FuseV1Options.EnableCookieEncryption],
    nodeOptions: fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
    inspect: fuses[FuseV1Options.EnableNodeCliInspectArguments],
    asarIntegrity: fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
    onlyAsar: fuses[FuseV1Options.OnlyLoadAppFromAsar],
    filePrivileges: fuses[FuseV1Options.GrantFileProtocolExtraPrivileges],
  }).toEqual({
    runAsNode: FuseState.DISABLE,
    cookieEncryption: FuseState.ENABLE,
    nodeOptions: FuseState.DISABLE,
    inspect: FuseState.DISABLE,
    asarIntegrity: FuseState.ENABLE,
    onlyAsar: FuseState.ENABLE,
    filePrivileges: FuseState.DISABLE,
  });

  // Outside the checkout, so that nothing of its node_modules can be found.
  const application = join(world.folder, 'application');
  extractAll(archive, application);
  cpSync(join(unpacked, 'resources/app.asar.unpacked'), application, { recursive: true });
  desktop = await launchStandIn({
    profile: world.profile,
    main: join(application, 'dist/main/main.js'),
    packaged: true,
    args: ['--server', world.url],
  });
  await desktop.page.getByLabel('E-mailadres').fill(USER.email);
  await desktop.page.getByLabel('Wachtwoord').fill(USER.password);
  await desktop.page.getByRole('button', { name: 'Aanmelden' }).click();
  await expect(desktop.page.getByText('Bakkerij Het Anker').first()).toBeVisible();
  // Links come after "--", where nothing is an option.
  const clients = await desktop.inMain(({ app }) => (app as unknown as { protocolClients: string[][] }).protocolClients);
  expect(clients.map((client) => [client[0], client[2]])).toEqual([['kasstroom', '--']]);
});
