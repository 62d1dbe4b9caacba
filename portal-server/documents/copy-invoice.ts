import { realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve, sep } from 'node:path';
import { loadAdministrationSettings } from '../../src-shared/domain/administration-settings.ts';
import { type CopyInvoiceSettings, copyInvoiceFile, standardCopyFolder } from '../../src-shared/domain/document-settings.ts';
import type { Services } from '../app/services.ts';
import { contentFile } from './content.ts';
import { mediaTypeOf } from './media-type.ts';

export interface CopyInvoice {
  /** Where its bytes are on this machine. */
  file: string;
  /** As the debtor is to see it. */
  name: string;
  mediaType: 'application/pdf';
  size: number;
}

type CopyServices = Pick<Services, 'store' | 'dataDir'>;

/**
 * The copy of an invoice by its number: a document of kind `copy-invoice` that was filed with it, else the file that the
 * settings' folder and pattern lead to. Null when there is none, or when what is there is no PDF.
 */
export async function findCopyInvoice(
  { store, dataDir }: CopyServices,
  administrationId: string,
  number: string,
): Promise<CopyInvoice | null> {
  const { settings, code, invoice, filed } = await store.read(async (tx) => {
    const [invoice] = await tx.list('invoices', { where: { administrationId, number } });
    const documents = invoice
      ? await tx.list('documents', { where: { debtorId: invoice.debtorId, kind: 'copy-invoice', removedAt: null } })
      : [];
    return {
      settings: await loadAdministrationSettings(tx, administrationId, 'copy-invoices'),
      code: (await tx.get('administrations', administrationId))?.code ?? '',
      invoice,
      filed: invoice && documents.find(({ invoiceIds, mediaType }) => mediaType === 'application/pdf' && invoiceIds.includes(invoice.id)),
    };
  });
  if (filed) return asCopy(contentFile(dataDir, filed.hash), filed.name);
  const folder = folderOf(settings, dataDir, code);
  const file = resolve(folder, copyInvoiceFile(settings.pattern, number, invoice?.issueDate.slice(0, 4) ?? ''));
  return asCopy(await within(folder, file), basename(file));
}

function folderOf({ folder }: CopyInvoiceSettings, dataDir: string, code: string): string {
  if (folder === '') return join(dataDir, standardCopyFolder(code));
  return isAbsolute(folder) ? folder : resolve(dataDir, folder);
}

/** The file when it lies in the folder, also after links have been followed; else null. */
async function within(folder: string, file: string): Promise<string | null> {
  try {
    const [inside, found] = [await realpath(folder), await realpath(file)];
    return found.startsWith(inside + sep) ? found : null;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

async function asCopy(file: string | null, name: string): Promise<CopyInvoice | null> {
  if (file === null || (await mediaTypeOf(file, name)) !== 'application/pdf') return null;
  return { file, name, mediaType: 'application/pdf', size: (await stat(file)).size };
}
