import { describe, expect, it } from 'vitest';
import { instantOf } from '../../portal-server/calendar/instant-of.ts';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import { addDays, day, newId } from '../../src-shared/kernel/index.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION, paths } from '../../src-shared/protocol/index.ts';
import { addAdministration, addDebtor, addUser, PASSWORD, TODAY, testServer, testServices } from '../support/test-server.ts';

async function world() {
  const services = await testServices();
  const administrationId = await addAdministration(services);
  const userId = await addUser(services, 'collector', administrationId, 'anna@example.test');
  const debtorId = await addDebtor(services, administrationId, '1001', { name: 'Bakkerij Het Anker', assigneeId: userId });
  const other = await addUser(services, 'collector', administrationId, 'bram@example.test');
  const foreign = await addDebtor(services, administrationId, '1002', { name: 'Garage Vos', assigneeId: other });
  const createdAt = '2026-03-01T00:00:00.000Z';
  const own = { administrationId, debtorId, createdAt };
  await services.store.write(async (tx) => {
    const action = { ...own, kind: 'call', title: 'about € 98765', assigneeId: userId, source: 'user' } as const;
    await tx.put('actions', { ...action, id: newId(), dueOn: addDays(TODAY, 1), dueTime: '10:30' });
    await tx.put('actions', { ...action, id: newId(), dueOn: addDays(TODAY, -3) });
    await tx.put('actions', { ...action, id: newId(), dueOn: TODAY, state: 'done' });
    await tx.put('actions', { ...action, id: newId(), dueOn: TODAY, debtorId: foreign, assigneeId: other });
    const promise = { ...own, currency: 'EUR', amount: 123_456, lines: [], promisedOn: addDays(TODAY, 2), graceDays: 2 };
    await tx.put('promises', { ...promise, origin: 'collector', id: newId() });
    await tx.put('promises', { ...promise, origin: 'collector', id: newId(), debtorId: foreign });
    const plan = { ...own, id: 'plan', currency: 'EUR', total: 2, lines: [], graceDays: 3 };
    await tx.put('paymentPlans', { ...plan, state: 'running', origin: 'collector' });
    await tx.put('instalments', {
      id: newId(),
      administrationId,
      debtorId,
      planId: 'plan',
      position: 1,
      dueOn: addDays(TODAY, 5),
      amount: 77_700,
    });
    const dispute = { ...own, disputeTypeId: 't', currency: 'EUR', amount: 5, lines: [], ownerId: userId };
    await tx.put('disputes', { ...dispute, origin: 'portal', id: newId(), answerBy: addDays(TODAY, 4) });
    await tx.put('disputes', { ...dispute, origin: 'portal', id: newId(), answerBy: addDays(TODAY, 4), state: 'upheld' });
    await tx.put('tasks', { ...own, id: newId(), title: 'secret words', invoiceIds: [], toId: userId, dueOn: addDays(TODAY, 6) });
  });
  const server = await testServer(services);
  const headers = { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION), 'content-type': 'application/json' };
  const body = JSON.stringify({ email: 'anna@example.test', password: PASSWORD, clientId: newId() });
  const { token } = (await (await fetch(server.url + paths.signIn, { method: 'POST', headers, body })).json()) as { token: string };
  const roles = [{ administrationId, role: 'collector' }] as const;
  return {
    services,
    administrationId,
    userId,
    switch: (on: boolean) =>
      giveCommand(services, {
        commandId: newId(),
        name: 'save-calendar-feed',
        args: { administrationId, on },
        actor: { kind: 'user', userId, roles },
      }),
    /** The address as a desktop is told, moved to where the test's server listens. */
    address: async () => {
      const response = await fetch(`${server.url}/api/calendar`, { headers: { ...headers, authorization: `Bearer ${token}` } });
      const { url } = (await response.json()) as { url: string | null };
      return url === null ? null : server.url + new URL(url).pathname;
    },
    server,
    headers,
  };
}

const text = async (url: string) => (await fetch(url)).text();
/** Long lines are folded (RFC 5545 §3.1); ids are left out, which may have any digits. */
const words = (ics: string) =>
  ics
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => !line.startsWith('UID:'))
    .join('\n');

describe('a calendar feed', () => {
  it('has what is open for the user, without names and amounts', async () => {
    const it = await world();
    expect(await it.address()).toBeNull();
    await it.switch(true);
    const address = (await it.address()) ?? '';
    const response = await fetch(address);
    expect(response.headers.get('content-type')).toContain('text/calendar');
    const ics = words(await response.text());
    const summaries = [...ics.matchAll(/^SUMMARY:(.*)$/gm)].map((match) => match[1]);
    expect(summaries.sort()).toEqual(['Bellen', 'Bellen', 'Dispuut beantwoorden', 'Taak', 'Termijn', 'Toegezegd']);
    // Half past ten in Amsterdam, in winter.
    expect(ics).toContain('DTSTART:20260311T093000Z');
    expect(ics).toContain('DTSTART;VALUE=DATE:20260312');
    for (const kept of ['Anker', 'Vos', '98765', '1234', '777', 'secret words']) expect(ics).not.toContain(kept);
  });

  it('names debtors where the administration allows it, and never says an amount', async () => {
    const it = await world();
    await it.switch(true);
    const manager = {
      kind: 'user',
      userId: it.userId,
      roles: [{ administrationId: it.administrationId, role: 'credit-manager' }],
    } as const;
    const args = { administrationId: it.administrationId, key: 'calendar', value: { names: true } };
    await giveCommand(it.services, { commandId: newId(), name: 'save-administration-settings', args, actor: manager });
    const ics = words(await text((await it.address()) ?? ''));
    expect(ics).toContain('SUMMARY:Bellen: Bakkerij Het Anker');
    for (const kept of ['Garage Vos', '98765', '1234', '777', 'secret words']) expect(ics).not.toContain(kept);
  });

  it('is gone at its old address when it gets a new one or is ended, and with its user', async () => {
    const it = await world();
    await it.switch(true);
    const first = (await it.address()) ?? '';
    expect((await fetch(first)).status).toBe(200);
    await it.switch(true);
    const second = (await it.address()) ?? '';
    expect(second).not.toBe(first);
    expect((await fetch(first)).status).toBe(404);
    expect((await fetch(second)).status).toBe(200);
    await it.services.store.write(async (tx) => {
      const user = await tx.get('users', it.userId);
      if (user) await tx.put('users', { ...user, disabled: true });
    });
    expect((await fetch(second)).status).toBe(404);
    await it.switch(false);
    expect((await fetch(second)).status).toBe(404);
  });

  it('opens to no address that this server did not sign', async () => {
    const it = await world();
    await it.switch(true);
    const address = (await it.address()) ?? '';
    const token = /calendar\/(.*)\.ics/.exec(address)?.[1] ?? '';
    const feedId = it.services.keys.verifyFeed(token) ?? '';
    for (const wrong of [`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, it.services.keys.signAccess(feedId), 'x', '..', ''])
      expect([wrong, (await fetch(`${it.server.url}/calendar/${wrong}.ics`)).status]).toEqual([wrong, 404]);
    expect((await fetch(`${it.server.url}/api/calendar`, { headers: it.headers })).status).toBe(401);
  });
});

describe('the instant of a clock', () => {
  it('follows summer time', () => {
    const at = (on: string, time: string) => instantOf(day(on), time, 'Europe/Amsterdam').toISOString();
    expect(at('2026-03-10', '10:30')).toBe('2026-03-10T09:30:00.000Z');
    expect(at('2026-07-10', '10:30')).toBe('2026-07-10T08:30:00.000Z');
    // The night of the change: half past two does not exist, and is taken for half past three.
    expect(at('2026-03-29', '01:30')).toBe('2026-03-29T00:30:00.000Z');
    expect(at('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-03-29', '03:30')).toBe('2026-03-29T01:30:00.000Z');
    // Half past two comes twice: the first.
    expect(at('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25', '03:30')).toBe('2026-10-25T02:30:00.000Z');
    expect(instantOf(day('2026-07-10'), '00:15', 'America/New_York').toISOString()).toBe('2026-07-10T04:15:00.000Z');
  });
});
