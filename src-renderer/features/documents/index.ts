export { Documents } from './documents.tsx';
export { DropHint, DropZone } from './drop-zone.tsx';
export { fetchFile, saveFile } from './file-transfer.ts';
export { InvoiceCopy } from './invoice-copy.tsx';
