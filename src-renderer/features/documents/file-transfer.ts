import { type DocumentSource, PIECE_BYTES } from '../../../src-shared/contract/index.ts';
import { newId } from '../../../src-shared/kernel/index.ts';
import type { CoreClient } from '../../data/core-client.ts';

/** Hands a file of this page over to the core, piece by piece: the same under Electron and in a browser, without a path. */
export async function handOver(core: CoreClient, debtorId: string, file: File, invoiceIds: string[] = []): Promise<void> {
  const id = newId();
  const name = file.name || 'bestand';
  let { offset } = await core.call('document.begin', { id, debtorId, name, size: file.size, invoiceIds });
  try {
    while (offset < file.size) {
      const data = await base64Of(file.slice(offset, offset + PIECE_BYTES));
      offset = (await core.call('document.give', { id, offset, data })).offset;
    }
  } catch (error) {
    // What the core has of it is of no use to anybody. Not being able to say so is not what went wrong.
    await core.call('document.cancel', { id }).catch(() => undefined);
    throw error;
  }
}

function base64Of(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    // A file that was moved or changed while it is read.
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(piece);
  });
}

export interface FetchedFile {
  name: string;
  mediaType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** All bytes of a document, through the core. */
export async function fetchFile(core: CoreClient, source: DocumentSource): Promise<FetchedFile> {
  let bytes = new Uint8Array(0);
  for (let offset = 0; ; ) {
    const { name, mediaType, size, data } = await core.query('document.piece', { source, offset });
    if (offset === 0) bytes = new Uint8Array(size);
    const piece = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    bytes.set(piece, offset);
    offset += piece.length;
    if (offset >= size || piece.length === 0) return { name, mediaType, bytes };
  }
}

/** Lets the user keep a file where he wants it. */
export function saveFile({ name, mediaType, bytes }: FetchedFile): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
