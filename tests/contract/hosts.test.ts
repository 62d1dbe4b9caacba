import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandReply, events, queries, queryTables } from '../../src-shared/contract/index.ts';
import { DesktopWorld, USER } from '../support/desktop-world.ts';
import { findBrowser } from '../support/find-browser.mjs';
import { waitFor } from '../support/wait-for.ts';
import { ask, type ContractClient, type HostUnderTest, hosts, nextId, replyTo } from './hosts.ts';

// The Electron entry needs a browser for its windows; `npm test` says so where there is none.
const runnable = hosts.filter(({ name }) => name === 'web host' || findBrowser().path);

// One suite, whatever carries the frames. The tests of a host build on each other, as a working day does.
describe.each(runnable)('the contract over the $name', ({ start }) => {
  let world: DesktopWorld;
  let host: HostUnderTest;
  let client: ContractClient;
  const event = (name: string, text = '') =>
    waitFor(async () => {
      const found = (await client.received()).filter((frame) => frame.kind === 'event' && frame.name === name);
      const hit = found.find((frame) => JSON.stringify(frame).includes(text));
      if (hit?.kind !== 'event') throw new Error(`no event ${name} with ${text} among ${JSON.stringify(found)}`);
      return hit.data;
    });

  beforeAll(async () => {
    world = await DesktopWorld.open();
    host = await start({ profile: world.profile, serverUrl: null });
    client = host.client;
  }, 120_000);
  afterAll(async () => {
    await host.stop();
    await world.close();
  });

  it('says before sign-in that the server is not known, and takes its address', async () => {
    const session = queries['session.get'].result.parse(await ask(client, 'query', 'session.get'));
    expect(session).toMatchObject({ state: 'signed-out', serverUrl: null });
    await expect(ask(client, 'call', 'auth.sign-in', USER)).rejects.toMatchObject({ code: 'profile.no-server' });
    await expect(ask(client, 'call', 'profile.server', { url: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'network.unreachable',
      retry: true,
    });
    await expect(ask(client, 'call', 'profile.server', { url: 'http://' })).rejects.toMatchObject({ code: 'profile.not-a-server' });
    await expect(ask(client, 'call', 'profile.server', { url: `${world.url}/p` })).rejects.toMatchObject({ code: 'profile.not-a-server' });
    expect(await ask(client, 'call', 'profile.server', { url: world.url })).toEqual({ serverUrl: world.url });
    await event('session');
  });

  it('answers only the open queries before sign-in', async () => {
    expect(queries['status.get'].result.parse(await ask(client, 'query', 'status.get'))).toMatchObject({ connection: 'signed-out' });
    const closed = Object.keys(queries).filter((name) => !['session.get', 'status.get'].includes(name));
    for (const name of closed) await expect(ask(client, 'query', name)).rejects.toMatchObject({ code: 'auth.session-ended' });
    const note = { debtorId: world.debtorId, text: 'x', pinned: false };
    await expect(ask(client, 'command', 'add-note', note)).rejects.toMatchObject({ code: 'auth.session-ended' });
  });

  it('signs in and tells so', async () => {
    await expect(ask(client, 'call', 'auth.sign-in', { ...USER, password: 'wrong' })).rejects.toMatchObject({
      code: 'auth.wrong-credentials',
    });
    expect(await ask(client, 'call', 'auth.sign-in', USER)).toEqual({});
    const session = queries['session.get'].result.parse(await ask(client, 'query', 'session.get'));
    expect(session).toMatchObject({ state: 'signed-in', user: { email: USER.email } });
    expect(events.status.parse(await event('status', '"online"'))).toMatchObject({ pending: 0 });
  });

  it('answers queries in the shape of the contract', async () => {
    const worklist = { administrationId: null, assigneeId: null, sort: 'priority', direction: 'desc', offset: 0, limit: 10 };
    const page = queries['worklist.page'].result.parse(await ask(client, 'query', 'worklist.page', worklist));
    expect(page.rows.map((row) => row.debtorName)).toEqual(['Bakkerij Het Anker']);
    const header = queries['debtor.header'].result.parse(await ask(client, 'query', 'debtor.header', { debtorId: world.debtorId }));
    expect(header.balances[0]).toMatchObject({ currency: 'EUR', open: 10_000 });
    expect(Object.keys(queryTables).sort()).toEqual(Object.keys(queries).sort());
  });

  it('refuses what it does not understand, by name and by field', async () => {
    const refused = (kind: string, name: string, args?: unknown) =>
      ask(client, kind, name, args).then(
        () => 'no refusal',
        (error: { code: string; params: object }) => ({ code: error.code, ...error.params }),
      );
    expect(await refused('query', 'no.such')).toEqual({ code: 'contract.unknown', name: 'no.such' });
    expect(await refused('call', 'no.such')).toEqual({ code: 'contract.unknown', name: 'no.such' });
    expect(await refused('query', 'constructor')).toMatchObject({ code: 'contract.unknown' });
    expect(await refused('query', 'debtor.header', { debtorId: 5 })).toMatchObject({ code: 'contract.bad-arguments', field: 'debtorId' });
    expect(await refused('query', 'debtor.header', { debtorId: 'nobody' })).toMatchObject({ code: 'not-found' });
    expect(await refused('command', 'add-note', { debtorId: world.debtorId })).toMatchObject({ code: 'command.bad-arguments' });
    expect(await refused('command', 'no-such-command')).toMatchObject({ code: 'command.unknown' });
  });

  it('answers malformed frames as such and goes on', async () => {
    const malformed = [null, 'text', 7, [], {}, { id: 'x', kind: 'query', name: 'status.get' }, { id: 1.5, kind: 'query', name: 'a' }];
    for (const frame of [...malformed, { id: nextId(), kind: 'drop', name: 'tables' }, { id: nextId(), kind: 'query' }])
      await client.send(frame);
    await waitFor(async () => {
      const answers = (await client.received()).filter((frame) => frame.kind === 'reply' && frame.id === -1);
      expect(answers).toHaveLength(malformed.length + 2);
      for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'contract.malformed' } });
    });
    expect(await ask(client, 'query', 'status.get')).toMatchObject({ connection: 'online' });
  });

  it('gives each of many requests at once its own answer', async () => {
    const ids = Array.from({ length: 50 }, nextId);
    await Promise.all(
      ids.map((id) => client.send({ id, kind: 'query', name: 'search.debtors', args: { text: id % 2 ? 'Anker' : 'xyz' } })),
    );
    for (const id of ids) {
      const reply = await replyTo(client, id);
      expect(reply.ok && (reply.value as unknown[]).length).toBe(id % 2 ? 1 : 0);
    }
  });

  it('takes a command at once, tells of the change, and brings it to the server', async () => {
    const args = { debtorId: world.debtorId, text: 'Bel Jan', pinned: true };
    const reply = commandReply.parse(await ask(client, 'command', 'add-note', args));
    expect(reply.state).toBe('pending');
    expect(events.changed.parse(await event('changed', '"notes"')).tables).toContain('notes');
    await waitFor(async () => {
      const notes = await world.services.store.read((tx) => tx.list('notes', { where: {} }));
      expect(notes.map((note) => note.text)).toEqual(['Bel Jan']);
    });
  });

  it('tells of a change that the server refuses', async () => {
    await world.stop();
    const reply = commandReply.parse(await ask(client, 'command', 'finish-action', { actionId: world.actionId, outcome: '' }));
    await world.start();
    await world.services.store.write(async (tx) => {
      const action = await tx.get('actions', world.actionId);
      if (action) await tx.put('actions', { ...action, state: 'done' });
    });
    await ask(client, 'call', 'sync.now');
    const refused = events.refused.parse(await event('refused'));
    expect(refused).toMatchObject({ commandId: reply.commandId, command: 'finish-action', error: { code: 'action.not-open' } });
  });

  it('signs out, and has nothing more to say about debtors', async () => {
    expect(await ask(client, 'call', 'auth.sign-out')).toEqual({});
    await expect(ask(client, 'query', 'debtor.header', { debtorId: world.debtorId })).rejects.toMatchObject({ code: 'auth.session-ended' });
    expect(host.faults()).toBe('');
  });
});
