import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyPassword } from '../../portal-server/app/passwords.ts';
import { openServices } from '../../portal-server/app/services.ts';
import { CliFolder } from '../support/cli.ts';
import { LEDGER_MAPPING, writeLedgerFile } from '../support/ledger-file.ts';

interface InitJson {
  administration: string;
  admin: string | null;
  password: string | null;
}
interface DoctorJson {
  ok: boolean;
  checks: { name: string; status: string; detail: string }[];
}

describe('kasstroom-server', () => {
  let world: CliFolder;
  beforeEach(() => {
    world = new CliFolder();
  });
  afterEach(() => world.remove());

  const statusOf = ({ checks }: DoctorJson, name: string): string | undefined => checks.find((it) => it.name === name)?.status;

  describe('init', () => {
    it('needs no answer at all, and gives a password that works', async () => {
      const { admin, password, administration } = await world.json<InitJson>('init');
      expect([admin, administration]).toEqual(['admin@example.com', 'MAIN']);
      const services = await openServices(world.dataDir);
      const { users, credentials, roles, workflows, templates } = await services.store.read(async (tx) => ({
        users: await tx.list('users', { where: {} }),
        credentials: await tx.list('credentials', { where: {} }),
        roles: await tx.list('userRoles', { where: {} }),
        workflows: await tx.list('workflows', { where: {} }),
        templates: await tx.list('templates', { where: {} }),
      }));
      await services.store.close();
      expect(users).toHaveLength(1);
      expect(credentials[0]?.passwordHash).toMatch(/^\$argon2id\$/);
      expect(await verifyPassword(credentials[0]?.passwordHash ?? '', password ?? '')).toBe(true);
      expect(roles).toMatchObject([{ role: 'administrator', administrationId: null }]);
      expect(workflows).toMatchObject([{ isDefault: true, active: true }]);
      expect(templates.length).toBeGreaterThan(0);
    });

    it('adds an administration to what is there, and no second administrator', async () => {
      await world.json('init', '--administration', 'ONE', '--admin', 'Boss@Example.com', '--password', 'a long enough one');
      const second = await world.json<InitJson>('init', '--administration', 'TWO', '--currency', 'usd');
      expect(second).toMatchObject({ administration: 'TWO', currency: 'USD', admin: null, password: null });
      const again = await world.run('init', '--administration', 'TWO', '--json');
      expect(again.json).toMatchObject({ error: { code: 'administration.exists' } });
      expect(again.stderr.trim()).toBe('There is an administration TWO already.');
    });

    it.each([
      ['--currency', 'EURO'],
      ['--admin', 'nobody'],
      ['--password', 'short'],
      ['--time-zone', 'Mars/Olympus'],
      ['--language', 'de'],
      ['--port', '99999'],
      ['--public-url', 'not a url'],
    ])('refuses %s %s and makes nothing', async (option, value) => {
      const { status, json, stderr } = await world.run('init', option, value, '--json');
      expect(status).toBe(1);
      expect(json).toMatchObject({ error: { code: 'option.invalid', params: { option } } });
      expect(stderr).toContain(option);
      expect(stderr).not.toContain('short');
      expect((await world.run('report', 'ageing')).stderr).toContain('There is no administration in');
    });

    it('writes the settings it is given, and leaves the others', async () => {
      await world.json('init', '--public-url', 'https://pay.example/', '--port', '9000');
      const file = join(world.dataDir, 'config.json');
      writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), portalLinkDays: 90 }));
      await world.json('init', '--administration', 'TWO', '--port', '9001');
      expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ publicUrl: 'https://pay.example', port: 9001, portalLinkDays: 90 });
    });
  });

  it('asks which administration when there are several, and names them', async () => {
    await world.json('init', '--administration', 'ONE');
    await world.json('init', '--administration', 'TWO');
    for (const command of [['ageing'], ['top'], ['dso', '--from', '2026-01-01', '--to', '2026-01-31']]) {
      const { status, stderr } = await world.run('report', ...command);
      expect([status, stderr.trim()]).toEqual([1, 'There are several administrations (ONE, TWO). Choose one with --administration.']);
    }
    expect((await world.run('report', 'ageing', '--administration', 'XX')).stderr).toContain(
      'There is no administration XX. Known are: ONE, TWO.',
    );
    expect(await world.json('report', 'ageing', '--administration', 'two', '--as-of', '2026-01-31')).toEqual({
      asOf: '2026-01-31',
      currencies: [],
    });
  });

  it('prints tables for people', async () => {
    await world.json('init');
    writeFileSync(world.path('mapping.json'), JSON.stringify(LEDGER_MAPPING));
    await writeLedgerFile(world.path('ledger.csv'), 50);
    const imported = await world.run('import', '--mapping', 'mapping.json', 'ledger.csv');
    expect(imported.stdout).toMatch(/^ledger\.csv\n[\s\S]*^imported +50$/m);
    const ageing = await world.run('report', 'ageing', '--as-of', '2025-06-30');
    expect(ageing.stdout).toMatch(/^As of 2025-06-30\n\nEUR: 5 debtors/);
    expect(ageing.stdout).toMatch(/^not due +\d+ +[\d,]+\.\d\d$/m);
    const top = await world.run('report', 'top', '--n', '2', '--as-of', '2025-06-30');
    expect(top.stdout.trim().split('\n')).toHaveLength(4);
  });

  it('refuses days and numbers that are none', async () => {
    await world.json('init');
    const wrong = [
      ['ageing', '--as-of', '2026-02-30'],
      ['top', '--n', '0'],
      ['top', '--n', 'ten'],
      ['dso', '--from', '2026-02-01', '--to', '2026-01-01'],
      ['dso', '--from', '2026-01-01', '--to', '2026-01-31', '--method', 'magic'],
    ];
    for (const args of wrong)
      expect((await world.run('report', ...args, '--json')).json, args.join(' ')).toMatchObject({ error: { code: 'option.invalid' } });
  });

  it('adds a user for one administration', async () => {
    await world.json('init', '--administration', 'ONE');
    const added = await world.json<{ password: string }>(
      'user',
      'add',
      '--email',
      'An@Example.com',
      '--role',
      'sales',
      '--administration',
      'ONE',
    );
    expect(added).toMatchObject({ email: 'an@example.com', role: 'sales' });
    expect(added.password.length).toBeGreaterThan(20);
    expect((await world.run('user', 'add', '--email', 'an@example.com')).stderr.trim()).toBe('There is a user an@example.com already.');
    expect((await world.run('user', 'add', '--email', 'bo@example.com', '--role', 'king')).stderr).toContain('--role');
  });

  it('says what an unknown option or command is', async () => {
    const { status, stderr, stdout } = await world.run('report', 'ageing', '--bogus');
    expect(status).toBe(1);
    expect(stderr).toContain("unknown option '--bogus'");
    expect(stdout).toBe('');
    expect((await world.run('--help')).status).toBe(0);
  });

  describe('doctor', () => {
    it('finds a new installation sound', async () => {
      await world.json('init');
      const result = await world.json<DoctorJson>('doctor');
      expect(result.ok).toBe(true);
      expect(
        ['node', 'data folder', 'settings', 'keys', 'store', 'administrations', 'outbox', 'jobs'].map((name) => statusOf(result, name)),
      ).toEqual(Array(8).fill('ok'));
      expect(statusOf(result, 'outgoing mail')).toBe('warn');
    });

    it('tells when the mail server does not answer', async () => {
      await world.json('init');
      const services = await openServices(world.dataDir);
      await services.store.write((tx) =>
        tx.put('settings', { id: 'outgoing-mail', value: { transport: 'smtp', host: '127.0.0.1', port: 1 } }),
      );
      await services.store.close();
      expect(statusOf(await world.json<DoctorJson>('doctor'), 'outgoing mail')).toBe('ok');
      expect(statusOf((await world.run('doctor', '--connect', '--json')).json as DoctorJson, 'outgoing mail')).toBe('fail');
    });
  });
});
