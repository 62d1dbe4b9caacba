import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export interface RendererFile {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
}

/**
 * A file of the built renderer, or its page with a fresh nonce for any path that is no file. Both hosts serve through
 * this, so both have the same content security policy.
 * @param connect where the page may connect to: the web host's own WebSocket, nothing under Electron
 */
export function rendererFile(folder: string, pathname: string, connect: "'self'" | "'none'"): RendererFile {
  const notFound: RendererFile = { status: 404, headers: {}, body: '' };
  if (!isDecodable(pathname)) return notFound;
  const file = normalize(join(folder, decodeURIComponent(pathname)));
  const extension = extname(file);
  if (extension !== '' && extension !== '.html') {
    if (!file.startsWith(folder + sep) || !existsSync(file)) return notFound;
    const type = types[extension] ?? 'application/octet-stream';
    return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-cache' }, body: readFileSync(file) };
  }
  const nonce = randomBytes(16).toString('base64');
  return {
    status: 200,
    headers: {
      'content-type': types['.html'] as string,
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy(nonce, connect),
    },
    body: readFileSync(join(folder, 'index.html'), 'utf8').replaceAll('__CSP_NONCE__', nonce),
  };
}

/** A path such as /%ff is no text, and no file either. */
function isDecodable(pathname: string): boolean {
  try {
    return decodeURIComponent(pathname) !== '' && !decodeURIComponent(pathname).includes('\0');
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

/** Scripts from the package only; styles besides that with the page's nonce (Fluent adds them at run time). */
function contentSecurityPolicy(nonce: string, connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self' data:",
    "img-src 'self' data: blob:",
    `connect-src ${connect}`,
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
