import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KEY_CHECK } from '../../portal-server/app/key-check.ts';
import { Outbox } from '../../portal-server/jobs/outbox.ts';
import { messageBody } from '../../portal-server/mail/message-body.ts';
import { testMail } from '../../portal-server/mail/test-mail.ts';
import { day } from '../../src-shared/kernel/index.ts';
import { ADMINISTRATION, type DunningWorld, debtor, invoice, openDunningWorld } from '../support/dunning-world.ts';
import { engine } from '../support/engine.ts';
import { startSmtpServer, type TestSmtpServer } from '../support/smtp-server.ts';

const MINUTE = 60_000;
let world: DunningWorld;
let smtp: TestSmtpServer;
let outbox: Outbox;

beforeEach(async () => {
  world = await openDunningWorld();
  smtp = await startSmtpServer();
  outbox = new Outbox(world.services);
  await useSmtp();
});
afterEach(async () => {
  await outbox.stop();
  await smtp.close();
  await world.close();
});

const useSmtp = (changes: object = {}) =>
  world.give('save-outgoing-mail', { transport: 'smtp', host: '127.0.0.1', port: smtp.port, security: 'none', ...changes });

async function run(debtors = 1): Promise<void> {
  const numbers = Array.from({ length: debtors }, (_, index) => String(1_000 + index));
  await world.put('debtors', ...numbers.map((number) => debtor(number)));
  await world.put('invoices', ...numbers.map((number) => invoice(number, `F${number}`, '2026-01-07', 20_000)));
  await world.give('run-dunning', { administrationId: ADMINISTRATION, date: day('2026-03-10') });
}

const states = async () => (await world.list('messages')).map(({ state }) => state);
const messageIds = () => smtp.received.map(({ mail }) => mail.messageId);

describe('sending', () => {
  it('sends each message once, with a link that lets the debtor in', async () => {
    await run();
    expect(await outbox.drainOnce()).toMatchObject({ sent: 1, failed: 0, waiting: 0 });
    const [message] = await world.list('messages');
    expect(message).toMatchObject({ state: 'sent', sentAt: '2026-03-10T08:00:00.000Z', error: '' });
    const [received] = smtp.received;
    expect(received?.mail).toMatchObject({
      messageId: message?.messageIdHeader,
      subject: 'Herinnering: nog €\u00A0200,00 te betalen (klantnummer 1000)',
      from: { value: [{ name: 'Lindeboer', address: 'administratie@lindeboer.example' }] },
      to: { value: [{ name: 'Debtor 1000', address: 'debtor-1000@customers.example' }] },
    });
    expect(received?.mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(received?.mail.headers.has('x-mailer')).toBe(false);
    const link = /http:\/\/127\.0\.0\.1:8480\/p\/(\S+)/.exec(received?.mail.text ?? '');
    expect(world.services.keys.verifyAccess(link?.[1] ?? '')).toBe(message?.facts.portalAccessId);
    expect(received?.mail.html).toContain(link?.[0]);
    expect(await outbox.drainOnce()).toMatchObject({ sent: 0 });
    expect(smtp.received).toHaveLength(1);
  });

  it('signs in with the saved password, which no client or log gets to see', async () => {
    await smtp.close();
    const seen: string[] = [];
    smtp = await startSmtpServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, callback) => {
        seen.push(`${username}/${password}`);
        callback(null, { user: username });
      },
    });
    await useSmtp({ username: 'mailer', password: 'hunter2' });
    await run();
    expect(await outbox.drainOnce()).toMatchObject({ sent: 1 });
    expect(seen).toContain('mailer/hunter2');
    const kept = [await world.list('settings'), await world.list('auditLog'), await world.list('secrets')];
    expect(JSON.stringify(kept)).not.toContain('hunter2');
    await useSmtp({ username: 'mailer', host: 'localhost' });
    expect((await world.list('secrets')).map(({ id }) => id)).toEqual([KEY_CHECK]);
  });

  it('answers go to the company when the sender is another address', async () => {
    await useSmtp({ fromName: 'Lindeboer debiteuren', fromAddress: 'noreply@mail.lindeboer.example' });
    await run();
    await outbox.drainOnce();
    expect(smtp.received[0]?.mail).toMatchObject({
      from: { value: [{ name: 'Lindeboer debiteuren', address: 'noreply@mail.lindeboer.example' }] },
      replyTo: { value: [{ address: 'administratie@lindeboer.example' }] },
    });
    expect(smtp.received[0]?.mail.messageId).toMatch(/@mail\.lindeboer\.example>$/);
  });

  it('keeps everything in the house when mail is caught', async () => {
    await world.give('save-outgoing-mail', { transport: 'catch' });
    await run(3);
    expect(await outbox.drainOnce()).toMatchObject({ caught: 3, sent: 0 });
    expect(smtp.received).toEqual([]);
    expect(await states()).toEqual(['caught', 'caught', 'caught']);
    const [message] = await world.list('messages');
    const body = await messageBody(world.services, message?.id ?? '');
    expect(body.subject).toBe(message?.subject);
    expect(body.html).toContain('Er staat nog €\u00A0200,00 open');
    expect(body.text).toContain('/p/');
  });

  it('shows a message before it is sent as it will be sent', async () => {
    await run();
    const [message] = await world.list('messages');
    const before = await messageBody(world.services, message?.id ?? '');
    await outbox.drainOnce();
    expect(await messageBody(world.services, message?.id ?? '')).toEqual(before);
    expect(smtp.received[0]?.mail.subject).toBe(before.subject);
    expect(smtp.received[0]?.mail.text?.trim()).toBe(before.text.trim());
    await expect(messageBody(world.services, 'nope')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('when it does not work at once', () => {
  it('tries again after a temporary refusal, with the same bytes', async () => {
    await run();
    smtp.onData = (_mail, count) => (count === 1 ? 451 : undefined);
    expect(await outbox.drainOnce()).toMatchObject({ sent: 0, waiting: 1 });
    expect(await world.list('messages')).toMatchObject([{ state: 'queued', error: expect.stringContaining('451') }]);
    expect(await outbox.drainOnce()).toMatchObject({ sent: 0, waiting: 0 });
    world.clock.advance(MINUTE);
    expect(await outbox.drainOnce()).toMatchObject({ sent: 1 });
    expect(smtp.received).toHaveLength(2);
    expect(smtp.received[1]?.raw).toBe(smtp.received[0]?.raw);
    expect(await world.list('messages')).toMatchObject([{ state: 'sent', error: '' }]);
  });

  it('gives up on a permanent refusal and asks a person, once', async () => {
    await run(2);
    smtp.onRecipient = (address) => (address.startsWith('debtor-1000') ? 550 : undefined);
    expect(await outbox.drainOnce()).toMatchObject({ sent: 1, failed: 1 });
    expect((await states()).sort()).toEqual(['failed', 'sent']);
    const [failed] = (await world.list('messages')).filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject({ debtorId: 'debtor-1000', error: expect.stringContaining('550'), sentAt: null });
    expect(await world.list('actions')).toMatchObject([{ kind: 'address-bounced', debtorId: 'debtor-1000', state: 'open' }]);
    world.clock.advance(24 * 60 * MINUTE);
    expect(await outbox.drainOnce()).toMatchObject({ sent: 0, failed: 0 });
  });

  it('sends again when the connection breaks after the last byte, and the receiver can tell it is the same', async () => {
    await run();
    smtp.onData = (_mail, count) => (count === 1 ? 'drop' : undefined);
    expect(await outbox.drainOnce()).toMatchObject({ sent: 0, waiting: 1 });
    world.clock.advance(MINUTE);
    expect(await outbox.drainOnce()).toMatchObject({ sent: 1 });
    expect(smtp.received).toHaveLength(2);
    expect(smtp.received[1]?.raw).toBe(smtp.received[0]?.raw);
  });

  it('fails nothing for a mail server that cannot be reached or a login that is refused', async () => {
    await run(30);
    await useSmtp({ port: 1 });
    const result = await outbox.drainOnce();
    expect(result).toMatchObject({ sent: 0, failed: 0 });
    expect(result.waiting).toBeLessThanOrEqual(5);
    expect(new Set(await states())).toEqual(new Set(['queued']));
    await useSmtp();
    expect((await outbox.drainOnce()).sent).toBe(30 - result.waiting);
    world.clock.advance(MINUTE);
    await outbox.drainOnce();
    expect(new Set(messageIds()).size).toBe(30);
    expect(smtp.received).toHaveLength(30);
  });

  it('gives up after three days of putting off', async () => {
    await run();
    smtp.onData = () => 451;
    await outbox.drainOnce();
    world.clock.advance(3 * 24 * 60 * MINUTE + MINUTE);
    expect(await outbox.drainOnce()).toMatchObject({ failed: 1 });
    expect(await world.list('actions')).toMatchObject([{ kind: 'mail-failed' }]);
  });

  it('lets a message wait whose words are faulty, says why, and sends the others', async () => {
    await run();
    await world.put('debtors', debtor('2000', { language: 'en' }));
    await world.put('invoices', invoice('2000', 'E', '2026-01-07', 9_900));
    await world.give('run-dunning', { administrationId: ADMINISTRATION, date: day('2026-03-10') });
    const templates = await world.list('templates');
    const english = templates.find(({ key, language }) => key === 'reminder.friendly' && language === 'en');
    if (!english) throw new Error('no template');
    await world.put('templates', { ...english, body: 'Pay {{ amuont }}' });
    expect(await outbox.drainOnce()).toMatchObject({ sent: 1 });
    const waiting = (await world.list('messages')).find(({ state }) => state === 'queued');
    expect(waiting).toMatchObject({ debtorId: 'debtor-2000', error: expect.stringContaining('amuont') });
    await world.put('templates', english);
    world.clock.advance(MINUTE);
    expect(await outbox.drainOnce()).toMatchObject({ sent: 1 });
  });
});

describe('nothing is sent twice', () => {
  it('by two drains at the same time', async () => {
    await run(60);
    const other = new Outbox(world.services);
    const results = await Promise.all([outbox.drainOnce(), other.drainOnce(), outbox.drainOnce(), other.drainOnce()]);
    await other.stop();
    expect(results.reduce((total, { sent }) => total + sent, 0)).toBe(60);
    // On PostgreSQL both drain, each what it has leased.
    expect(results.some(({ elsewhere }) => elsewhere)).toBe(engine === 'sqlite');
    expect(smtp.received).toHaveLength(60);
    expect(new Set(messageIds()).size).toBe(60);
  });

  it('by a drain that only has leases to go by', async () => {
    await run(60);
    // As on PostgreSQL, where no file lock keeps the processes apart.
    const store = new Proxy(world.services.store, {
      get: (target, key) => (key === 'engine' ? 'postgres' : Reflect.get(target, key, target).bind?.(target)),
    });
    const drains = [1, 2, 3].map(() => new Outbox({ ...world.services, store }));
    const results = await Promise.all(drains.map((drain) => drain.drainOnce()));
    expect(results.reduce((total, { sent }) => total + sent, 0)).toBe(60);
    expect(smtp.received).toHaveLength(60);
  });

  it('takes over a lease only when it has run out', async () => {
    await run();
    const [row] = await world.list('outbox');
    if (!row) throw new Error('no outbox row');
    await outbox.drainOnce();
    expect(smtp.received).toHaveLength(1);
    const [message] = await world.list('messages');
    if (!message) throw new Error('no message');
    // A process that died after the lease and before the answer was recorded.
    await world.put('messages', { ...message, state: 'queued', sentAt: null });
    await world.put('outbox', { ...row, state: 'sending', attempts: 1, leasedUntil: '2026-03-10T08:15:00.000Z' });
    expect(await outbox.drainOnce()).toMatchObject({ sent: 0 });
    world.clock.advance(16 * MINUTE);
    expect(await outbox.drainOnce()).toMatchObject({ sent: 1 });
    expect(smtp.received[1]?.raw).toBe(smtp.received[0]?.raw);
  });

  // On PostgreSQL another process takes over when the lease has run out: see postgres/two-servers.test.ts.
  it.skipIf(engine === 'postgres')(
    'by a process that is killed in the middle: what it left is sent again at once, to the byte',
    async () => {
      await run(12);
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      // Takes three, then keeps the others waiting for its answer.
      smtp.onData = async (_mail, count) => {
        if (count > 3) await held;
        return undefined;
      };
      const child = spawn(process.execPath, [fileURLToPath(new URL('../support/drain-child.ts', import.meta.url)), world.dataDir]);
      await once(child.stdout, 'data');
      for (let wait = 0; smtp.received.length < 8 && wait < 200; wait += 1) await setTimeout(25);
      expect(smtp.received.length).toBe(8);
      expect(await outbox.drainOnce()).toMatchObject({ elsewhere: true, sent: 0 });
      child.kill('SIGKILL');
      await once(child, 'exit');
      release();
      smtp.onData = () => undefined;
      expect(await outbox.drainOnce()).toMatchObject({ sent: 9 });
      expect(new Set(await states())).toEqual(new Set(['sent']));
      const byId = Map.groupBy(smtp.received, ({ mail }) => mail.messageId);
      expect(byId.size).toBe(12);
      const repeats = [...byId.values()].filter(({ length }) => length > 1);
      expect(repeats).toHaveLength(5);
      for (const [first, second] of repeats) expect(second?.raw).toBe(first?.raw);
    },
  );
});

describe('a running outbox', () => {
  it('sends what a commit brings without being asked, and finishes before it stops', async () => {
    outbox.start();
    await run(10);
    for (let wait = 0; smtp.received.length < 10 && wait < 200; wait += 1) await setTimeout(25);
    await outbox.stop();
    expect(await states()).toEqual(Array(10).fill('sent'));
    expect(smtp.received).toHaveLength(10);
  });

  it('gives back what it has not begun when it is stopped', async () => {
    await run(40);
    smtp.onData = async () => {
      await setTimeout(50);
      return undefined;
    };
    outbox.start();
    for (let wait = 0; smtp.received.length < 3 && wait < 200; wait += 1) await setTimeout(10);
    await outbox.stop();
    const sent = (await states()).filter((state) => state === 'sent').length;
    expect(sent).toBe(smtp.received.length);
    expect(sent).toBeLessThan(40);
    const rows = await world.list('outbox');
    expect(rows.filter(({ state }) => state === 'waiting')).toHaveLength(40 - sent);
    expect(await new Outbox(world.services).drainOnce()).toMatchObject({ sent: 40 - sent });
  });
});

describe('a test mail', () => {
  it('arrives, or says what the mail server said', async () => {
    expect(await testMail(world.services, 'it@lindeboer.example')).toEqual({ accepted: true });
    expect(smtp.received[0]?.mail.subject).toBe('Testbericht van Kasstroom');
    smtp.onRecipient = () => 550;
    await expect(testMail(world.services, 'it@lindeboer.example')).rejects.toMatchObject({
      code: 'mail.refused',
      params: { reason: expect.stringContaining('no such mailbox') },
    });
    await world.give('save-outgoing-mail', { transport: 'catch' });
    expect(await testMail(world.services, 'it@lindeboer.example')).toEqual({ accepted: false });
  });
});
