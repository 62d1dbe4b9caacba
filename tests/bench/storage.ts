import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { openServices, type Services } from '../../portal-server/app/services.ts';
import { executeCommand } from '../../portal-server/sync/execute.ts';
import { pull } from '../../portal-server/sync/pull.ts';
import { day, newId } from '../../src-shared/kernel/index.ts';
import { encodeRow, tableSql } from '../../src-shared/schema/sqlite-rows.ts';
import { startServer } from '../support/postgres-server.ts';

/*
 * Commands a second and rows of a first pull a second on both engines, both with data safe on disk at each commit, beside
 * what the engine does bare: one inserted row a transaction, and one select of the same rows without anything made of them.
 * `tsx tests/bench/storage.ts [rows]`
 */

const ROWS = Number(process.argv[2] ?? 100_000);
const COMMANDS = 500;
const ADMINISTRATION = 'administration';
const DEBTOR = 'debtor';
const USER = 'user';
const ACTOR = { kind: 'user' as const, userId: USER, roles: [{ administrationId: null, role: 'collector' as const }] };

interface Figures {
  /** Per second. */
  commands: number;
  commandsAtOnce: number;
  bareInserts: number;
  pull: number;
  bareSelect: number;
}

const out = (line: string): void => void process.stdout.write(`${line}\n`);

async function perSecond(count: number, work: () => Promise<unknown> | unknown): Promise<number> {
  const started = performance.now();
  await work();
  return count / ((performance.now() - started) / 1_000);
}

async function seed({ store }: Services): Promise<void> {
  await store.write(async (tx) => {
    await tx.put('administrations', { id: ADMINISTRATION, code: 'A', name: 'A', currency: 'EUR' });
    const createdAt = '2026-01-01T00:00:00.000Z';
    await tx.put('userRoles', { id: 'role', userId: USER, administrationId: null, role: 'collector' });
    await tx.put('debtors', { id: DEBTOR, administrationId: ADMINISTRATION, number: '1', name: 'D', createdAt });
    for (let index = 0; index < ROWS; index += 1) {
      await tx.put('invoices', {
        id: newId(),
        administrationId: ADMINISTRATION,
        debtorId: DEBTOR,
        number: String(index),
        currency: 'EUR',
        issueDate: day('2026-01-01'),
        dueDate: day('2026-01-31'),
        amount: index,
        open: index,
        reference: `PO ${index}`,
        description: 'Something that was delivered in January',
      });
    }
  });
}

const addNote = (services: Services) =>
  executeCommand(services, {
    commandId: newId(),
    name: 'add-note',
    args: { debtorId: DEBTOR, text: 'Called, will pay on Friday', pinned: false },
    actor: ACTOR,
  });

async function commands(services: Services): Promise<Pick<Figures, 'commands' | 'commandsAtOnce'>> {
  const outcome = await addNote(services);
  if (outcome.status !== 'applied') throw new Error(`refused: ${outcome.error.code}`);
  const one = await perSecond(COMMANDS, async () => {
    for (let index = 0; index < COMMANDS; index += 1) await addNote(services);
  });
  const many = await perSecond(COMMANDS, () => Promise.all(Array.from({ length: COMMANDS }, () => addNote(services))));
  return { commands: one, commandsAtOnce: many };
}

/** As the router does it, up to the bytes of each line. */
async function firstPull(services: Services): Promise<number> {
  let rows = 0;
  const caller = { actor: ACTOR, scopes: [] };
  const request = { clientId: newId(), epoch: null, version: 0, scopes: [], lastMutationId: 0 };
  const started = performance.now();
  let bytes = 0;
  await pull(services, caller, request, async (line) => {
    bytes += Buffer.from(line).length;
    if (line.startsWith('{"type":"begin"')) rows = (JSON.parse(line) as { expectedRows: number }).expectedRows;
  });
  const seconds = (performance.now() - started) / 1_000;
  if (rows < ROWS || bytes < ROWS * 100) throw new Error(`only ${rows} rows came, in ${bytes} bytes`);
  return rows / seconds;
}

const NOTE_COLUMNS = tableSql('notes').columns.map(({ name }) => `"${name}"`);
const note = { administrationId: ADMINISTRATION, debtorId: DEBTOR, text: 'Called, will pay on Friday', createdBy: 'u' };
const noteValues = () => encodeRow('notes', { id: newId(), ...note, createdAt: '2026-01-01T00:00:00.000Z', rowVersion: 1 });

async function onSqlite(folder: string): Promise<Figures> {
  const services = await openServices(folder, { create: true, overrides: { logLevel: 'silent' } });
  await seed(services);
  const figures = { ...(await commands(services)), pull: await firstPull(services) };
  await services.store.close();
  const database = new Database(join(folder, 'kasstroom.sqlite'));
  database.pragma('synchronous = FULL');
  const insert = database.prepare(`INSERT INTO notes (${NOTE_COLUMNS.join(', ')}) VALUES (${NOTE_COLUMNS.map(() => '?').join(', ')})`);
  const bareInserts = await perSecond(COMMANDS, () => {
    for (let index = 0; index < COMMANDS; index += 1) insert.run(...noteValues());
  });
  const select = database.prepare(tableSql('invoices').select).raw();
  const bareSelect = await perSecond(ROWS, () => select.all());
  database.close();
  return { ...figures, bareInserts, bareSelect };
}

async function onPostgres(folder: string): Promise<Figures> {
  const server = await startServer({ durable: true });
  try {
    const services = await openServices(folder, { create: true, overrides: { logLevel: 'silent', databaseUrl: server.url } });
    await seed(services);
    const figures = { ...(await commands(services)), pull: await firstPull(services) };
    await services.store.close();
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const text = `INSERT INTO notes (${NOTE_COLUMNS.join(', ')}) VALUES (${NOTE_COLUMNS.map((_, index) => `$${index + 1}`).join(', ')})`;
    const bareInserts = await perSecond(COMMANDS, async () => {
      for (let index = 0; index < COMMANDS; index += 1) await client.query({ name: 'note', text, values: noteValues() });
    });
    const bareSelect = await perSecond(ROWS, () => client.query({ text: tableSql('invoices').select, rowMode: 'array' }));
    await client.end();
    return { ...figures, bareInserts, bareSelect };
  } finally {
    server.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'kasstroom-bench-'));
try {
  const sqlite = await onSqlite(join(folder, 'sqlite'));
  const postgres = await onPostgres(join(folder, 'postgres'));
  const whole = (value: number): string => Math.round(value).toLocaleString('en');
  const ratio = (value: number): string => value.toFixed(2);
  const line = (name: string, key: keyof Figures, bare: keyof Figures | null): void => {
    const parts = [
      `sqlite ${whole(sqlite[key])}/s${bare ? ` (${ratio(sqlite[key] / sqlite[bare])} of bare)` : ''}`,
      `postgres ${whole(postgres[key])}/s${bare ? ` (${ratio(postgres[key] / postgres[bare])} of bare)` : ''}`,
      `postgres/sqlite ${ratio(postgres[key] / sqlite[key])}`,
    ];
    out(`${name.padEnd(38)} ${parts.join('   ')}`);
  };
  out(`${ROWS.toLocaleString('en')} invoices, ${COMMANDS} commands, Node ${process.version}`);
  line('bare insert, one a transaction', 'bareInserts', null);
  line('commands, one after another', 'commands', 'bareInserts');
  line(`commands, ${COMMANDS} at once`, 'commandsAtOnce', 'bareInserts');
  line('bare select', 'bareSelect', null);
  line('rows of a first pull', 'pull', 'bareSelect');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
