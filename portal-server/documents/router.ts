import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';
import { announceRequest, documentPaths, finishRequest, OFFSET_HEADER } from '../../src-shared/protocol/documents.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import type { Services } from '../app/services.ts';
import { bearer } from '../sync/router.ts';
import { authenticate, type Caller } from '../sync/sign-in.ts';
import { openContent } from './content.ts';
import { findCopyInvoice } from './copy-invoice.ts';
import { mailParts } from './mail-parts.ts';
import { announceUpload, finishUpload, takePiece } from './uploads.ts';

/** Files in and out, for desktops. Whoever has a role in the administration may read; who may file is checked at the upload. */
export function documentsRouter(services: Services): Router {
  const router = Router();
  const caller = (request: Request): Promise<Caller> => authenticate(services, bearer(request));
  router.post(documentPaths.uploads, async (request, response) => {
    response.json(await announceUpload(services, await caller(request), parse(announceRequest, request.body)));
  });
  router.patch(documentPaths.upload, async (request, response) => {
    const offset = Number(request.get(OFFSET_HEADER));
    if (!Number.isSafeInteger(offset) || offset < 0) throw new AppError('request.malformed', { field: OFFSET_HEADER });
    response.json({ offset: await takePiece(services, await caller(request), String(request.params.id), offset, request) });
  });
  router.post(documentPaths.finishUpload, async (request, response) => {
    const { invoiceIds } = parse(finishRequest, request.body);
    response.json({ documentId: await finishUpload(services, await caller(request), String(request.params.id), invoiceIds) });
  });
  router.get(documentPaths.document, async (request, response) => {
    const document = await readable(services, await caller(request), 'documents', String(request.params.id));
    const { size, stream } = await openContent(services.dataDir, document.hash);
    await send(response, document, size, stream);
  });
  router.get(documentPaths.documentMail, async (request, response) => {
    const document = await readable(services, await caller(request), 'documents', String(request.params.id));
    if (document.mediaType !== 'message/rfc822') throw new AppError('document.no-mail', { name: document.name });
    response.json(await mailParts(services.dataDir, document.hash));
  });
  router.get(documentPaths.invoiceCopy, async (request, response) => {
    const invoice = await readable(services, await caller(request), 'invoices', String(request.params.id));
    const copy = await findCopyInvoice(services, invoice.administrationId, invoice.number);
    if (!copy) throw new AppError('document.no-copy', { number: invoice.number });
    await send(response, copy, copy.size, createReadStream(copy.file));
  });
  return router;
}

/** A row of an administration the caller has no role in is as good as none. */
async function readable<T extends 'documents' | 'invoices'>(services: Services, { actor }: Caller, table: T, id: string): Promise<Row<T>> {
  const row = (await services.store.read((tx) => tx.get(table, id))) as Row<T> | undefined;
  const visible = actor.roles.some((role) => role.administrationId === null || role.administrationId === row?.administrationId);
  if (!row || !visible) throw new AppError('not-found', { table, id });
  return row;
}

/** Always as a download: whatever a file holds, it is not a page of ours. */
async function send(
  response: Response,
  { name, mediaType }: { name: string; mediaType: string },
  size: number,
  stream: Readable,
): Promise<void> {
  response.attachment(name);
  response.set({
    'content-type': mediaType,
    'content-length': String(size),
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  await pipeline(stream, response);
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw new AppError('request.malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
}
