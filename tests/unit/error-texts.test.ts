import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hasMessage, translateError } from '../../src-shared/i18n/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where errors come from that a person at a desktop may read. */
const SOURCES = [
  'src-shared/{commands,kernel,domain}/*.ts',
  'portal-server/{sync,storage}/**/*.ts',
  'src-main/{cache,core,sync,queries}/*.ts',
];

const codes = new Set(
  globSync(SOURCES, { cwd: root }).flatMap((file) =>
    [...readFileSync(new URL(file, `file://${root}`), 'utf8').matchAll(/new AppError\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
  ),
);

describe('the text of an error', () => {
  it('is looked for in the right places', () => {
    expect(codes.size).toBeGreaterThan(30);
    expect([...codes]).toEqual(expect.arrayContaining(['row-changed', 'sync.protocol-version', 'outbox.unreadable', 'store.disk-full']));
  });

  it.each([...codes].sort())('exists for %s', (code) => {
    expect(hasMessage(`error.${code}`)).toBe(true);
    // Anything it asks for that a thrower does not give would make the sentence itself fail.
    const params = new Proxy({}, { get: () => 1, has: () => true, ownKeys: () => [], getOwnPropertyDescriptor: () => undefined });
    for (const language of ['nl', 'en'] as const) expect(translateError(language, { code, params })).not.toBe('');
  });
});
