import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServices, type Services } from '../../portal-server/app/services.ts';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import type { CommandInput, CommandName, CommandResult } from '../../src-shared/commands/index.ts';
import { defaultWorkflowRows } from '../../src-shared/domain/default-workflow.ts';
import { type Clock, type Day, day, newId } from '../../src-shared/kernel/index.ts';
import type { KeyedTableName, NewRow, Row } from '../../src-shared/schema/index.ts';
import { prepareDataDir, removeDataDir } from './engine.ts';

/** A clock that a test moves by hand. */
export class TestClock implements Clock {
  private at: number;
  constructor(iso: string) {
    this.at = Date.parse(iso);
  }
  now(): Date {
    return new Date(this.at);
  }
  advance(ms: number): void {
    this.at += ms;
  }
}

export const ADMINISTRATION = 'administration-1';

/** An administration with the default workflow on a real store in a folder of its own. */
export interface DunningWorld {
  services: Services;
  clock: TestClock;
  dataDir: string;
  put<T extends KeyedTableName>(table: T, ...rows: NewRow<T>[]): Promise<void>;
  list<T extends KeyedTableName>(table: T): Promise<Row<T>[]>;
  give<N extends CommandName>(name: N, args: CommandInput<N>): Promise<CommandResult<N>>;
  close(): Promise<void>;
}

export async function openDunningWorld(dataDir = mkdtempSync(join(tmpdir(), 'kasstroom-dunning-'))): Promise<DunningWorld> {
  await prepareDataDir(dataDir);
  const clock = new TestClock('2026-03-10T08:00:00.000Z');
  const services = await openServices(dataDir, { clock, create: true, overrides: { logLevel: 'silent' } });
  const world: DunningWorld = {
    services,
    clock,
    dataDir,
    put: (table, ...rows) =>
      services.store.write(async (tx) => {
        for (const row of rows) await tx.put(table, row);
      }),
    list: (table) => services.store.read((tx) => tx.list(table, { where: {} })),
    give: (name, args) => giveCommand(services, { commandId: newId(), name, args, actor: { kind: 'system', name: 'test' } }),
    async close() {
      await services.store.close();
      await removeDataDir(dataDir);
    },
  };
  if ((await world.list('administrations')).length) return world;
  await world.put('administrations', company());
  const rows = defaultWorkflowRows(newId, ADMINISTRATION);
  await world.put('workflows', ...rows.workflows);
  await world.put('workflowSteps', ...rows.workflowSteps);
  await world.put('templates', ...rows.templates);
  return world;
}

export function company(changes: Partial<NewRow<'administrations'>> = {}): NewRow<'administrations'> {
  return {
    id: ADMINISTRATION,
    code: 'LK',
    name: 'Lindeboer',
    currency: 'EUR',
    legalName: 'Lindeboer Koffie B.V.',
    tagline: 'koffie voor thuis en werk',
    street: 'Branderskade 18',
    postalCode: '7411 ZX',
    city: 'Deventer',
    chamberOfCommerce: '00001234',
    iban: 'NL91ABNA0417164300',
    phone: '085 000 12 34',
    phoneHours: 'ma t/m vr 9.00–17.00 uur',
    email: 'administratie@lindeboer.example',
    website: 'https://www.lindeboer.example',
    brandColor: '#0B5563',
    signatory: 'Marit de Groot',
    ...changes,
  };
}

export function debtor(number: string, changes: Partial<NewRow<'debtors'>> = {}): NewRow<'debtors'> {
  const createdAt = '2026-01-01T00:00:00.000Z';
  const email = `debtor-${number}@customers.example`;
  return { id: `debtor-${number}`, administrationId: ADMINISTRATION, number, name: `Debtor ${number}`, email, createdAt, ...changes };
}

export function invoice(debtorNumber: string, number: string, dueDate: string, open: number, changes: Partial<NewRow<'invoices'>> = {}) {
  const row: NewRow<'invoices'> = {
    id: `invoice-${number}`,
    administrationId: ADMINISTRATION,
    debtorId: `debtor-${debtorNumber}`,
    number,
    kind: open < 0 ? 'credit-note' : 'invoice',
    currency: 'EUR',
    issueDate: day('2025-12-01') as Day,
    dueDate: day(dueDate),
    amount: open,
    open,
    ...changes,
  };
  return row;
}
