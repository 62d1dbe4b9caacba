import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { openContent } from '../documents/content.ts';

/** GET /portal/logo/:hash: a company's logo. Named after its contents, and only what is some company's logo now. */
export function logoAt(services: Services): RequestHandler {
  return async (req, res) => {
    const hash = String(req.params.hash);
    const companies = await services.store.read((tx) => tx.list('administrations', { where: {} }));
    const logo = companies.find((company) => company.logo?.hash === hash)?.logo;
    if (!logo) throw new AppError('not-found');
    const { size, stream } = await openContent(services.dataDir, hash);
    res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    res.setHeader('Content-Security-Policy', "default-src 'none';sandbox");
    res.setHeader('Content-Length', size);
    res.type(logo.mediaType);
    await pipeline(stream, res);
  };
}
