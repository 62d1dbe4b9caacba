import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepDocument } from '../../portal-server/documents/index.ts';
import { Outbox } from '../../portal-server/jobs/outbox.ts';
import { loadDunningPlan } from '../../src-shared/domain/dunning-inputs.ts';
import { day, newId } from '../../src-shared/kernel/index.ts';
import type { NewRow } from '../../src-shared/schema/index.ts';
import { ADMINISTRATION, type DunningWorld, debtor, invoice, openDunningWorld } from '../support/dunning-world.ts';
import { startSmtpServer, type TestSmtpServer } from '../support/smtp-server.ts';

let world: DunningWorld;
let smtp: TestSmtpServer;
let outbox: Outbox;

beforeEach(async () => {
  world = await openDunningWorld();
  smtp = await startSmtpServer();
  outbox = new Outbox(world.services);
  await world.give('save-outgoing-mail', { transport: 'smtp', host: '127.0.0.1', port: smtp.port, security: 'none' });
  await world.put('debtors', debtor('1'));
  await world.put('invoices', invoice('1', 'F1', '2026-01-07', 20_000));
});
afterEach(async () => {
  await outbox.stop();
  await smtp.close();
  await world.close();
});

const contact = (changes: Partial<NewRow<'contacts'>> = {}): NewRow<'contacts'> => ({
  id: newId(),
  administrationId: ADMINISTRATION,
  debtorId: 'debtor-1',
  name: 'Kees Bos',
  roles: ['dunning'],
  email: 'Kees@customers.example',
  ...changes,
});
const plan = () => world.services.store.read((tx) => loadDunningPlan(tx, ADMINISTRATION, day('2026-03-10')));
const recipients = async () => (await plan()).messages.map(({ recipient }) => recipient);
const skipped = async () => (await plan()).skipped.map(({ reason }) => reason);
const actions = async () => (await world.list('actions')).map(({ kind, title }) => `${kind} ${title}`);

async function remind(code: number): Promise<void> {
  smtp.onRecipient = () => code;
  await world.give('run-dunning', { administrationId: ADMINISTRATION, date: day('2026-03-10') });
  await outbox.drainOnce();
}

it('a dead address of a contact is marked, asked about once, and passed over until it is changed', async () => {
  const kees = contact();
  await world.put('contacts', kees);
  await remind(550);
  const [bounced] = await world.list('contacts');
  expect(bounced).toMatchObject({ bouncedAt: '2026-03-10T08:00:00.000Z', bounceReason: expect.stringContaining('550') });
  expect(await actions()).toEqual(['address-bounced Kees@customers.example']);
  await world.put('invoices', invoice('1', 'F2', '2026-01-07', 20_000));
  expect(await recipients()).toEqual(['debtor-1@customers.example']);
  // The same address in other letters is the same; another one is not.
  const words = { debtorId: 'debtor-1', contactId: kees.id, name: 'Kees Bos', roles: ['dunning' as const] };
  await world.give('save-contact', { ...words, email: 'kees@customers.example' });
  expect(await recipients()).toEqual(['debtor-1@customers.example']);
  await world.give('save-contact', { ...words, email: 'k.bos@customers.example' });
  expect(await recipients()).toEqual(['k.bos@customers.example']);
  expect((await world.list('contacts'))[0]).toMatchObject({ bouncedAt: null, bounceReason: '' });
});

it('a dead address of the debtor itself leaves nobody, and says so; a refused sender or message marks nobody', async () => {
  await remind(554);
  expect(await world.list('debtors')).toMatchObject([{ bouncedEmail: '' }]);
  expect(await actions()).toEqual(['mail-failed debtor-1@customers.example']);
  await world.put('debtors', debtor('2'));
  await world.put('invoices', invoice('2', 'F2', '2026-01-07', 20_000));
  await remind(550);
  const marked = (await world.list('debtors')).find(({ number }) => number === '2');
  expect(marked?.bouncedEmail).toBe('debtor-2@customers.example');
  await world.put('invoices', invoice('2', 'F3', '2026-01-07', 20_000));
  expect(await skipped()).toContain('address-bounced');
  await world.put('debtors', debtor('2', { bouncedEmail: marked?.bouncedEmail ?? '', email: 'new@customers.example' }));
  expect(await skipped()).not.toContain('address-bounced');
});

it('nothing goes to who is not to be contacted, and the plan gives that as the reason', async () => {
  await world.put('contacts', contact({ doNotContact: true }));
  expect(await recipients()).toEqual(['debtor-1@customers.example']);
  await world.put('debtors', debtor('1', { doNotContact: true, doNotContactReason: 'overleden' }));
  expect(await recipients()).toEqual([]);
  expect(await skipped()).toEqual(['do-not-contact']);
  expect(await actions()).toEqual([]);
});

it('one person at most is the first to ask for, and a removed one comes back as he was', async () => {
  const one = contact({ isPrimary: true });
  await world.put('contacts', one);
  const { contactId } = await world.give('save-contact', { debtorId: 'debtor-1', name: 'Els', isPrimary: true });
  const firsts = async () => (await world.list('contacts')).filter(({ isPrimary }) => isPrimary).map(({ name }) => name);
  expect(await firsts()).toEqual(['Els']);
  await world.put('debtors', debtor('9'));
  const foreign = world.give('save-contact', { debtorId: 'debtor-9', contactId, name: 'Els' });
  await expect(foreign).rejects.toMatchObject({ code: 'contact.of-another-debtor' });
  await world.give('save-contact', { debtorId: 'debtor-1', contactId: one.id, name: 'Kees Bos', isPrimary: true });
  expect(await firsts()).toEqual(['Kees Bos']);
});

it('files of a message go along, and only the debtor’s own', async () => {
  const bytes = Buffer.from('%PDF-1.7\n copy of an invoice');
  const own = await keepDocument(world.services, bytes, { debtorId: 'debtor-1', name: 'F1.pdf' });
  await world.put('debtors', debtor('2'));
  const foreign = await keepDocument(world.services, bytes, { debtorId: 'debtor-2', name: 'F2.pdf' });
  await world.give('run-dunning', { administrationId: ADMINISTRATION, date: day('2026-03-10') });
  const [message] = await world.list('messages');
  if (!message) throw new Error('no message');
  await world.put('messages', { ...message, attachmentIds: [own] });
  await outbox.drainOnce();
  const [attachment] = smtp.received[0]?.mail.attachments ?? [];
  expect(attachment).toMatchObject({ filename: 'F1.pdf', contentType: 'application/pdf', content: bytes });
  await world.put('messages', { ...message, id: 'm2', attachmentIds: [foreign] });
  await world.put('outbox', { id: 'o2', kind: 'send-message', refId: 'm2', state: 'waiting', nextAttemptAt: message.createdAt });
  expect(await outbox.drainOnce()).toMatchObject({ sent: 0 });
  expect((await world.list('messages')).find(({ id }) => id === 'm2')).toMatchObject({
    state: 'queued',
    error: expect.stringMatching(/./),
  });
});
