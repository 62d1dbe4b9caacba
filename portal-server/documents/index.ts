export { contentFile, openContent } from './content.ts';
export { type CopyInvoice, findCopyInvoice } from './copy-invoice.ts';
export { keepDocument, keepMade } from './keep-document.ts';
export { documentsRouter } from './router.ts';
