import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import type { SentFile } from '../../../src-shared/commands/portal-requests.ts';
import { fileArgs, MAX_FILES } from '../../../src-shared/commands/portal-requests.ts';
import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { AppError } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { keepContent } from '../../documents/content.ts';
import type { Visit } from '../session.ts';
import { listField } from './fields.ts';
import { filesOf, type ReceivedFile } from './form-body.ts';

/** What a picture or a paper of a debtor may be; told by its bytes, whatever its name says. */
const TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'application/pdf']);

/** A file that is kept from a form that came back with a fault to the next try. */
export interface KeptFile {
  file: SentFile;
  /** Goes along in the form, and opens to nobody but us. */
  token: string;
}

export interface FormFiles {
  kept: KeptFile[];
  error: MessageKey | null;
}

const keptSchema = z.object({ debtorId: z.string(), file: fileArgs });

/**
 * The files of a form: those that were sent with it, and those of earlier tries that are still ticked. They are stored by
 * their contents before anything is decided, so that a fault elsewhere in the form costs the debtor no second upload.
 */
export async function formFiles(services: Services, visit: Visit, req: Request): Promise<FormFiles> {
  const { files, tooLarge } = filesOf(req);
  const kept = listField(req.body as Record<string, unknown>, 'kept').flatMap((token) => reopened(services, visit, token) ?? []);
  if (tooLarge) return { kept, error: 'portal.error.file-too-large' };
  if (kept.length + files.length > MAX_FILES) return { kept, error: 'portal.error.too-many-files' };
  const added: KeptFile[] = [];
  for (const received of files) {
    const file = await stored(services, received);
    if (!file) return { kept: [...kept, ...added], error: 'portal.error.file-type' };
    added.push({ file, token: services.keys.seal(JSON.stringify({ debtorId: visit.debtor.id, file })) });
  }
  return { kept: [...kept, ...added], error: null };
}

function reopened({ keys }: Services, { debtor }: Visit, token: string): KeptFile | null {
  try {
    const { debtorId, file } = keptSchema.parse(JSON.parse(keys.open(token)));
    return debtorId === debtor.id ? { file, token } : null;
  } catch (error) {
    // Made up, or of another installation: as good as none.
    if (error instanceof AppError || error instanceof z.ZodError) return null;
    throw error;
  }
}

async function stored(services: Services, { name, bytes }: ReceivedFile): Promise<SentFile | null> {
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !TYPES.has(type.mime)) return null;
  const hash = createHash('sha256').update(bytes).digest('hex');
  await keepContent(services.dataDir, hash, bytes);
  return { name: plainName(name), mediaType: type.mime, size: bytes.length, hash };
}

/** The name a person gave it: no folders, no control characters. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return (
    last
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(-200) || 'document'
  );
}
