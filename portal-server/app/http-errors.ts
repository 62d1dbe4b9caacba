import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { AppError, errorShape } from '../../src-shared/kernel/index.ts';

/** The one place where error codes become HTTP statuses. */
const statuses: Record<string, number> = {
  'auth.wrong-credentials': 401,
  'auth.session-ended': 401,
  'auth.too-many-attempts': 429,
  'not-allowed': 403,
  'not-found': 404,
  'request.malformed': 400,
  'sync.protocol-version': 426,
  'mail.refused': 502,
  'mail.unreachable': 502,
  'store.busy': 503,
  'store.disk-full': 503,
  'store.closed': 503,
};

export function statusOf(error: unknown): number {
  if (!(error instanceof AppError)) return 500;
  return statuses[error.code] ?? (error.retry ? 503 : 422);
}

/** Answers API errors as JSON; the portal renders its own pages. Faults of ours are logged with their cause, never shown. */
export function apiErrors(log: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    const status = httpStatusOf(error);
    if (status >= 500) log.error({ err: error, method: request.method, path: request.path }, 'request failed');
    if (response.headersSent) {
      next(error);
      return;
    }
    response.status(status).json({ error: errorShape(status < 500 ? asRefusal(error) : error) });
  };
}

/** Behind all routes: Express's own answer names the software and repeats the address. */
export const nothingHere: RequestHandler = (request, response) => {
  if (request.path.startsWith('/api/')) throw new AppError('not-found');
  response.status(404).type('text').send('Not found');
};

/** What cannot be read now cannot be read later: a client must not send it again. */
function asRefusal(error: unknown): unknown {
  if (error instanceof AppError) return error;
  return new AppError('request.malformed', { field: error instanceof URIError ? 'address' : 'body' }, { cause: error });
}

/** body-parser and express-rate-limit give their errors a status of their own. */
function httpStatusOf(error: unknown): number {
  if (error instanceof AppError) return statusOf(error);
  const status = (error as { status?: unknown }).status;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
