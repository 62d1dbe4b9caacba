import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import express, { type Request, type Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { AppError } from '../../src-shared/kernel/index.ts';
import { PROTOCOL_HEADER, paths } from '../../src-shared/protocol/index.ts';
import type { Services } from '../app/services.ts';
import { SyncApi } from './api.ts';
import type { PokeHub, PokeListener } from './poke-hub.ts';

/** Per network address; a whole office may share one. */
const SIGN_IN_LIMIT = { attempts: 100, minutes: 5 };

/** What desktops speak over HTTP: sign-in, push, pull, poke. Errors go to the application's error handler. */
export function syncRouter(services: Services, hub: PokeHub): Router {
  const router = Router();
  const api = new SyncApi(services, hub);
  router.use(
    '/api',
    (request, _response, next) => {
      api.checkVersion(request.get(PROTOCOL_HEADER));
      next();
    },
    express.json({ limit: '20mb' }),
  );

  router.post(paths.signIn, signInLimit(), async (request, response) => {
    response.json(await api.signIn(request.body));
  });
  router.post(paths.signOut, async (request, response) => {
    await api.signOut(bearer(request));
    response.json({});
  });
  router.get(paths.sessions, async (request, response) => {
    response.json(await api.sessions(bearer(request)));
  });
  router.delete(paths.session, async (request, response) => {
    await api.endSession(bearer(request), String(request.params.id));
    response.json({});
  });
  router.post(paths.push, async (request, response) => {
    response.json(await api.push(bearer(request), request.body, requestId(request)));
  });
  router.post(paths.command, async (request, response) => {
    response.json(await api.command(bearer(request), request.body, requestId(request)));
  });
  router.post(paths.pull, async (request, response) => {
    let stream: PullStream | null = null;
    await api.pullText(bearer(request), request.body, () => {
      stream = new PullStream(request, response);
      return (text) => (stream as PullStream).write(text);
    });
    (stream as PullStream | null)?.end();
  });
  router.get(paths.poke, async (request, response) => {
    const detach = await api.poke(bearer(request), () => serverSentEvents(response));
    response.on('close', detach);
  });
  return router;
}

/** Checking a password costs time on purpose; one address may not use up the server with it. */
const signInLimit = () =>
  rateLimit({
    windowMs: SIGN_IN_LIMIT.minutes * 60_000,
    limit: SIGN_IN_LIMIT.attempts,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => next(new AppError('auth.too-many-attempts', { minutes: SIGN_IN_LIMIT.minutes })),
  });

/** @throws AppError `auth.session-ended` when there is no bearer token */
export function bearer(request: Request): string {
  const [scheme, token] = (request.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw new AppError('auth.session-ended');
  return token;
}

const requestId = (request: Request): string => String(request.get('x-request-id') ?? '').slice(0, 64);

/** Keeps the response open as a stream of server-sent events until either side ends it. */
function serverSentEvents(response: Response): PokeListener {
  response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.flushHeaders();
  response.write(': connected\n\n');
  return {
    poke: (poke) => response.write(`event: poke\ndata: ${JSON.stringify(poke)}\n\n`),
    keepAlive: () => response.write(': keep-alive\n\n'),
    end: () => response.end(),
  };
}

/** Lines of JSON to one client, compressed on a real network, and no faster than the client takes them. */
class PullStream {
  private readonly out: NodeJS.WritableStream;
  private readonly gone = new AbortController();

  constructor(request: Request, response: Response) {
    response.set({ 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    // On the same machine compressing costs more time than it saves.
    const zip = request.acceptsEncodings('gzip') && !isLoopback(request) ? createGzip({ level: 3 }) : null;
    if (zip) {
      response.set('content-encoding', 'gzip');
      zip.pipe(response);
    }
    this.out = zip ?? response;
    response.on('close', () => this.gone.abort());
  }

  async write(line: string): Promise<void> {
    const { signal } = this.gone;
    if (signal.aborted) throw new AppError('sync.client-gone', {}, { retry: true });
    if (!this.out.write(`${line}\n`)) await once(this.out, 'drain', { signal });
  }

  end(): void {
    this.out.end();
  }
}

function isLoopback(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.endsWith('127.0.0.1');
}
