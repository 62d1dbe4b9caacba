import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { Services } from '../../portal-server/app/services.ts';
import { checkContents } from '../../portal-server/cli/doctor-checks.ts';
import { contentFile, findCopyInvoice, keepDocument } from '../../portal-server/documents/index.ts';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import { DocumentClient } from '../../src-main/sync/document-client.ts';
import { ServerClient } from '../../src-main/sync/server-client.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { hasSharedData, sharedFile } from '../support/shared-data.ts';
import { tempDir } from '../support/temp-dir.ts';
import { addAdministration, addDebtor, addInvoice, addUser, PASSWORD, testServer, testServices } from '../support/test-server.ts';

const pdf = (bytes: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)]);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const slice = (bytes: Buffer, from: number, to: number) => Uint8Array.from(bytes.subarray(from, to));

async function world() {
  const services = await testServices();
  const administrationId = await addAdministration(services);
  await addUser(services, 'collector', administrationId, 'anna@example.test');
  const debtorId = await addDebtor(services, administrationId, '1001');
  const server = await testServer(services);
  const client = await signedIn(server.url, 'anna@example.test');
  return { services, administrationId, debtorId, url: server.url, client };
}

async function signedIn(url: string, email: string): Promise<DocumentClient> {
  const server = new ServerClient(url);
  server.token = (await server.signIn({ email, password: PASSWORD, clientId: newId(), device: '' })).token;
  return new DocumentClient(server);
}

const announcement = (debtorId: string, bytes: Buffer, name = 'invoice.pdf') => ({
  id: newId(),
  debtorId,
  name,
  size: bytes.length,
  hash: sha256(bytes),
});

const rows = ({ store }: Services) => store.read((tx) => tx.list('documents', { where: {} }));

it('goes on with an upload where it stopped, and files it once however often it is finished', async () => {
  const { services, debtorId, client } = await world();
  const bytes = pdf(100_000);
  const upload = announcement(debtorId, bytes);
  expect(await client.announce(upload)).toEqual({ offset: 0, done: false });
  expect(await client.give(upload.id, 0, slice(bytes, 0, 40_000))).toBe(40_000);
  await expect(client.finish(upload.id, [])).rejects.toMatchObject({ code: 'upload.incomplete', params: { offset: 40_000 } });
  // The answer was lost: the same piece again says how far it is.
  await expect(client.give(upload.id, 0, slice(bytes, 0, 40_000))).rejects.toMatchObject({
    code: 'upload.offset-differs',
    params: { offset: 40_000 },
  });
  expect(await client.announce(upload)).toEqual({ offset: 40_000, done: false });
  expect(await client.give(upload.id, 40_000, slice(bytes, 40_000, 100_000))).toBe(100_000);
  const documentId = await client.finish(upload.id, []);
  expect(await client.finish(upload.id, [])).toBe(documentId);
  expect(await client.announce(upload)).toEqual({ offset: 100_000, done: true });
  const [document, another] = await rows(services);
  expect(another).toBeUndefined();
  expect(document).toMatchObject({ id: documentId, mediaType: 'application/pdf', kind: 'file', hash: upload.hash, size: 100_000 });
  expect(readFileSync(contentFile(services.dataDir, upload.hash))).toEqual(bytes);
  expect(existsSync(join(services.dataDir, 'uploads', `${upload.id}.part`))).toBe(false);
  expect(await services.store.read((tx) => tx.list('uploads', { where: {} }))).toEqual([]);
  const [entry] = await services.store.read((tx) => tx.list('timelineEntries', { where: { debtorId, kind: 'document-added' } }));
  expect(entry?.actorId).toBe(document?.createdById);

  const file = join(tempDir(), 'fetched');
  expect(await client.fetch('document', documentId, file)).toEqual({ name: 'invoice.pdf', mediaType: 'application/pdf' });
  expect(readFileSync(file)).toEqual(bytes);
});

it('keeps the same bytes once, for as many documents as speak of them', async () => {
  const { services, debtorId } = await world();
  const bytes = pdf(5_000);
  await keepDocument(services, bytes, { debtorId, name: 'one.pdf' });
  await keepDocument(services, bytes, { debtorId, name: 'two.pdf' });
  expect(new Set((await rows(services)).map(({ hash }) => hash))).toEqual(new Set([sha256(bytes)]));
});

it('refuses what is too large, not allowed, not what it says, or not what was announced, and says so', async () => {
  const { services, administrationId, debtorId, client } = await world();
  const send = async (bytes: Buffer, name: string, hash = sha256(bytes)) => {
    const upload = { ...announcement(debtorId, bytes, name), hash };
    await client.announce(upload);
    await client.give(upload.id, 0, slice(bytes, 0, bytes.length));
    return client.finish(upload.id, []);
  };
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000)]);
  await expect(send(program, 'invoice.pdf')).rejects.toMatchObject({ code: 'document.type-not-allowed' });
  await expect(send(Buffer.from('<!doctype html><script>alert(1)</script>'), 'letter.eml')).rejects.toMatchObject({
    code: 'document.type-not-allowed',
    params: { type: 'text/html' },
  });
  await expect(send(pdf(1_000), 'a.pdf', '0'.repeat(64))).rejects.toMatchObject({ code: 'upload.hash-differs' });
  const actor = { kind: 'system', name: 'test' } as const;
  const args = { administrationId, key: 'documents', value: { maximumBytes: 1_048_576 } };
  await giveCommand(services, { commandId: newId(), name: 'save-administration-settings', args, actor });
  await expect(client.announce(announcement(debtorId, pdf(1_048_577)))).rejects.toMatchObject({
    code: 'document.too-large',
    params: { name: 'invoice.pdf', maximum: 1 },
  });
  const longer = announcement(debtorId, pdf(1_000));
  await client.announce(longer);
  await expect(client.give(longer.id, 0, slice(pdf(1_500), 0, 1_500))).rejects.toMatchObject({ code: 'upload.too-long' });
  expect(await rows(services)).toEqual([]);
});

it('opens a document, a mail and a copy only for who has a role in the administration', async () => {
  const { services, administrationId, debtorId, url, client } = await world();
  const other = await addAdministration(services, 'OTHER');
  await addUser(services, 'administrator', other, 'eve@example.test');
  await addUser(services, 'reader', administrationId, 'reader@example.test');
  const documentId = await keepDocument(services, pdf(2_000), { debtorId, name: 'a.pdf' });
  const invoiceId = await addInvoice(services, { id: debtorId, administrationId }, 'F1', 10);
  const eve = await signedIn(url, 'eve@example.test');
  const file = join(tempDir(), 'stolen');
  await expect(eve.fetch('document', documentId, file)).rejects.toMatchObject({ code: 'not-found' });
  await expect(eve.fetch('invoice-copy', invoiceId, file)).rejects.toMatchObject({ code: 'not-found' });
  await expect(eve.mail(documentId)).rejects.toMatchObject({ code: 'not-found' });
  await expect(eve.announce(announcement(debtorId, pdf(100)))).rejects.toMatchObject({ code: 'not-allowed' });
  const reader = await signedIn(url, 'reader@example.test');
  await reader.fetch('document', documentId, file);
  await expect(reader.announce(announcement(debtorId, pdf(100)))).rejects.toMatchObject({ code: 'not-allowed' });
  // Somebody else's upload is nobody's.
  const upload = announcement(debtorId, pdf(100));
  await client.announce(upload);
  await expect(reader.give(upload.id, 0, slice(pdf(100), 0, 100))).rejects.toMatchObject({ code: 'not-found' });
  // A hash that is merely named opens nothing.
  const content = announcement(debtorId, pdf(100));
  await client.announce({ ...content, hash: (await rows(services))[0]?.hash ?? '' });
  await expect(client.finish(content.id, [])).rejects.toMatchObject({ code: 'upload.incomplete' });
});

it('finds the copy of an invoice by folder and pattern, and never outside the folder', async () => {
  const { services, administrationId, debtorId } = await world();
  const debtor = { id: debtorId, administrationId };
  await addInvoice(services, debtor, 'F1', 10);
  await addInvoice(services, debtor, '../../secret', 10);
  const save = (value: object) =>
    giveCommand(services, {
      commandId: newId(),
      name: 'save-administration-settings',
      args: { administrationId, key: 'copy-invoices', value },
      actor: { kind: 'system', name: 'test' },
    });
  const put = (path: string, bytes: Buffer) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  };
  expect(await findCopyInvoice(services, administrationId, 'F1')).toBeNull();
  put(join(services.dataDir, 'copy-invoices/TEST/F1.pdf'), pdf(300));
  expect(await findCopyInvoice(services, administrationId, 'F1')).toMatchObject({ name: 'F1.pdf', size: 300 });
  put(join(services.dataDir, 'secret.pdf'), pdf(300));
  expect(await findCopyInvoice(services, administrationId, '../../secret')).toBeNull();
  const folder = tempDir();
  await save({ folder, pattern: '{year}/Factuur {number}.PDF' });
  put(join(folder, '2026/Factuur F1.PDF'), pdf(400));
  expect(await findCopyInvoice(services, administrationId, 'F1')).toMatchObject({ name: 'Factuur F1.PDF', size: 400 });
  put(join(folder, '2026/Factuur F1.PDF'), Buffer.from('no pdf at all'));
  expect(await findCopyInvoice(services, administrationId, 'F1')).toBeNull();
  await expect(save({ pattern: '../{number}.pdf' })).rejects.toMatchObject({ code: 'settings.invalid' });
  await expect(save({ pattern: 'passwd' })).rejects.toMatchObject({ code: 'settings.invalid' });
});

it.runIf(hasSharedData)('takes real files for what they are', async () => {
  const { services, debtorId, client } = await world();
  const types: Record<string, string> = {};
  for (const path of ['pdf/factur-x/Facture_UE_BASICWL.pdf', 'email/mime/flanker/attached-pdf.eml', 'email/mime/mime4j/german-qp.eml'])
    await keepDocument(services, readFileSync(sharedFile(path)), { debtorId, name: path.split('/').at(-1) ?? '' });
  for (const { name, mediaType } of await rows(services)) types[name] = mediaType;
  expect(types).toEqual({
    'Facture_UE_BASICWL.pdf': 'application/pdf',
    'attached-pdf.eml': 'message/rfc822',
    'german-qp.eml': 'message/rfc822',
  });
  const mail = (await rows(services)).find(({ name }) => name === 'attached-pdf.eml');
  const parts = await client.mail(mail?.id ?? '');
  expect(parts.attachments.map(({ mediaType }) => mediaType)).toContain('application/pdf');
  expect(parts.text + parts.html).not.toBe('');
});

it('is told by doctor when a file is gone or has changed', async () => {
  const { services, debtorId } = await world();
  await keepDocument(services, pdf(2_000), { debtorId, name: 'a.pdf' });
  const [document] = await rows(services);
  const file = contentFile(services.dataDir, document?.hash ?? '');
  const finding = async () => (await checkContents(services, false)).find(({ name }) => name === 'documents');
  expect(await finding()).toMatchObject({ status: 'ok' });
  copyFileSync(file, `${file}.kept`);
  writeFileSync(file, pdf(2_000));
  expect(await finding()).toMatchObject({ status: 'fail', detail: expect.stringContaining('1 damaged') });
  rmSync(file);
  expect(await finding()).toMatchObject({ status: 'fail', detail: expect.stringContaining('1 missing') });
});
