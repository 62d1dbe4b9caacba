import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageBody } from '../../portal-server/mail/message-body.ts';
import { day } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { ADMINISTRATION, type DunningWorld, debtor, invoice, openDunningWorld } from '../support/dunning-world.ts';
import { Staff } from '../support/staff.ts';

let world: DunningWorld;
let staff: Staff;
beforeEach(async () => {
  world = await openDunningWorld();
  staff = new Staff(world);
  await world.put('debtors', debtor('1', { assigneeId: 'anna', city: 'Zwolle' }), debtor('2'));
  await world.put('invoices', invoice('1', 'A', '2026-02-10', 100_000), invoice('1', 'B', '2026-05-11', 50_000));
  await world.put('invoices', invoice('2', 'C', '2026-02-10', 20_000));
  await staff.add('anna', 'collector');
  await staff.add('bob', 'sales');
  await staff.add('chief', 'credit-manager');
});
afterEach(() => world.close());

const noteOf = async (id: string): Promise<Row<'notes'> | undefined> => (await world.list('notes')).find((it) => it.id === id);
const noteEntries = async (): Promise<Row<'timelineEntries'>[]> =>
  (await world.list('timelineEntries')).filter(({ kind }) => kind === 'note');

describe('a note', () => {
  const write = (more: object = {}) => staff.give('anna', 'add-note', { debtorId: 'debtor-1', text: 'Ask @bob.', ...more });

  it('belongs to the invoices it was written for, and tells who is named in it', async () => {
    const { noteId } = await write({ invoiceIds: ['invoice-A', 'invoice-B'], mentions: ['bob', 'anna'] });
    expect(await noteOf(noteId)).toMatchObject({ invoiceIds: ['invoice-A', 'invoice-B'], mentions: ['bob', 'anna'] });
    expect(await staff.toldTo('bob', 'note-mention')).toBe(1);
    expect(await staff.toldTo('anna', 'note-mention')).toBe(0);
    expect(await noteEntries()).toMatchObject([{ params: { text: 'Ask @bob.', invoices: 'A, B' } }]);
  });

  it('is mended by its author or the manager only; who is named newly is told, once', async () => {
    const { noteId } = await write({ mentions: ['bob'] });
    const mended = { noteId, text: 'Ask @bob and @chief.', mentions: ['bob', 'chief'] };
    await expect(staff.give('bob', 'edit-note', mended)).rejects.toMatchObject({ code: 'not-allowed' });
    await staff.give('anna', 'edit-note', mended);
    await staff.give('chief', 'edit-note', { noteId, text: 'Ask @bob and @chief first.' });
    expect(await staff.toldTo('bob', 'note-mention')).toBe(1);
    expect(await staff.toldTo('chief', 'note-mention')).toBe(1);
    expect(await noteEntries()).toMatchObject([{ params: { text: 'Ask @bob and @chief first.' } }]);
  });

  it('is pinned by anybody and removed with a way back', async () => {
    const { noteId } = await write({ invoiceIds: ['invoice-A'] });
    await staff.give('bob', 'pin-note', { noteId, pinned: true });
    const before = await noteEntries();
    await staff.give('anna', 'remove-note', { noteId });
    expect(await noteEntries()).toEqual([]);
    await expect(staff.give('anna', 'pin-note', { noteId, pinned: false })).rejects.toMatchObject({ code: 'not-found' });
    world.clock.advance(60_000);
    await staff.give('anna', 'remove-note', { noteId, undo: true });
    expect(await noteOf(noteId)).toMatchObject({ pinned: true, removedAt: null });
    const essence = ({ at, actorId, params }: Row<'timelineEntries'>) => ({ at, actorId, params });
    expect((await noteEntries()).map(essence)).toEqual(before.map(essence));
  });

  it('cannot be about another debtor’s invoice, nor name a stranger', async () => {
    await staff.add('stranger', 'collector', 'another');
    await expect(write({ invoiceIds: ['invoice-C'] })).rejects.toMatchObject({ code: 'invoice.of-another-debtor' });
    await expect(write({ mentions: ['stranger'] })).rejects.toMatchObject({ code: 'assignee.unknown' });
    expect(await world.list('notes')).toEqual([]);
  });
});

describe('a task', () => {
  const ask = (more: object = {}) =>
    staff.give('anna', 'create-task', {
      ...{ debtorId: 'debtor-1', toId: 'bob', title: 'Was it delivered?', text: 'They say two pallets were missing.' },
      ...{ invoiceIds: ['invoice-A'], dueOn: day('2026-03-12'), ...more },
    });
  const taskOf = async (id: string): Promise<Row<'tasks'> | undefined> => (await world.list('tasks')).find((it) => it.id === id);
  const mails = async (): Promise<Row<'messages'>[]> => (await world.list('messages')).sort((a, b) => (a.id < b.id ? -1 : 1));

  it('reaches the colleague in the application and by mail, with the customer’s facts', async () => {
    const { taskId } = await ask();
    expect(await staff.toldTo('bob', 'task-new')).toBe(1);
    const [mail] = await mails();
    expect(mail).toMatchObject({ recipient: 'bob@lindeboer.example', templateKey: 'task.new', params: { taskId } });
    const { subject, text } = await messageBody(world.services, mail?.id ?? '');
    expect(subject).toBe('Was it delivered? · Debtor 1 (1)');
    expect(text).toContain('They say two pallets were missing.');
    expect(text).toContain('Debtor 1 (1), Zwolle: open €\u00A01.500,00, waarvan vervallen €\u00A01.000,00.');
    expect(text).toContain('Factuur A: €\u00A01.000,00');
    expect(text).toContain('donderdag 12\u00A0maart 2026');
    expect(text).toContain('Intern bericht over Debtor 1 (1).');
    expect(text).not.toContain('/p/');
    expect((await world.list('timelineEntries')).map(({ kind }) => kind)).toEqual(['task-created']);
  });

  it('is answered, asked again and done; each time the other one is told', async () => {
    const { taskId } = await ask();
    await staff.give('bob', 'reply-task', { taskId, text: 'Yes, signed for.' });
    expect(await taskOf(taskId)).toMatchObject({ state: 'answered' });
    expect(await staff.toldTo('anna', 'task-reply')).toBe(1);
    expect(await mails()).toHaveLength(1);
    await staff.give('anna', 'reply-task', { taskId, text: 'By whom?' });
    expect(await taskOf(taskId)).toMatchObject({ state: 'open' });
    expect((await mails()).map(({ templateKey }) => templateKey)).toEqual(['task.new', 'task.reply']);
    await staff.give('anna', 'finish-task', { taskId });
    expect(await staff.toldTo('bob', 'task-done')).toBe(1);
    await expect(staff.give('bob', 'reply-task', { taskId, text: 'Mr X.' })).rejects.toMatchObject({ code: 'task.closed' });
    await staff.give('anna', 'finish-task', { taskId, undo: true });
    expect(await taskOf(taskId)).toMatchObject({ state: 'answered', finishedAt: null });
  });

  it('that is not answered in time is told once to who asked, who was asked, and the second person', async () => {
    const { taskId } = await ask({ escalateToId: 'chief' });
    const answered = await ask();
    await staff.give('bob', 'reply-task', { taskId: answered.taskId, text: 'Yes.' });
    const escalate = () => world.give('escalate-overdue', { administrationId: ADMINISTRATION });
    world.clock.advance(2 * 86_400_000);
    expect(await escalate()).toMatchObject({ tasks: 0 });
    world.clock.advance(86_400_000);
    expect(await escalate()).toMatchObject({ tasks: 1 });
    expect(await escalate()).toMatchObject({ tasks: 0 });
    for (const userId of ['anna', 'bob', 'chief']) expect(await staff.toldTo(userId, 'task-overdue'), userId).toBe(1);
    const overdue = (await mails()).filter(({ templateKey }) => templateKey === 'task.overdue');
    expect(overdue.map(({ recipient }) => recipient).sort()).toEqual(['bob@lindeboer.example', 'chief@lindeboer.example']);
    expect((await messageBody(world.services, overdue[0]?.id ?? '')).subject).toContain('Te laat: Was it delivered?');
    expect(await taskOf(taskId)).toMatchObject({ state: 'open' });
  });
});

it('only one’s own notifications are marked as read', async () => {
  await staff.give('anna', 'add-note', { debtorId: 'debtor-1', text: '@bob', mentions: ['bob'] });
  const [told] = await world.list('notifications');
  const args = { administrationId: ADMINISTRATION, notificationIds: [told?.id ?? ''] };
  await staff.give('anna', 'mark-notification-read', args);
  expect(await world.list('notifications')).toMatchObject([{ readAt: null }]);
  await staff.give('bob', 'mark-notification-read', args);
  expect(await world.list('notifications')).toMatchObject([{ readAt: world.clock.now().toISOString() }]);
});
