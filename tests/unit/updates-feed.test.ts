import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { updatesFolder } from '../../portal-server/updates/release.ts';
import { updatesRouter } from '../../portal-server/updates/router.ts';
import { isSigned } from '../../src-main/host-electron/update-signature.ts';
import { CliFolder } from '../support/cli.ts';

const SETUP = 'installer';

/** A data folder with a release for Windows in it, as IT drops it there. */
function release() {
  const cli = new CliFolder();
  onTestFinished(() => cli.remove());
  const folder = updatesFolder(cli.dataDir);
  mkdirSync(folder, { recursive: true });
  const sha512 = createHash('sha512').update(SETUP).digest('base64');
  const description = (size = SETUP.length) =>
    `version: 1.2.3\nfiles:\n  - url: Kasstroom-Setup-1.2.3.exe\n    sha512: ${sha512}\n    size: ${size}\n`;
  writeFileSync(join(folder, 'Kasstroom-Setup-1.2.3.exe'), SETUP);
  writeFileSync(join(folder, 'latest.yml'), description());
  return { cli, folder, description };
}

async function feed(dataDir: string) {
  const app = express().use(updatesRouter({ dataDir, log: pino({ level: 'silent' }) }));
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return (name: string, headers: Record<string, string> = {}) => fetch(`${origin}/updates/${name}`, { headers });
}

async function signed() {
  const it = release();
  const { publicKey } = await it.cli.json<{ publicKey: string }>('updates', 'keygen', '--out', 'key.pem');
  await it.cli.json('updates', 'sign', '--key', 'key.pem', it.folder);
  return { ...it, publicKey };
}

describe('signing a release', () => {
  it('makes a signature that the desktop’s own check takes', async () => {
    const { folder, publicKey } = await signed();
    const [text, signature] = ['latest.yml', 'latest.yml.sig'].map((name) => readFileSync(join(folder, name), 'utf8')) as [string, string];
    expect(isSigned(text, signature, publicKey)).toBe(true);
    expect(isSigned(text.replace('1.2.3', '1.2.4'), signature, publicKey)).toBe(false);
    expect(isSigned(`${text} `, signature, publicKey)).toBe(false);
    expect(
      isSigned(
        text,
        signature.replace(/^./, (it) => (it === 'A' ? 'B' : 'A')),
        publicKey,
      ),
    ).toBe(false);
    const another = await signed();
    expect(isSigned(text, signature, another.publicKey)).toBe(false);
    for (const nothing of ['', 'no base64', 'AAAA']) {
      expect(isSigned(text, nothing, publicKey)).toBe(false);
      expect(isSigned(text, signature, nothing)).toBe(false);
    }
  });

  it('refuses files that are not as described, and says which', async () => {
    const { cli, folder, description } = release();
    await cli.json('updates', 'keygen', '--out', 'key.pem');
    const sign = async () => (await cli.run('updates', 'sign', '--key', 'key.pem', folder)).stderr.trim();
    writeFileSync(join(folder, 'Kasstroom-Setup-1.2.3.exe'), SETUP.toUpperCase());
    expect(await sign()).toBe('Kasstroom-Setup-1.2.3.exe is not as latest.yml describes it. Copy it again.');
    rmSync(join(folder, 'Kasstroom-Setup-1.2.3.exe'));
    expect(await sign()).toBe('latest.yml names Kasstroom-Setup-1.2.3.exe, but that file is not there.');
    writeFileSync(join(folder, 'latest.yml'), description().replace('Kasstroom-Setup', '../Kasstroom-Setup'));
    expect(await sign()).toContain('describes no release: files.0.url');
    rmSync(join(folder, 'latest.yml'));
    expect(await sign()).toContain('There is no latest.yml');
  });

  it('never writes over a key, and takes no other kind of key', async () => {
    const { cli, folder } = release();
    await cli.json('updates', 'keygen', '--out', 'key.pem');
    expect((await cli.run('updates', 'keygen', '--out', 'key.pem')).status).toBe(1);
    writeFileSync(cli.path('text.pem'), 'no key');
    expect((await cli.run('updates', 'sign', '--key', 'text.pem', folder)).stderr).toContain('is no Ed25519 key');
  });

  it('says whether the folder can be offered', async () => {
    const { cli } = await signed();
    expect(await cli.json('updates', 'check')).toEqual({ releases: [{ file: 'latest.yml', version: '1.2.3', files: 1 }] });
  });
});

describe('the feed', () => {
  it('gives the files of a release, also in part', async () => {
    const { cli, description } = await signed();
    const get = await feed(cli.dataDir);
    const metadata = await get('latest.yml?noCache=1');
    expect([metadata.status, metadata.headers.get('cache-control'), await metadata.text()]).toEqual([200, 'no-cache', description()]);
    expect((await get('latest.yml.sig')).status).toBe(200);
    expect(await (await get('Kasstroom-Setup-1.2.3.exe')).text()).toBe(SETUP);
    const part = await get('Kasstroom-Setup-1.2.3.exe', { range: 'bytes=2-4' });
    expect([part.status, await part.text()]).toEqual([206, SETUP.slice(2, 5)]);
  });

  it('offers nothing while the release is unsigned, half copied or malformed', async () => {
    const { cli, folder, description } = await signed();
    const get = await feed(cli.dataDir);
    const status = async () => (await get('latest.yml')).status;
    writeFileSync(join(folder, 'latest.yml'), description(SETUP.length + 1));
    expect(await status()).toBe(503);
    writeFileSync(join(folder, 'latest.yml'), 'version: [');
    expect(await status()).toBe(503);
    writeFileSync(join(folder, 'latest.yml'), description());
    expect(await status()).toBe(200);
    rmSync(join(folder, 'latest.yml.sig'));
    expect(await status()).toBe(503);
  });

  it('lists nothing and leads nowhere else', async () => {
    const { cli, folder } = await signed();
    writeFileSync(join(folder, 'notes.txt'), 'x');
    writeFileSync(join(folder, 'app-update.yml'), 'x');
    writeFileSync(join(folder, '.hidden.yml'), 'x');
    mkdirSync(join(folder, 'folder.exe'));
    writeFileSync(join(cli.dataDir, 'keys.yml'), 'x');
    const get = await feed(cli.dataDir);
    for (const name of [
      '',
      'notes.txt',
      'app-update.yml',
      '.hidden.yml',
      'folder.exe',
      '..%2fkeys.yml',
      '%2e%2e/keys.yml',
      'latest-mac.yml',
    ])
      expect((await get(name)).status, name).toBe(404);
  });
});
