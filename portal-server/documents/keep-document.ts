import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandArgs } from '../../src-shared/commands/index.ts';
import { loadAdministrationSettings } from '../../src-shared/domain/administration-settings.ts';
import type { DocumentSettings } from '../../src-shared/domain/document-settings.ts';
import type { RowReader } from '../../src-shared/domain/row-reader.ts';
import { AppError, newId } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { giveCommand } from '../sync/execute.ts';
import { diskError, hashOfFile, keepContent } from './content.ts';
import { mediaTypeOf } from './media-type.ts';

type DocumentServices = Pick<Services, 'dataDir' | 'store' | 'clock' | 'seal'>;
type Filed = Pick<CommandArgs<'add-document'>, 'debtorId' | 'name'> &
  Partial<Pick<CommandArgs<'add-document'>, 'kind' | 'invoiceIds' | 'origin' | 'createdById'>>;

/** Files on their way in; not part of a backup. */
export const uploadFolder = (dataDir: string): string => join(dataDir, 'uploads');

export async function documentSettingsOf(reader: RowReader, debtorId: string): Promise<DocumentSettings> {
  const debtor = await reader.get('debtors', debtorId);
  if (!debtor) throw new AppError('not-found', { table: 'debtors', id: debtorId });
  return loadAdministrationSettings(reader, debtor.administrationId, 'documents');
}

/** @throws AppError `document.too-large`, with the limit in whole MB */
export function refuseTooLarge({ maximumBytes }: DocumentSettings, name: string, size: number): void {
  if (size > maximumBytes) throw new AppError('document.too-large', { name, maximum: Math.floor(maximumBytes / 1_048_576) });
}

/**
 * Keeps a file as a document of a debtor: looks what it is, stores its bytes once, and files it. A repeat with the same
 * command id makes no second document.
 * @throws AppError `document.empty`, `document.too-large`, `document.type-not-allowed`, `not-found`
 */
export async function keepFile(
  services: DocumentServices,
  file: string,
  filed: Filed,
  { commandId = newId(services.clock.now()), hash }: { commandId?: string; hash?: string } = {},
): Promise<string> {
  const settings = await services.store.read((tx) => documentSettingsOf(tx, filed.debtorId));
  const { size } = await stat(file);
  if (size === 0) throw new AppError('document.empty', { name: filed.name });
  refuseTooLarge(settings, filed.name, size);
  const mediaType = await mediaTypeOf(file, filed.name);
  if (!settings.types.includes(mediaType)) throw new AppError('document.type-not-allowed', { name: filed.name, type: mediaType });
  const contentHash = hash ?? (await hashOfFile(file));
  await keepContent(services.dataDir, contentHash, createReadStream(file));
  const isMail = mediaType === 'message/rfc822' || mediaType === 'application/vnd.ms-outlook';
  const args = { kind: isMail ? 'mail' : 'file', ...filed, mediaType, size, hash: contentHash };
  const actor = { kind: 'system', name: 'documents' } as const;
  const { documentId } = await giveCommand<{ documentId: string }>(services, { commandId, name: 'add-document', args, actor });
  return documentId;
}

/** As {@link keepFile}, for bytes in memory: an attachment that came in through the portal or by mail. */
export async function keepDocument(services: DocumentServices, bytes: Uint8Array, filed: Filed, commandId?: string): Promise<string> {
  const folder = uploadFolder(services.dataDir);
  const file = join(folder, randomUUID());
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(file, bytes, { mode: 0o600 });
    const hash = createHash('sha256').update(bytes).digest('hex');
    return await keepFile(services, file, filed, { hash, ...(commandId === undefined ? {} : { commandId }) });
  } catch (error) {
    throw diskError(error);
  } finally {
    await rm(file, { force: true });
  }
}

/** Files what the product itself has made (an export, a letter); the company's limits on what comes in are not for these. */
export async function keepMade(
  services: DocumentServices,
  bytes: Uint8Array,
  filed: Filed & { mediaType: string },
  commandId = newId(services.clock.now()),
): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  await keepContent(services.dataDir, hash, Buffer.from(bytes));
  const args = { kind: 'made', ...filed, size: bytes.length, hash };
  const actor = { kind: 'system', name: 'documents' } as const;
  const { documentId } = await giveCommand<{ documentId: string }>(services, { commandId, name: 'add-document', args, actor });
  return documentId;
}
