import { createHash } from 'node:crypto';
import express, { Router } from 'express';
import { fileTypeFromBuffer } from 'file-type';
import { authorise, commands } from '../../src-shared/commands/index.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import { LOGO_BYTES, logoReply, portalPaths, viewRequest } from '../../src-shared/protocol/portal.ts';
import type { Services } from '../app/services.ts';
import { keepContent } from '../documents/content.ts';
import { bearer } from '../sync/router.ts';
import { authenticate } from '../sync/sign-in.ts';
import { viewUrl } from './view.ts';

/** What desktops ask of the portal: to look as a debtor, and to keep a logo. */
export function portalApi(services: Services): Router {
  const router = Router();
  router.post(portalPaths.view, async (request, response) => {
    const { actor } = await authenticate(services, bearer(request));
    const parsed = viewRequest.safeParse(request.body);
    if (!parsed.success) throw new AppError('request.malformed', { field: 'debtorId' });
    const { debtorId } = parsed.data;
    const debtor = await services.store.read((tx) => tx.get('debtors', debtorId));
    if (!debtor) throw new AppError('not-found', { table: 'debtors', id: debtorId });
    authorise(needCommand('view-portal'), actor, debtor.administrationId);
    response.json({ url: await viewUrl(services, actor.userId, debtorId) });
  });
  const body = express.raw({ type: 'application/octet-stream', limit: LOGO_BYTES * 2 });
  router.post(portalPaths.logo, body, async (request, response) => {
    const { actor } = await authenticate(services, bearer(request));
    authorise(needCommand('update-company'), actor, String(request.params.administrationId));
    response.json(await keepLogo(services, request.body as Buffer));
  });
  return router;
}

function needCommand(name: string) {
  const command = commands.get(name);
  if (!command) throw new AppError('command.unknown', { command: name });
  return command;
}

/**
 * Pictures that every browser and mail program shows and that hold no script: an SVG can, so it is none of them. What it
 * is is told by its bytes. @throws AppError `logo.not-a-picture`, `logo.too-large`
 */
async function keepLogo({ dataDir }: Services, bytes: Buffer) {
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new AppError('logo.not-a-picture');
  if (bytes.length > LOGO_BYTES) throw new AppError('logo.too-large');
  const type = await fileTypeFromBuffer(bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const logo = logoReply.safeParse({ hash, mediaType: type?.mime });
  if (!logo.success) throw new AppError('logo.not-a-picture');
  await keepContent(dataDir, hash, bytes);
  return logo.data;
}
