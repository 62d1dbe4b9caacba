import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TaskMailboxReader } from '../../portal-server/mail/intake/index.ts';
import { messageBody } from '../../portal-server/mail/message-body.ts';
import { outgoingMessage } from '../../portal-server/mail/prepare-message.ts';
import { day } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { Dovecot } from '../support/dovecot.ts';
import { type DunningWorld, debtor, openDunningWorld } from '../support/dunning-world.ts';
import { findDovecot } from '../support/find-dovecot.mjs';
import { Staff } from '../support/staff.ts';

const found = findDovecot();

describe.skipIf('reason' in found)('the mailbox for answers', () => {
  let dovecot: Dovecot;
  let world: DunningWorld;
  let staff: Staff;
  let reader: TaskMailboxReader;
  let taskId: string;
  beforeAll(async () => {
    dovecot = await new Dovecot().start();
  });
  afterAll(() => dovecot.stop());
  beforeEach(async () => {
    dovecot.empty();
    world = await openDunningWorld();
    staff = new Staff(world);
    await world.put('debtors', debtor('1'));
    await staff.add('anna', 'collector');
    await staff.add('bob', 'sales');
    await setUp();
    reader = new TaskMailboxReader(world.services);
    ({ taskId } = await staff.give('anna', 'create-task', {
      debtorId: 'debtor-1',
      toId: 'bob',
      title: 'Delivered?',
      dueOn: day('2026-03-12'),
    }));
  });
  afterEach(() => world.close());

  const setUp = (more: object = {}) =>
    world.give('save-task-mailbox', {
      ...{ enabled: true, address: 'taken@lindeboer.example', host: '127.0.0.1', port: dovecot.port, security: 'none', username: 'test' },
      ...{ folder: 'INBOX', subaddressing: false, password: 'test', ...more },
    });
  const read = () => reader.readOnce();
  const asked = async (): Promise<Row<'messages'>> => {
    const [message] = await world.list('messages');
    if (!message) throw new Error('no mail');
    return message;
  };
  const said = async (): Promise<string[]> =>
    (await world.list('taskMessages')).map(({ text, via, authorId }) => `${authorId} by ${via}: ${text}`);

  interface Mail {
    from?: string;
    to?: string;
    inReplyTo?: string;
    id?: string;
    text?: string;
    headers?: string;
  }
  const mail = ({
    from = 'Bob <Bob@Lindeboer.example>',
    to = 'taken@lindeboer.example',
    inReplyTo,
    id = 'reply-1',
    text,
    headers = '',
  }: Mail) =>
    `From: ${from}
To: ${to}
Subject: Re: Delivered?
Date: Tue, 10 Mar 2026 09:30:00 +0100
Message-ID: <${id}@bob.example>
${inReplyTo ? `In-Reply-To: ${inReplyTo}\nReferences: <first@elsewhere.example> ${inReplyTo}\n` : ''}${headers}Content-Type: text/plain; charset=utf-8

${text ?? 'Ja, donderdag.\n\nOp di 10 mrt 2026 om 09:12 schreef Lindeboer <a@b.example>:\n> Delivered?'}
`;

  it('turns a plain reply into an answer, once, however often it is read', async () => {
    const { messageIdHeader } = await asked();
    dovecot.deliver(mail({ inReplyTo: messageIdHeader }));
    expect(await read()).toMatchObject({ taken: 1 });
    expect(await said()).toEqual(['bob by mail: Ja, donderdag.']);
    expect((await world.list('tasks'))[0]).toMatchObject({ state: 'answered' });
    expect(await staff.toldTo('anna', 'task-reply')).toBe(1);
    expect(await read()).toMatchObject({ taken: 0, 'no-task': 0 });
    // The same mail under another number, and all of it again after the memory of what was read is lost.
    dovecot.deliver(mail({ inReplyTo: messageIdHeader }));
    await world.services.store.write((tx) => tx.remove('jobs', 'task-mailbox:read'));
    expect(await read()).toMatchObject({ taken: 2 });
    expect(await said()).toHaveLength(1);
    expect(await staff.toldTo('anna', 'task-reply')).toBe(1);
  });

  it('leaves strangers, answering machines, other mail and empty replies alone', async () => {
    const inReplyTo = (await asked()).messageIdHeader;
    dovecot.deliver(mail({ id: '1', inReplyTo, from: 'debtor-1@customers.example' }));
    dovecot.deliver(mail({ id: '2', inReplyTo, headers: 'Auto-Submitted: auto-replied\n' }));
    dovecot.deliver(mail({ id: '3', inReplyTo: '<01900000-0000-7000-8000-000000000000@lindeboer.example>' }));
    dovecot.deliver(mail({ id: '4', inReplyTo, text: '> Delivered?' }));
    dovecot.deliver(mail({ id: '5', inReplyTo, from: 'bob@lindeboer.example, anna@lindeboer.example' }));
    expect(await read()).toMatchObject({ taken: 0, 'unknown-sender': 2, automatic: 1, 'no-task': 1, empty: 1 });
    expect(await said()).toEqual([]);
  });

  it('does not take an answer from a colleague without rights in the administration', async () => {
    await staff.add('stranger', 'collector', 'another');
    dovecot.deliver(mail({ inReplyTo: (await asked()).messageIdHeader, from: 'stranger@lindeboer.example' }));
    expect(await read()).toMatchObject({ taken: 0, refused: 1 });
    expect(await said()).toEqual([]);
  });

  it('knows the task by the address alone when it may', async () => {
    await setUp({ subaddressing: true });
    const message = await asked();
    const content = await messageBody(world.services, message.id);
    const { replyTo } = await world.services.store.read((tx) => outgoingMessage(tx, world.services, message, content));
    expect(replyTo?.address).toMatch(/^taken\+[0-9a-f]{48}@lindeboer\.example$/);
    dovecot.deliver(mail({ id: '1', to: replyTo?.address ?? '' }));
    dovecot.deliver(mail({ id: '2', to: replyTo?.address.replace(/[0-9a-f]@/, 'g@') ?? '' }));
    expect(await read()).toMatchObject({ taken: 1, 'no-task': 1 });
  });

  it('takes an answer to a task that was closed meanwhile, and opens it again', async () => {
    const inReplyTo = (await asked()).messageIdHeader;
    await staff.give('anna', 'finish-task', { taskId });
    dovecot.deliver(mail({ inReplyTo }));
    expect(await read()).toMatchObject({ taken: 1 });
    expect((await world.list('tasks'))[0]).toMatchObject({ state: 'answered', finishedAt: null });
  });

  it('goes on where it stopped when the mail server was away, and says so with a wrong password', async () => {
    await setUp({ port: 1 });
    await expect(read()).rejects.toThrow();
    await setUp({ password: 'wrong' });
    await expect(read()).rejects.toThrow();
    await setUp();
    dovecot.deliver(mail({ inReplyTo: (await asked()).messageIdHeader }));
    expect(await read()).toMatchObject({ taken: 1 });
  });

  it('is not read while it is switched off', async () => {
    await setUp({ enabled: false });
    expect(await read()).toBeNull();
  });

  it('invites to reply, and to the mailbox, only when there is one', async () => {
    const message = await asked();
    const content = await messageBody(world.services, message.id);
    expect(content.text).toContain('Beantwoord deze e-mail gewoon');
    const sent = await world.services.store.read((tx) => outgoingMessage(tx, world.services, message, content));
    expect(sent.replyTo).toEqual({ name: '', address: 'taken@lindeboer.example' });
  });
});
