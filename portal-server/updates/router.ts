import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { checkRelease, METADATA, SIGNATURE_SUFFIX, updatesFolder } from './release.ts';

/** What electron-builder makes of a release, and the signatures; nothing else in the folder is served. */
const SERVED = /^[A-Za-z0-9][A-Za-z0-9._+ -]*\.(yml|sig|exe|blockmap|dmg|zip|AppImage|deb)$/;

/**
 * GET /updates/<file>: the feed of the desktops' updater. IT puts the files of a release into the folder `updates`; a
 * description is given only when all its files are there in full, so that no desktop meets half a release.
 */
export function updatesRouter({ dataDir, log }: Pick<Services, 'dataDir' | 'log'>): Router {
  const router = Router();
  const folder = updatesFolder(dataDir);
  router.get('/updates/:name', (request, response) => {
    const { name } = request.params;
    const file = join(folder, name);
    if (!SERVED.test(name) || !existsSync(file) || !statSync(file).isFile()) return void response.status(404).end();
    const metadata = name.endsWith(SIGNATURE_SUFFIX) ? name.slice(0, -SIGNATURE_SUFFIX.length) : name;
    if (METADATA.test(metadata) && !isWhole(metadata)) return void response.status(503).set('retry-after', '600').end();
    if (name.endsWith('.yml') && !METADATA.test(name)) return void response.status(404).end();
    response.set('cache-control', METADATA.test(metadata) ? 'no-cache' : 'public, max-age=3600');
    response.sendFile(name, { root: folder, headers: { 'x-content-type-options': 'nosniff' } });
  });

  function isWhole(metadata: string): boolean {
    try {
      checkRelease(folder, metadata);
      return existsSync(join(folder, metadata + SIGNATURE_SUFFIX));
    } catch (error) {
      if (!(error instanceof AppError) || !error.code.startsWith('updates.')) throw error;
      log.warn({ code: error.code, params: error.params }, 'an update is not offered');
      return false;
    }
  }
  return router;
}
