import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { startWebHost } from '../../src-main/host-web/host-web.ts';
import { type ReplyFrame, replyFrame } from '../../src-shared/contract/index.ts';
import { fromErrorShape } from '../../src-shared/kernel/index.ts';
import { buildDesktop, launchDesktop } from '../support/electron-stand-in/launch.ts';
import { PageCore } from '../support/page-core.ts';
import { waitFor } from '../support/wait-for.ts';

/** A page's end of a host: frames out, frames in. Every frame that comes in is checked against the contract. */
export interface ContractClient {
  send(frame: unknown): Promise<void>;
  received(): Promise<ReplyFrame[]>;
}

export interface HostUnderTest {
  client: ContractClient;
  faults(): string;
  stop(): Promise<void>;
}

export interface HostKind {
  name: string;
  start(options: { profile: string; serverUrl: string | null }): Promise<HostUnderTest>;
}

/** A page that loads nothing; the web host serves it where the real one would be. */
export function testPage(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'kasstroom-page-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><title>test page</title>');
  writeFileSync(join(folder, 'app.js'), 'export {};');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Comes in with the link, as a browser does. @returns the cookie */
export async function enter(link: string): Promise<string> {
  const response = await fetch(link, { redirect: 'manual' });
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

export async function openSocket(origin: string, cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/core`, { headers: { cookie, origin } });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve).once('error', reject);
  });
  return socket;
}

const webHost: HostKind = {
  name: 'web host',
  async start({ profile, serverUrl }) {
    const page = testPage();
    const reported: string[] = [];
    const host = await startWebHost({
      profileFolder: profile,
      serverUrl,
      assetsFolder: page.folder,
      port: 0,
      report: (message) => reported.push(message),
      crashed: (code) => reported.push(`crashed (${code})`),
    });
    const { origin } = new URL(host.url);
    const socket = await openSocket(origin, await enter(host.url));
    const frames: ReplyFrame[] = [];
    socket.on('message', (data) => frames.push(replyFrame.parse(JSON.parse(String(data)))));
    return {
      client: { send: async (frame) => socket.send(JSON.stringify(frame)), received: async () => frames },
      faults: () => reported.join('\n'),
      stop: async () => {
        await host.stop();
        page.remove();
      },
    };
  },
};

const electronHost: HostKind = {
  name: 'Electron entry',
  async start({ profile, serverUrl }) {
    buildDesktop();
    const desktop = await launchDesktop({ profile, args: serverUrl === null ? [] : ['--server', serverUrl] });
    const core = new PageCore(desktop.page);
    await core.listen();
    return {
      client: {
        send: (frame) => core.send(frame),
        received: async () => (await core.received()).map((frame) => replyFrame.parse(frame)),
      },
      faults: () => desktop.log(),
      stop: () => desktop.quit(),
    };
  },
};

export const hosts = [webHost, electronHost];

/** Ids of this suite; the real screens, which run beside it under Electron, count from one. */
let last = 5_000_000;
export const nextId = (): number => {
  last += 1;
  return last;
};

export async function replyTo(client: ContractClient, id: number): Promise<Extract<ReplyFrame, { kind: 'reply' }>> {
  return waitFor(async () => {
    const reply = (await client.received()).find((frame) => frame.kind === 'reply' && frame.id === id);
    if (reply?.kind !== 'reply') throw new Error(`no reply to ${id}`);
    return reply;
  });
}

/** @throws AppError the refusal */
export async function ask<T>(client: ContractClient, kind: string, name: string, args: unknown = {}, expected?: unknown): Promise<T> {
  const id = nextId();
  await client.send({ id, kind, name, args, ...(expected === undefined ? {} : { expected }) });
  const reply = await replyTo(client, id);
  if (!reply.ok) throw fromErrorShape(reply.error);
  return reply.value as T;
}
