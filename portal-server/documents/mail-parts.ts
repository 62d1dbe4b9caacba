import { readFile } from 'node:fs/promises';
import { type AddressObject, simpleParser } from 'mailparser';
import type { DocumentMail } from '../../src-shared/protocol/documents.ts';
import { contentFile } from './content.ts';

/** More text than this nobody reads in a preview. */
const MOST = 2_000_000;

/** A kept mail in parts, for a preview. Its pictures come with it; nothing is fetched from elsewhere. */
export async function mailParts(dataDir: string, hash: string): Promise<DocumentMail> {
  const mail = await simpleParser(await readFile(contentFile(dataDir, hash)), { skipTextToHtml: true });
  return {
    subject: mail.subject ?? '',
    from: mail.from?.text ?? '',
    to: addresses(mail.to),
    date: mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date.toISOString() : null,
    html: (mail.html || '').slice(0, MOST),
    text: (mail.text ?? '').slice(0, MOST),
    attachments: mail.attachments
      .filter(({ related }) => !related)
      .map(({ filename, contentType, size }) => ({ name: filename ?? '', mediaType: contentType, size })),
  };
}

const addresses = (to: AddressObject | AddressObject[] | undefined): string =>
  [to ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
