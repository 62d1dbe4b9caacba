import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import express, { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';
import {
  commandRequest,
  PROTOCOL_HEADER,
  PROTOCOL_VERSION,
  type PullLine,
  paths,
  pullRequest,
  pushRequest,
  signInRequest,
} from '../../src-shared/protocol/index.ts';
import type { Services } from '../app/services.ts';
import type { PokeHub } from './poke-hub.ts';
import { pull } from './pull.ts';
import { command, push } from './push.ts';
import { authenticate, type Caller, signIn, signOut } from './sign-in.ts';

/** What desktops speak: sign-in, push, pull, poke. Errors go to the application's error handler. */
export function syncRouter(services: Services, hub: PokeHub): Router {
  const router = Router();
  router.use('/api', checkProtocol, express.json({ limit: '20mb' }));

  router.post(paths.signIn, async (request, response) => {
    response.json(await signIn(services, parse(signInRequest, request.body)));
  });
  router.post(paths.signOut, async (request, response) => {
    await signOut(services, bearer(request));
    response.json({});
  });
  router.post(paths.push, async (request, response) => {
    const caller = await authenticate(services, bearer(request));
    const { clientId, commands } = parse(pushRequest, request.body);
    response.json(await push(services, caller, clientId, commands, requestId(request)));
  });
  router.post(paths.command, async (request, response) => {
    const caller = await authenticate(services, bearer(request));
    response.json(await command(services, caller, parse(commandRequest, request.body), requestId(request)));
  });
  router.post(paths.pull, async (request, response) => {
    const caller = await authenticate(services, bearer(request));
    await streamPull(services, caller, request, response);
  });
  router.get(paths.poke, async (request, response) => {
    await authenticate(services, bearer(request));
    hub.attach(response);
  });
  return router;
}

function checkProtocol(request: Request, _response: Response, next: () => void): void {
  const version = request.get(PROTOCOL_HEADER);
  if (version !== String(PROTOCOL_VERSION))
    throw new AppError('sync.protocol-version', { client: version ?? '', server: PROTOCOL_VERSION });
  next();
}

/** @throws AppError `auth.session-ended` when there is no bearer token */
export function bearer(request: Request): string {
  const [scheme, token] = (request.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw new AppError('auth.session-ended');
  return token;
}

const requestId = (request: Request): string => String(request.get('x-request-id') ?? '').slice(0, 64);

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError('request.malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
}

async function streamPull(services: Services, caller: Caller, request: Request, response: Response): Promise<void> {
  const body = parse(pullRequest, request.body);
  response.set({ 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  // On the same machine compressing costs more time than it saves.
  const zip = request.acceptsEncodings('gzip') && !isLoopback(request) ? createGzip({ level: 3 }) : null;
  if (zip) {
    response.set('content-encoding', 'gzip');
    zip.pipe(response);
  }
  const out = zip ?? response;
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  await pull(services, caller, body, async (line: PullLine) => {
    if (gone.signal.aborted) throw new AppError('sync.client-gone', {}, { retry: true });
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain', { signal: gone.signal });
  });
  out.end();
}

function isLoopback(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || address.endsWith('127.0.0.1');
}
