import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { createTransport } from 'nodemailer';
import { ZipFile } from 'yazl';
import { toDecimal } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { contentFile } from '../documents/index.ts';
import { outgoingMessage } from '../mail/prepare-message.ts';
import type { Dossier, SentMessage } from './dossier-data.ts';

type Cell = string | number;

/** The same file for machines: JSON with everything, CSV of the claim and its interest, the messages as they went out, and every file. */
export async function dossierArchive(dossier: Dossier, services: Services): Promise<Buffer> {
  const zip = new ZipFile();
  const made = new Date(dossier.handOver.createdAt);
  const add = (name: string, content: string | Buffer) => zip.addBuffer(Buffer.from(content), name, { mtime: made });
  add('dossier.json', JSON.stringify(asJson(dossier), null, 2));
  add('invoices.csv', invoicesCsv(dossier));
  add('interest.csv', interestCsv(dossier));
  for (const message of dossier.messages) {
    if (!message.body) continue;
    const name = `messages/${message.row.createdAt.slice(0, 10)} ${message.row.id}`;
    add(`${name}.html`, message.body.html);
    add(`${name}.eml`, await asMail(message, services));
  }
  for (const [number, copy] of dossier.copies) if (copy) add(`invoices/${safe(number)}.pdf`, await readFile(copy.file));
  for (const { id, name, hash } of dossier.documents) {
    add(`documents/${id.slice(-6)} ${safe(name)}`, await readFile(contentFile(services.dataDir, hash)));
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** A name that is one name wherever the archive is unpacked. */
const safe = (name: string): string => name.replace(/[\\/:*?"<>|]/g, '-').replace(/^\.+/, '-');

function asJson({ handOver, company, debtor, contacts, lines, copies, messages, events, documents }: Dossier) {
  const { id: _id, rowVersion: _version, ...creditor } = company;
  return {
    format: 'kasstroom-hand-over',
    version: 1,
    amountsIn: 'minor units',
    handOver,
    creditor,
    debtor,
    contacts,
    lines: lines.map((line) => ({ ...line, copy: copies.get(line.number) ? `invoices/${safe(line.number)}.pdf` : null })),
    messages: messages.map(({ row }) => row),
    events,
    documents: documents.map(({ id, name, mediaType, size, hash, createdAt }) => ({ id, name, mediaType, size, sha256: hash, createdAt })),
  };
}

function invoicesCsv({ lines, handOver: { currency } }: Dossier): string {
  const head = ['number', 'kind', 'issue_date', 'due_date', 'days_overdue', 'currency', 'amount', 'open', 'interest'];
  const rows = lines.map((line): Cell[] => [
    ...[line.number, line.kind, line.issueDate, line.dueDate, line.daysOverdue, currency],
    ...[line.amount, line.open, line.interest.total].map((minor) => toDecimal(minor, currency)),
  ]);
  return csv([head, ...rows]);
}

function interestCsv({ lines, handOver: { currency } }: Dossier): string {
  const rows = lines.flatMap(({ number, interest }) =>
    interest.lines.map((line): Cell[] => [
      ...[number, line.from, line.to, line.days, toDecimal(line.base, currency)],
      ...[(line.rate / 100).toFixed(2), toDecimal(line.interest, currency)],
    ]),
  );
  return csv([['number', 'from', 'to', 'days', 'base', 'rate_percent', 'interest'], ...rows]);
}

/** RFC 4180. A cell that a spreadsheet would take for a formula is made text. */
const csv = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : quoted(cell))).join(',')).join('\r\n');

function quoted(cell: string): string {
  const text = /^[=+@\t]|^-(?!\d)/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The message as the mail server was given it. */
async function asMail({ row, body }: SentMessage, services: Services): Promise<Buffer> {
  const content = { subject: row.subject, html: body?.html ?? '', text: body?.text ?? '' };
  const { from, to, replyTo, subject, html, text, messageId, date } = await services.store.read((tx) =>
    outgoingMessage(tx, services, { ...row, attachmentIds: [] }, content),
  );
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail({ from, to, ...(replyTo ? { replyTo } : {}), subject, html, text, messageId, date });
  return message as Buffer;
}
