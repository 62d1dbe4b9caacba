import { describe, expect, it } from 'vitest';
import type { Services } from '../../../portal-server/app/services.ts';
import { SyncApi } from '../../../portal-server/sync/api.ts';
import { executeCommand } from '../../../portal-server/sync/execute.ts';
import { PokeHub } from '../../../portal-server/sync/poke-hub.ts';
import { type Actor, type CommandName, commands, type Permission } from '../../../src-shared/commands/index.ts';
import { AppError, newId } from '../../../src-shared/kernel/index.ts';
import type { PullLine } from '../../../src-shared/protocol/index.ts';
import { type CommandOutcome, ROLES, type Role, syncedTables } from '../../../src-shared/schema/index.ts';
import { addAdministration, addDebtor, addInvoice, testServices } from '../../support/test-server.ts';
import { openSession } from '../simulator/company.ts';
import { type Grant, grants, type Target } from './grants.ts';

interface Two {
  services: Services;
  api: SyncApi;
  own: Target;
  foreign: Target;
}

async function twoAdministrations(): Promise<Two> {
  const services = await testServices();
  const own = await makeTarget(services, 'OWN');
  const foreign = await makeTarget(services, 'FOREIGN');
  return { services, api: new SyncApi(services, new PokeHub(services)), own, foreign };
}

async function makeTarget(services: Services, code: string): Promise<Target> {
  const administrationId = await addAdministration(services, code);
  const debtorId = await addDebtor(services, administrationId, '1001');
  const linkedDebtorId = await addDebtor(services, administrationId, '1002');
  const invoiceId = await addInvoice(services, { id: debtorId, administrationId }, 'F1', 40);
  const asked = { requestId: newId(), threadId: newId(), offerId: newId() };
  const arranged = { promiseId: newId(), planId: newId() };
  const ids = {
    doneActionId: newId(),
    colleagueId: newId(),
    substituteId: newId(),
    documentId: newId(),
    contactId: newId(),
    writeOffId: newId(),
    handOverId: newId(),
    actionId: newId(),
    messageId: newId(),
    portalAccessId: newId(),
    paymentIntentId: newId(),
    portalSessionId: newId(),
    disputeId: newId(),
    noteId: newId(),
    taskId: newId(),
    notificationId: newId(),
    portalDeviceId: newId(),
    portalLoginId: newId(),
  };
  const base = { administrationId, debtorId, createdAt: '2026-03-01T00:00:00.000Z' };
  await services.store.write(async (tx) => {
    await tx.put('actions', { ...base, id: ids.actionId, kind: 'call', dueOn: '2026-03-10' as never, source: 'system' });
    const file = { name: 'a.pdf', mediaType: 'application/pdf', size: 1, hash: '0'.repeat(64), origin: 'collector' } as const;
    await tx.put('documents', { ...base, ...file, invoiceIds: [], id: ids.documentId });
    await tx.put('contacts', { administrationId, debtorId, id: ids.contactId, name: 'Kees', roles: [] });
    const given = { ...base, currency: 'EUR', lines: [] } as const;
    await tx.put('writeOffs', { ...given, lines: [], id: ids.writeOffId, amount: 1, reason: 'goodwill', state: 'requested' });
    const partner = { partner: 'Incasso Noord', partnerKind: 'agency', asOf: '2026-03-01' as never, state: 'handed-over' } as const;
    await tx.put('handOvers', { ...given, ...partner, lines: [], id: ids.handOverId, principal: 1, interest: 0, costs: 0 });
    const closed = { state: 'done', finishedAt: '2026-03-02T00:00:00.000Z' } as const;
    await tx.put('actions', { ...base, ...closed, id: ids.doneActionId, kind: 'call', dueOn: '2026-03-01' as never, source: 'system' });
    for (const userId of [ids.colleagueId, ids.substituteId]) {
      await tx.put('users', { id: userId, email: `${userId}@example.test`, name: 'a colleague' });
      await tx.put('userRoles', { id: newId(), userId, administrationId, role: 'collector' });
    }
    const facts = { runDate: '', payBefore: '', stepName: '', lines: [], held: [], portalAccessId: ids.portalAccessId };
    const mail = { direction: 'out', channel: 'email', recipient: 'a@example.test', language: 'nl', currency: 'EUR' } as const;
    await tx.put('messages', { ...base, ...mail, id: ids.messageId, facts, state: 'queued' });
    await tx.put('portalAccess', { ...base, id: ids.portalAccessId, kind: 'login', expiresAt: '2027-01-01T00:00:00.000Z' });
    const session = { portalAccessId: ids.portalAccessId, expiresAt: '2027-01-01T00:00:00.000Z' };
    await tx.put('portalSessions', { ...base, ...session, id: ids.portalSessionId });
    const device = { debtorIds: [debtorId], lastUsedAt: base.createdAt, expiresAt: '2027-01-01T00:00:00.000Z' };
    await tx.put('portalDevices', { ...base, ...device, id: ids.portalDeviceId });
    const login = { emailHash: 'hash', codeHash: 'right', debtorIds: [debtorId], createdAt: base.createdAt };
    await tx.put('portalLogins', { ...login, id: ids.portalLoginId, expiresAt: '2027-01-01T00:00:00.000Z' });
    const link = { administrationId, groupId: `group of ${code}`, groupName: code, linkedAt: base.createdAt };
    for (const id of [debtorId, linkedDebtorId]) await tx.put('debtorGroupMembers', { ...link, id: newId(), debtorId: id });
    const intent = { currency: 'EUR', amount: 10_000, provider: 'sandbox', status: 'open' } as const;
    const dispute = { disputeTypeId: 'type', currency: 'EUR', amount: 100, origin: 'collector', state: 'new' } as const;
    await tx.put('disputes', { ...base, ...dispute, lines: [], id: ids.disputeId, answerBy: '2026-03-16' as never });
    await tx.put('notes', { ...base, id: ids.noteId, text: 'note' });
    const task = { title: 'Delivered?', invoiceIds: [], toId: ids.colleagueId, dueOn: '2026-03-12' as never };
    await tx.put('tasks', { ...base, ...task, id: ids.taskId });
    const told = { administrationId, userId: ids.colleagueId, kind: 'task-new', params: {}, at: base.createdAt };
    await tx.put('notifications', { ...told, id: ids.notificationId });
    await tx.put('paymentIntents', { ...base, ...intent, lines: [{ invoiceId, amount: 10_000 }], id: ids.paymentIntentId });
    const thread = { id: asked.threadId, subject: 'question', invoiceIds: [invoiceId], lastMessageAt: base.createdAt };
    await tx.put('threads', { ...base, ...thread });
    const request = { ...base, origin: 'portal' as const, invoiceIds: [invoiceId], rules: [], documentIds: [] };
    const question = { kind: 'question', state: 'waiting', asked: { subject: 'question' }, proposed: null } as const;
    await tx.put('requests', { ...request, ...question, id: asked.requestId, threadId: asked.threadId });
    const day = { currency: 'EUR', amount: 10_000, promisedOn: '2026-03-20' };
    await tx.put('requests', { ...request, kind: 'promise', state: 'adjusted', asked: day, proposed: day, id: asked.offerId });
    const lines = [{ invoiceId: newId(), number: 'F2', amount: 10_000, paidBefore: 0 }];
    const arrangement = { ...base, currency: 'EUR', lines, origin: 'collector', graceDays: 3 } as const;
    await tx.put('promises', { ...arrangement, id: arranged.promiseId, amount: 10_000, promisedOn: '2026-03-20' as never });
    await tx.put('paymentPlans', { ...arrangement, id: arranged.planId, total: 10_000, state: 'running' });
    await tx.put('instalments', {
      ...base,
      id: newId(),
      planId: arranged.planId,
      position: 1,
      dueOn: '2026-03-20' as never,
      amount: 10_000,
    });
  });
  return { administrationId, debtorId, linkedDebtorId, invoiceId, ...ids, ...arranged, ...asked };
}

/** A signed-in user with one role; null: in all administrations. */
async function tokenOf({ services }: Two, role: Role | null, administrationId: string | null): Promise<string> {
  const [userId, token] = [newId(), newId()];
  await services.store.write(async (tx) => {
    await tx.put('users', { id: userId, email: `${userId}@example.test`, name: 'somebody' });
    if (role) await tx.put('userRoles', { id: newId(), userId, administrationId, role });
    await openSession(tx, token, userId, services.clock.now());
  });
  return token;
}

const asUser = (two: Two, token: string, name: string, args: object): Promise<CommandOutcome> =>
  two.api.command(token, { commandId: newId(), name, args });

const asActor = ({ services }: Two, actor: Actor, name: string, args: object): Promise<CommandOutcome> =>
  executeCommand(services, { commandId: newId(), name, args, actor });

const answerOf = (outcome: CommandOutcome): string => (outcome.status === 'applied' ? 'applied' : outcome.error.code);

const table = Object.entries(grants) as [CommandName, Grant][];

describe('every command', () => {
  it('is in the table, with the rights it declares', () => {
    expect([...commands.keys()].sort()).toEqual(Object.keys(grants).sort());
    for (const [name, { may }] of table) expect([...(commands.get(name)?.may ?? [])].sort(), name).toEqual([...may].sort());
  });

  it.each(table)('%s: granted to whom it is granted, refused to everybody else', async (name, grant) => {
    const two = await twoAdministrations();
    const { own, foreign } = two;
    const expected: Record<string, string> = {};
    const got: Record<string, string> = {};
    const granted = (who: Permission): string => (grant.may.includes(who) ? 'applied' : 'not-allowed');
    for (const role of ROLES) {
      const inOwn = await tokenOf(two, role, own.administrationId);
      got[`${role}, foreign`] = answerOf(await asUser(two, inOwn, name, grant.args(foreign)));
      expected[`${role}, foreign`] = 'not-allowed';
      got[`${role}, own`] = answerOf(await fresh(two, own, (target) => asUser(two, inOwn, name, grant.args(target))));
      expected[`${role}, own`] = grant.everywhere ? 'not-allowed' : granted(role);
      const inAll = await tokenOf(two, role, null);
      got[`${role}, everywhere`] = answerOf(await fresh(two, foreign, (target) => asUser(two, inAll, name, grant.args(target))));
      expected[`${role}, everywhere`] = granted(role);
    }
    const noRole = await tokenOf(two, null, null);
    got['no role'] = answerOf(await asUser(two, noRole, name, grant.args(own)));
    expected['no role'] = 'not-allowed';
    const debtor: Actor = { kind: 'debtor', debtorId: own.debtorId, administrationId: own.administrationId };
    got['debtor, foreign'] = answerOf(await asActor(two, debtor, name, grant.args(foreign)));
    expected['debtor, foreign'] = 'not-allowed';
    got['debtor, own'] = answerOf(await asActor(two, debtor, name, grant.args(own)));
    expected['debtor, own'] = granted('debtor');
    got.system = answerOf(await fresh(two, own, (target) => asActor(two, { kind: 'system', name: 'test' }, name, grant.args(target))));
    expected.system = granted('system');
    expect(got).toEqual(expected);
  });

  it.each(table)('%s: refused without a session, and with one that has ended', async (name, grant) => {
    const two = await twoAdministrations();
    const token = await tokenOf(two, 'administrator', null);
    await two.api.signOut(token);
    for (const used of ['', 'made up', token])
      await expect(asUser(two, used, name, grant.args(two.own))).rejects.toMatchObject({ code: 'auth.session-ended' });
  });
});

const MOVED = [
  ...([
    'threads',
    'requests',
    'userRoles',
    'actions',
    'documents',
    'contacts',
    'messages',
    'portalAccess',
    'portalSessions',
    'portalDevices',
    'threads',
    'requests',
  ] as const),
  ...(['paymentIntents', 'invoices', 'debtorGroupMembers', 'promises', 'paymentPlans', 'instalments', 'writeOffs', 'handOvers'] as const),
  ...(['disputes', 'notes', 'tasks', 'notifications'] as const),
];

/** Tries a command on rows that no earlier try has used up. */
async function fresh(
  two: Two,
  { administrationId }: Target,
  attempt: (target: Target) => Promise<CommandOutcome>,
): Promise<CommandOutcome> {
  const target = await makeTarget(two.services, newId());
  // Its rows move to the administration that is meant.
  await two.services.store.write(async (tx) => {
    for (const table of MOVED) {
      const rows = await tx.list(table, { where: { administrationId: target.administrationId } });
      for (const row of rows) await tx.put(table, { ...row, administrationId, ...('number' in row ? { number: newId() } : {}) } as never);
    }
    for (const row of await tx.list('debtors', { where: { administrationId: target.administrationId } }))
      await tx.put('debtors', { ...row, administrationId, number: newId() });
  });
  return attempt({ ...target, administrationId });
}

describe('foreign rows in a command about one’s own', () => {
  it('are refused', async () => {
    const two = await twoAdministrations();
    const { own, foreign } = two;
    const token = await tokenOf(two, 'collector', own.administrationId);
    const mixed = { debtorId: own.debtorId, invoiceIds: [foreign.invoiceId], reason: 'held' };
    expect(await asUser(two, token, 'block-invoice', mixed)).toMatchObject({ error: { code: 'invoice.of-another-debtor' } });
    const theirs = { administrationId: own.administrationId, actionIds: [own.actionId, foreign.actionId], assigneeId: null };
    expect(await asUser(two, token, 'assign-actions', theirs)).toMatchObject({ error: { code: 'not-found' } });
    const debtors = { administrationId: own.administrationId, debtorIds: [foreign.debtorId], assigneeId: own.colleagueId };
    expect(await asUser(two, token, 'assign-debtors', debtors)).toMatchObject({ error: { code: 'not-found' } });
    const stranger = { administrationId: own.administrationId, actionIds: [own.actionId], assigneeId: foreign.colleagueId };
    expect(await asUser(two, token, 'assign-actions', stranger)).toMatchObject({ error: { code: 'assignee.unknown' } });
    const expected = [{ table: 'sessions', id: 'x', version: 0 }];
    const spying = two.api.command(token, { commandId: newId(), name: 'add-note', args: { debtorId: own.debtorId, text: 'x' }, expected });
    expect(await spying).toMatchObject({ error: { code: 'command.bad-arguments' } });
  });

  it('do not answer to a command id of somebody else', async () => {
    const two = await twoAdministrations();
    const theirs = await tokenOf(two, 'collector', two.foreign.administrationId);
    const commandId = newId();
    await two.api.command(theirs, { commandId, name: 'plan-action', args: grants['plan-action'].args(two.foreign) });
    const mine = await tokenOf(two, 'collector', two.own.administrationId);
    const outcome = await two.api.command(mine, { commandId, name: 'plan-action', args: grants['plan-action'].args(two.own) });
    expect(outcome).toMatchObject({ status: 'refused', error: { code: 'not-allowed' } });
  });
});

describe('a pull', () => {
  async function pulled({ api }: Two, token: string, scopes: string[] = [], epoch: string | null = null): Promise<PullLine[]> {
    const lines: PullLine[] = [];
    const body = { clientId: newId(), epoch, version: 0, scopes, lastMutationId: 0 };
    await api.pull(token, body, () => async (line) => void lines.push(line));
    return lines;
  }

  const textOf = (lines: PullLine[]): string => JSON.stringify(lines.filter((line) => line.type === 'rows'));
  /** Of rows that belong to one administration and travel. */
  const idsOf = ({
    debtorId,
    invoiceId,
    actionId,
    doneActionId,
    documentId,
    contactId,
    messageId,
    portalAccessId,
    paymentIntentId,
    disputeId,
    noteId,
    taskId,
    notificationId,
  }: Target): string[] => [
    ...[debtorId, invoiceId, actionId, doneActionId, documentId, contactId, messageId, portalAccessId, paymentIntentId],
    ...[disputeId, noteId, taskId, notificationId],
  ];

  it.each(ROLES)('gives a %s the rows of the own administration and none of a foreign one', async (role) => {
    const two = await twoAdministrations();
    const text = textOf(await pulled(two, await tokenOf(two, role, two.own.administrationId)));
    for (const id of idsOf(two.own)) expect(text).toContain(id);
    for (const id of idsOf(two.foreign)) expect(text).not.toContain(id);
  });

  it('gives no rows of a scope that is only claimed', async () => {
    const two = await twoAdministrations();
    const token = await tokenOf(two, 'collector', two.own.administrationId);
    const epoch = await two.services.store.epoch();
    const claimed = ['organisation', `administration:${two.own.administrationId}`, `administration:${two.foreign.administrationId}`];
    const lines = await pulled(two, token, claimed, epoch);
    for (const id of idsOf(two.foreign)) expect(textOf(lines)).not.toContain(id);
    expect(lines[0]).toMatchObject({ type: 'begin', drop: [`administration:${two.foreign.administrationId}`] });
  });

  it('gives somebody without a role nothing of any administration', async () => {
    const two = await twoAdministrations();
    const text = textOf(await pulled(two, await tokenOf(two, null, null)));
    for (const id of [...idsOf(two.own), ...idsOf(two.foreign)]) expect(text).not.toContain(id);
  });

  it('never holds a table that only the server has', async () => {
    const two = await twoAdministrations();
    const lines = await pulled(two, await tokenOf(two, 'administrator', null));
    for (const line of lines) if (line.type === 'rows') expect(Object.keys(syncedTables)).toContain(line.table);
    const secret = await two.services.store.read((tx) => tx.list('sessions', { where: {} }));
    for (const { id } of secret) expect(textOf(lines)).not.toContain(id);
  });

  it('answers a stranger and a disabled user alike', async () => {
    const two = await twoAdministrations();
    const token = await tokenOf(two, 'collector', two.own.administrationId);
    await two.services.store.write(async (tx) => {
      for (const user of await tx.list('users', { where: {} })) await tx.put('users', { ...user, disabled: true });
    });
    for (const used of [token, 'made up'])
      await expect(pulled(two, used)).rejects.toMatchObject(new AppError('auth.session-ended') satisfies Error);
  });
});
