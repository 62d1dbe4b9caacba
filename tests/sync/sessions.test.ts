import { describe, expect, it, onTestFinished } from 'vitest';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../src-shared/protocol/index.ts';
import { CliFolder } from '../support/cli.ts';
import { tempDir } from '../support/temp-dir.ts';
import { TestCore } from '../support/test-core.ts';
import { addAdministration, addDebtor, addUser, PASSWORD, testServer, testServices } from '../support/test-server.ts';

async function company() {
  const dataDir = tempDir();
  const services = await testServices({ dataDir });
  const administrationId = await addAdministration(services);
  await addUser(services, 'administrator', null, 'ada@example.test');
  await addUser(services, 'collector', administrationId, 'anna@example.test');
  const debtorId = await addDebtor(services, administrationId, '1001');
  const server = await testServer(services);
  return { dataDir, services, server, debtorId };
}

const signedOut = async (core: TestCore): Promise<boolean> => (await core.query('session.get', {})).state === 'signed-out';

describe('sessions', () => {
  it('are listed to their owner, and all of them to an administrator', async () => {
    const { server } = await company();
    const ada = await new TestCore(server.url).signIn('ada@example.test');
    const anna = await new TestCore(server.url).signIn('anna@example.test');
    expect((await anna.query('sessions.list', {})).map(({ userName }) => userName)).toEqual(['anna']);
    expect((await ada.query('sessions.list', {})).map(({ userName }) => userName).sort()).toEqual(['ada', 'anna']);
  });

  it('are ended by an administrator: the desktop hears of it at once and keeps what waits', async () => {
    const { server } = await company();
    const ada = await new TestCore(server.url).signIn('ada@example.test');
    const anna = await new TestCore(server.url).signIn('anna@example.test');
    const hers = (await ada.query('sessions.list', {})).find(({ userName }) => userName === 'anna');
    await ada.request('call', 'sessions.end', { sessionId: hers?.id });
    await anna.until(() => signedOut(anna));
    expect((await anna.query('status.get', {})).connection).toBe('signed-out');
    expect((await ada.query('sessions.list', {})).map(({ userName }) => userName)).toEqual(['ada']);
  });

  it('of somebody else are not a collector’s to end', async () => {
    const { server } = await company();
    const ada = await new TestCore(server.url).signIn('ada@example.test');
    const anna = await new TestCore(server.url).signIn('anna@example.test');
    const [adas] = await ada.query('sessions.list', {});
    const id = (await ada.query('sessions.list', {})).find(({ userName }) => userName === 'ada')?.id ?? adas?.id;
    await expect(anna.request('call', 'sessions.end', { sessionId: id })).rejects.toMatchObject({ code: 'not-found' });
    expect(await signedOut(ada)).toBe(false);
  });

  it('are ended from the command line', async () => {
    const { dataDir, server, debtorId } = await company();
    const anna = await new TestCore(server.url).signIn('anna@example.test');
    const cli = new CliFolder();
    onTestFinished(() => cli.remove());
    const signOut = (email: string) => cli.run('user', 'sign-out', '--email', email, '--data', dataDir, '--json');
    expect((await signOut('anna@example.test')).json).toEqual({ email: 'anna@example.test', sessions: 1 });
    // What she records meanwhile is kept for when she may come in again.
    await anna.command('add-note', { debtorId, text: 'kept' });
    await anna.until(() => signedOut(anna));
    await anna.request('call', 'auth.sign-in', { email: 'anna@example.test', password: PASSWORD });
    await anna.until(async () => (await anna.query('status.get', {})).pending === 0);
    expect(await anna.query('debtor.timeline', { debtorId })).toMatchObject([{ kind: 'note', params: { text: 'kept' } }]);
    expect(await signOut('nobody@example.test')).toMatchObject({ status: 1 });
  });
});

describe('sign-in', () => {
  it('counts guesses that are made side by side', async () => {
    const { server } = await company();
    const guess = () =>
      fetch(`${server.url}/api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) },
        body: JSON.stringify({ email: 'anna@example.test', password: 'guess', clientId: 'x' }),
      }).then((response) => response.status);
    const answers = await Promise.all(Array.from({ length: 20 }, guess));
    expect(answers.filter((status) => status === 401)).toHaveLength(5);
    expect(answers.filter((status) => status === 429)).toHaveLength(15);
  });
});
