import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startWebHost, type WebHost } from '../../src-main/host-web/host-web.ts';
import { tempDir } from '../support/temp-dir.ts';
import { enter, openSocket, testPage } from './hosts.ts';

describe('who may in to the web host', () => {
  let page: ReturnType<typeof testPage>;
  let host: WebHost;
  let origin: string;
  const reported: string[] = [];

  beforeEach(async () => {
    page = testPage();
    const report = (message: string) => void reported.push(message);
    const crashed = () => void reported.push('crashed');
    host = await startWebHost({ profileFolder: tempDir(), serverUrl: null, assetsFolder: page.folder, port: 0, report, crashed });
    origin = new URL(host.url).origin;
  });
  afterEach(async () => {
    await host.stop();
    page.remove();
    expect(reported).toEqual([]);
  });

  const get = (path: string, headers: Record<string, string> = {}) => fetch(origin + path, { headers, redirect: 'manual' });
  /** What the socket's upgrade is answered with. */
  const upgrade = (headers: Record<string, string>, path = '/core') =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(origin.replace('http', 'ws') + path, { headers });
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.once('open', () => {
        socket.close();
        resolve(101);
      });
    });
  /** A raw request, for what fetch would tidy up. */
  const raw = (path: string, headers: Record<string, string> = {}) =>
    new Promise<number>((resolve, reject) => {
      const { port } = new URL(origin);
      request({ host: '127.0.0.1', port, path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .once('error', reject)
        .end();
    });

  it('takes the token once, for a cookie that scripts and other sites do not get', async () => {
    const first = await fetch(host.url, { redirect: 'manual' });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    const [cookie = ''] = first.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
    const second = await fetch(host.url, { redirect: 'manual' });
    expect(second.status).toBe(403);
    expect(second.headers.getSetCookie()).toEqual([]);
    expect((await get('/', { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200);
  });

  it('shows nothing without the cookie, and nothing for a wrong token', async () => {
    for (const path of ['/', '/app.js', '/?token=', `/?token=${'x'.repeat(32)}`, '/index.html'])
      expect((await get(path)).status, path).toBe(403);
    expect((await get('/', { cookie: `kasstroom_desktop=${'x'.repeat(32)}` })).status).toBe(403);
  });

  it('opens the socket for our own page with the cookie only', async () => {
    const cookie = await enter(host.url);
    expect(await upgrade({ origin, cookie })).toBe(101);
    expect(await upgrade({ origin })).toBe(403);
    expect(await upgrade({ cookie })).toBe(403);
    expect(await upgrade({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await upgrade({ cookie, origin: origin.replace('127.0.0.1', 'localhost') })).toBe(403);
    expect(await upgrade({ cookie, origin: 'null' })).toBe(403);
    expect(await upgrade({ cookie: `${cookie}x`, origin })).toBe(403);
    expect(await upgrade({ cookie, origin }, '/other')).toBe(403);
  });

  it('answers to its own name only, so that no other name can be bound to it', async () => {
    const cookie = await enter(host.url);
    expect(await raw('/', { cookie, host: 'evil.example' })).toBe(400);
    expect(await raw('/', { cookie, host: new URL(origin).host })).toBe(200);
  });

  it('serves the page with a policy and a fresh nonce, and no file outside its folder', async () => {
    const cookie = await enter(host.url);
    const nonces = new Set<string>();
    for (let i = 0; i < 2; i += 1) {
      const response = await get('/', { cookie });
      const policy = response.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(await response.text()).toContain(nonce);
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
      expect(policy).toContain("connect-src 'self'");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
    expect((await get('/app.js', { cookie })).headers.get('content-type')).toContain('javascript');
    for (const path of ['/../package.json', '/..%2fpackage.json', '/%2e%2e/%2e%2e/etc/hosts.json', '/no-such.js', '/%ff', '/%00.js'])
      expect(await raw(path, { cookie }), path).toBe(404);
  });

  it('survives what is no request of a browser', async () => {
    const cookie = await enter(host.url);
    for (const path of ['//', 'http://[', '/?token=%', '/%']) expect(await raw(path, { cookie })).toBeGreaterThanOrEqual(200);
    expect((await fetch(origin, { method: 'POST', headers: { cookie } })).status).toBe(403);
    const socket = await openSocket(origin, cookie);
    const answer = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
    socket.send('{ no json');
    expect(JSON.parse(await answer)).toMatchObject({ id: -1, ok: false, error: { code: 'contract.malformed' } });
    socket.close();
    expect((await get('/', { cookie })).status).toBe(200);
  });
});
