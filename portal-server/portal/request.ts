import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { type Day, dayAt } from '../../src-shared/kernel/index.ts';
import type { Language, Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { type PageContext, pagePolicy } from './pages/layout.tsx';
import { chooseLanguage, type Visit } from './session.ts';
import { words } from './words.ts';

/** What a page is made in: language, company, visit. `query` is this page's choice, kept when the language is switched. */
export function pageContext(
  services: Services,
  req: Request,
  res: Response,
  {
    visit,
    administration,
    query = '',
    own,
  }: { visit: Visit | null; administration?: Row<'administrations'> | null; query?: string; own?: Language },
): PageContext {
  const language = chooseLanguage(services, req, res, own ?? visit?.debtor.language ?? administration?.language ?? 'nl');
  const other = language === 'nl' ? 'en' : 'nl';
  // A posted form has no address of its own to come back to but that of its page.
  const kept = query || (req.method === 'GET' ? withoutLanguage(req.originalUrl) : '');
  return {
    words: words[language],
    visit,
    administration: visit?.administration ?? administration ?? null,
    otherLanguageHref: `?${kept ? `${kept}&` : ''}lang=${other}`,
  };
}

function withoutLanguage(url: string): string {
  const start = url.indexOf('?');
  if (start < 0) return '';
  const query = new URLSearchParams(url.slice(start));
  query.delete('lang');
  return query.toString();
}

/** Sends a page. No digest is made of it: pages are never stored. */
export function sendPage(res: Response, html: string, status = 200, formTargets?: string): void {
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Length', html.length);
  res.setHeader('Content-Security-Policy', pagePolicy(formTargets));
  res.setHeader('Cache-Control', 'no-store');
  res.statusCode = status;
  // Pages are ASCII: one byte a character.
  res.end(html, 'latin1');
}

/**
 * The headers helmet would set on every answer, asked of it once: they never differ.
 * Same-origin as referrer keeps tokens and ids from other sites, and still lets forms say where they come from.
 */
export function securityHeaders({ config }: Services): RequestHandler {
  const headers = new Map<string, string>();
  const probe = new ServerResponse(new IncomingMessage(new Socket()));
  const ask = helmet({
    contentSecurityPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.publicUrl.startsWith('https:'),
  });
  ask(probe.req, probe, (error) => {
    if (error) throw error;
  });
  for (const [name, value] of Object.entries(probe.getHeaders())) headers.set(name, String(value));
  return (_req, res, next) => {
    res.setHeaders(headers);
    next();
  };
}

const days = new Map<string, { minute: number; day: Day }>();

/** The business day it is for a company; worked out once a minute, because time zones are expensive. */
export function todayOf({ clock }: Services, { timeZone }: Pick<Row<'administrations'>, 'timeZone'>): Day {
  const now = clock.now();
  const minute = Math.floor(now.getTime() / 60_000);
  let known = days.get(timeZone);
  if (known?.minute !== minute) {
    known = { minute, day: dayAt(now, timeZone) };
    days.set(timeZone, known);
  }
  return known.day;
}
