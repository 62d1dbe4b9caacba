import { readFile } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Logger } from 'pino';
import { contentFile } from '../documents/index.ts';
import type { Dossier } from './dossier-data.ts';
import { dossierPages } from './dossier-pages.ts';

/** The whole file as one PDF: its pages, then the copies of the invoices and what else was filed with them. */
export async function dossierPdf(dossier: Dossier, { dataDir, log }: { dataDir: string; log: Logger }): Promise<Uint8Array> {
  const whole = await PDFDocument.load(await dossierPages(dossier));
  const files = [
    ...[...dossier.copies.values()].flatMap((copy) => copy?.file ?? []),
    ...dossier.documents.filter(({ mediaType }) => mediaType === 'application/pdf').map(({ hash }) => contentFile(dataDir, hash)),
  ];
  for (const file of files) {
    try {
      const copy = await PDFDocument.load(await readFile(file), { ignoreEncryption: true });
      for (const page of await whole.copyPages(copy, copy.getPageIndices())) whole.addPage(page);
    } catch (error) {
      // A file that no reader can open must not keep the rest from the partner; it is in the archive as it is.
      log.warn({ err: error }, 'hand-over: a PDF could not be appended');
    }
  }
  return whole.save();
}
