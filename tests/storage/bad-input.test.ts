import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_HEADER, PROTOCOL_VERSION, paths } from '../../src-shared/protocol/index.ts';
import { CliFolder } from '../support/cli.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';

/*
 * What comes to a running server's doors from outside and is no good: each gets an answer that says what is wrong and
 * nothing about the inside, and nothing has changed. (Ledger files: import-bad-input; links and forms: portal-safety;
 * callbacks: payment-callbacks; commands without the right: sync/access.)
 */

const ADMIN = { email: 'admin@kasstroom.example', password: 'correct horse battery staple' };
const GUESS = 'a guess that must stay secret';

const folder = new CliFolder();
let server: ServerProcess;
let token: string;

beforeAll(async () => {
  await folder.json('init', '--administration', 'T', '--admin', ADMIN.email, '--password', ADMIN.password);
  server = await ServerProcess.start(folder.dataDir, await freePort(), { KASSTROOM_PAYMENT_PROVIDER: 'sandbox' });
  const signedIn = await ask(paths.signIn, { body: JSON.stringify({ ...ADMIN, clientId: 'client' }), token: null });
  token = (JSON.parse(signedIn.text) as { token: string }).token;
});
afterAll(async () => {
  await server?.kill();
  await folder.remove();
});

interface Asking {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
  /** Null: without one. */
  token?: string | null;
}

async function ask(path: string, { method = 'POST', body, headers = {}, token: given = token }: Asking = {}) {
  const response = await fetch(server.url + path, {
    method,
    redirect: 'manual',
    headers: {
      [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(given ? { authorization: `Bearer ${given}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

const BROKEN = '{"email": "x';
const malformed = { code: 'request.malformed', retry: false };

describe('the desktops’ door', () => {
  const cases: [name: string, path: string, asking: Asking, status: number, error: object][] = [
    ['JSON that breaks off', paths.signIn, { body: BROKEN, token: null }, 400, malformed],
    ['JSON that is no object', paths.signIn, { body: 'null', token: null }, 400, malformed],
    ['a list instead of an object', paths.push, { body: '[]' }, 400, malformed],
    ['no body', paths.pull, {}, 400, malformed],
    ['text', paths.pull, { body: 'hello', headers: { 'content-type': 'text/plain' } }, 400, malformed],
    [
      'a body in an unknown character set',
      paths.push,
      { body: '{}', headers: { 'content-type': 'application/json; charset=utf-77' } },
      415,
      malformed,
    ],
    ['a body that is not compressed as it says', paths.push, { body: 'plain', headers: { 'content-encoding': 'gzip' } }, 400, malformed],
    ['a body without end', paths.push, { body: `{"clientId":"${'x'.repeat(21 * 2 ** 20)}"}` }, 413, malformed],
    [
      'an operator where a text belongs',
      paths.signIn,
      { body: '{"email":{"$gt":""},"password":"x","clientId":"c"}', token: null },
      400,
      malformed,
    ],
    [
      'numbers that are none',
      paths.pull,
      { body: '{"clientId":"c","epoch":null,"version":"all","scopes":[],"lastMutationId":0}' },
      400,
      malformed,
    ],
    ['an address that cannot be decoded', '/api/messages/%E0%A4%A/body', { method: 'GET' }, 400, malformed],
    ['another protocol', paths.pull, { body: '{}', headers: { [PROTOCOL_HEADER]: '0' } }, 426, { code: 'sync.protocol-version' }],
    ['no token', paths.command, { body: '{}', token: null }, 401, { code: 'auth.session-ended' }],
    ['a token that never was', paths.command, { body: '{}', token: 'x'.repeat(4_000) }, 401, { code: 'auth.session-ended' }],
    [
      'another kind of token',
      paths.pull,
      { body: '{}', token: null, headers: { authorization: 'Basic YTpi' } },
      401,
      { code: 'auth.session-ended' },
    ],
    ['a way to a file as an id', '/api/messages/..%2f..%2fkeys%2fmaster.key/body', { method: 'GET' }, 404, { code: 'not-found' }],
    ['an address that does not exist', '/api/nothing', { method: 'GET' }, 404, { code: 'not-found' }],
    ['a method that does not exist', paths.signIn, { method: 'DELETE' }, 404, { code: 'not-found' }],
  ];

  it.each(cases)('answers %s', async (_name, path, asking, status, error) => {
    const before = await fingerprint(folder.dataDir);
    const answer = await ask(path, asking);
    expect({ status: answer.status, type: answer.type }).toEqual({ status, type: expect.stringContaining('application/json') });
    expect(JSON.parse(answer.text)).toMatchObject({ error });
    expectNothingInside(answer.text);
    expect(await fingerprint(folder.dataDir)).toBe(before);
  });

  it.each([
    ['a command that is a word of the language', { name: 'constructor', args: {} }, 'command.unknown'],
    ['arguments of the wrong kind', { name: 'add-note', args: { debtorId: 7, text: 'x' } }, 'command.bad-arguments'],
    ['SQL as an id', { name: 'add-note', args: { debtorId: "x' OR 1=1 --", text: 'x' } }, 'not-found'],
  ])('refuses %s', async (_name, given, code) => {
    const answer = await ask(paths.command, { body: JSON.stringify({ commandId: `bad-${code}`, ...given }) });
    expect(JSON.parse(answer.text)).toMatchObject({ status: 'refused', error: { code, retry: false } });
    expectNothingInside(answer.text);
  });
});

describe('the other doors', () => {
  it.each([
    ['/', 'GET', 404],
    ['/.env', 'GET', 404],
    ['/portal/../keys/master.key', 'GET', 404],
    ['/p/%E0%A4%A', 'GET', 400],
    ['/callbacks/sandbox', 'GET', 404],
    ['/callbacks/somebody', 'POST', 404],
    ['/callbacks/%E0%A4%A', 'POST', 400],
    ['/sandbox-provider/checkout/%3Cscript%3E', 'GET', 404],
    ['/sandbox-provider/v1/payments', 'POST', 401],
  ])('%s by %s', async (path, method, status) => {
    const before = await fingerprint(folder.dataDir);
    const answer = await ask(path, { method, token: null, headers: { [PROTOCOL_HEADER]: '' } });
    expect(answer.status).toBe(status);
    expectNothingInside(answer.text);
    expect(await fingerprint(folder.dataDir)).toBe(before);
  });
});

describe('a wrong password', () => {
  const signIn = async (password: string, email = ADMIN.email) => {
    const { status, text } = await ask(paths.signIn, { body: JSON.stringify({ email, password, clientId: 'client' }), token: null });
    return { status, ...(JSON.parse(text) as { error?: { code: string; params: object } }) };
  };

  it('ten times: the address is locked for a while, also for the right one, and sessions go on', async () => {
    const answers = [];
    for (let attempt = 0; attempt < 10; attempt += 1) answers.push(await signIn(GUESS));
    expect(answers[0]).toMatchObject({ status: 401, error: { code: 'auth.wrong-credentials', params: {} } });
    expect(answers.at(-1)).toMatchObject({
      status: 429,
      error: { code: 'auth.too-many-attempts', params: { minutes: expect.any(Number) } },
    });
    expect(await signIn(ADMIN.password)).toMatchObject({ status: 429 });
    expect(await signIn(GUESS, 'nobody@kasstroom.example')).toMatchObject({ status: 401 });
    const open = await ask(paths.sessions, { method: 'GET' });
    expect((JSON.parse(open.text) as { sessions: unknown[] }).sessions).toHaveLength(1);
  });
});

describe('the log', () => {
  it('has no faults of ours to tell of, and no secrets', () => {
    const lines = server.stderr.split('\n').filter(Boolean);
    expect(lines.map((line) => JSON.parse(line) as { level: number }).filter(({ level }) => level >= 50)).toEqual([]);
    for (const secret of [GUESS, ADMIN.password, ADMIN.email, token]) expect(server.stderr).not.toContain(secret);
  });
});

/** No path of the machine, no place in the code, no name of a library. */
function expectNothingInside(text: string): void {
  expect(text).not.toMatch(/node_modules|\.ts:|\n\s+at |Cannot (GET|POST|DELETE)|SQLITE|SyntaxError|URIError/);
  expect(text).not.toContain(folder.folder);
}
