import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ReplyFrame } from '../../src-shared/contract/index.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import { type CoreChannel, CoreHost } from '../core/core-host.ts';
import type { FromCore } from '../core/core-process.ts';
import { rendererFile } from '../core/renderer-files.ts';
import { fileSecrets } from './file-secrets.ts';

export interface WebHostOptions {
  profileFolder: string;
  serverUrl: string | null;
  /** Built renderer. */
  assetsFolder: string;
  /** 0 takes a free port. */
  port: number;
  /** Sign in with these at the first start (the demo). */
  signIn?: { email: string; password: string } | null;
  report(message: string): void;
  /** The core process ended although nobody asked it to. */
  crashed(code: number): void;
}

export interface WebHost {
  /** Address to open once in a browser on this machine; its token lets that browser in. */
  url: string;
  stop(): Promise<void>;
}

const COOKIE = 'kasstroom_desktop';
/**
 * Serves the renderer to a browser on this machine only, from the same core as Electron. The link's token can be used
 * once; it is exchanged for a cookie that the page's WebSocket needs too, besides the right Origin.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  if (!existsSync(join(options.assetsFolder, 'index.html'))) throw new AppError('host.no-renderer', { folder: options.assetsFolder });
  const access = new BrowserAccess();
  const sockets = new Map<number, WebSocket>();
  const core = await CoreHost.start(workerChannel(), {
    profileFolder: options.profileFolder,
    serverUrl: options.serverUrl,
    signIn: options.signIn ?? null,
    secrets: fileSecrets(options.profileFolder),
    // The page says everything itself; a browser's own notifications would need a permission.
    notifications: null,
    deliver: (client, frame) => deliver(sockets, client, frame),
    report: options.report,
    crashed: options.crashed,
  });
  const server = createServer((request, response) => serve(options.assetsFolder, access, request, response));
  const socketServer = acceptSockets(server, access, sockets, core);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  access.origin = origin;
  return {
    url: `${origin}/?token=${access.token}`,
    async stop() {
      for (const socket of sockets.values()) socket.close(1001);
      socketServer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await core.stop();
    },
  };
}

/** Who may in: the browser that brought the one-time token, from then on by its cookie. */
class BrowserAccess {
  readonly token = randomBytes(24).toString('base64url');
  private readonly session = randomBytes(24).toString('base64url');
  private used = false;
  origin = '';

  /** The cookie's value when the token is right and unused, else null. */
  exchange(token: string | null): string | null {
    if (this.used || !token || !same(token, this.token)) return null;
    this.used = true;
    return this.session;
  }

  hasCookie(request: IncomingMessage): boolean {
    const found = (request.headers.cookie ?? '').split('; ').find((part) => part.startsWith(`${COOKIE}=`));
    return found !== undefined && same(found.slice(COOKIE.length + 1), this.session);
  }
}

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

function deliver(sockets: ReadonlyMap<number, WebSocket>, client: number | null, frame: ReplyFrame): void {
  const text = JSON.stringify(frame);
  if (client === null) for (const socket of sockets.values()) socket.send(text);
  else sockets.get(client)?.send(text);
}

function acceptSockets(
  server: ReturnType<typeof createServer>,
  access: BrowserAccess,
  sockets: Map<number, WebSocket>,
  core: CoreHost,
): WebSocketServer {
  const socketServer = new WebSocketServer({ noServer: true, maxPayload: 32 * 1024 * 1024 });
  let last = 0;
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/core' || request.headers.origin !== access.origin || !access.hasCookie(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    socketServer.handleUpgrade(request, socket, head, (connection) => {
      last += 1;
      const client = last;
      sockets.set(client, connection);
      connection.on('message', (data) => core.send(client, parseFrame(String(data))));
      connection.on('close', () => sockets.delete(client));
    });
  });
  return socketServer;
}

/** What is no JSON becomes a malformed frame, which the core answers as such. */
function parseFrame(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function serve(folder: string, access: BrowserAccess, request: IncomingMessage, response: ServerResponse): void {
  const url = URL.canParse(request.url ?? '/', access.origin) ? new URL(request.url ?? '/', access.origin) : null;
  const headers: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
  if (!url || `http://${request.headers.host}` !== access.origin) {
    response.writeHead(400, headers).end();
    return;
  }
  const cookie = url.pathname === '/' ? access.exchange(url.searchParams.get('token')) : null;
  if (cookie) {
    response.writeHead(303, { ...headers, location: '/', 'set-cookie': `${COOKIE}=${cookie}; HttpOnly; SameSite=Strict; Path=/` }).end();
  } else if (request.method !== 'GET' || !access.hasCookie(request)) {
    response
      .writeHead(403, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
      .end('Open Kasstroom with the link it printed when it started.\n');
  } else {
    const file = rendererFile(folder, url.pathname, "'self'");
    response.writeHead(file.status, { ...headers, ...file.headers }).end(file.body);
  }
}

function workerChannel(): CoreChannel {
  const built = new URL('./worker.js', import.meta.url);
  const worker = existsSync(built)
    ? new Worker(built)
    : new Worker(new URL('../core/worker.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) =>
      worker.on('message', (message: FromCore) => {
        if (message.type === 'stopped') void worker.terminate();
        listener(message);
      }),
    onExit: (listener) => worker.on('exit', listener),
  };
}
