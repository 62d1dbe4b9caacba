import { onTestFinished } from 'vitest';
import { hashPassword } from '../../portal-server/app/passwords.ts';
import { type RunningServer, startServer } from '../../portal-server/app/server.ts';
import { type OpenOptions, openServices, type Services } from '../../portal-server/app/services.ts';
import { addDays, type Day, day, fixedClock, newId } from '../../src-shared/kernel/index.ts';
import type { NewRow, Role } from '../../src-shared/schema/index.ts';
import { prepareDataDir, removeDataDir } from './engine.ts';
import { tempDir } from './temp-dir.ts';

export const TODAY = day('2026-03-10');
export const PASSWORD = 'correct horse battery staple';

/** Services on a fresh data folder, closed when the test is done. The clock stands at noon of {@link TODAY}. */
export async function testServices(options: OpenOptions & { dataDir?: string } = {}): Promise<Services> {
  const dataDir = options.dataDir ?? tempDir();
  await prepareDataDir(dataDir);
  const services = await openServices(dataDir, {
    create: true,
    clock: fixedClock(`${TODAY}T12:00:00Z`),
    ...options,
    overrides: { port: 0, logLevel: 'error', ...options.overrides },
  });
  onTestFinished(async () => {
    await services.store.close().catch(() => undefined);
    await removeDataDir(dataDir);
  });
  return services;
}

export async function testServer(services: Services): Promise<RunningServer> {
  const server = await startServer(services);
  onTestFinished(() => server.stop().catch(() => undefined));
  return server;
}

export async function addAdministration({ store }: Services, code = 'TEST', currency = 'EUR'): Promise<string> {
  const id = newId();
  await store.write((tx) => tx.put('administrations', { id, code, name: `Company ${code}`, currency }));
  return id;
}

export async function addUser(
  { store }: Services,
  role: Role,
  administrationId: string | null,
  email = `${role}@example.test`,
): Promise<string> {
  const id = newId();
  const passwordHash = await hashPassword(PASSWORD);
  await store.write(async (tx) => {
    await tx.put('users', { id, email, name: email.split('@')[0] ?? email });
    await tx.put('credentials', { id, passwordHash, changedAt: '2026-01-01T00:00:00.000Z' });
    await tx.put('userRoles', { id: newId(), userId: id, administrationId, role });
  });
  return id;
}

export async function addDebtor(
  { store }: Services,
  administrationId: string,
  number: string,
  more: Partial<NewRow<'debtors'>> = {},
): Promise<string> {
  const id = newId();
  await store.write((tx) =>
    tx.put('debtors', {
      id,
      administrationId,
      number,
      name: `Debtor ${number}`,
      email: `${number}@example.test`,
      createdAt: '2026-01-01T00:00:00.000Z',
      ...more,
    }),
  );
  return id;
}

/** An invoice of 100.00 that is as many days overdue as told (negative: not due yet). */
export async function addInvoice(
  { store }: Services,
  debtor: { id: string; administrationId: string },
  number: string,
  daysOverdue: number,
  more: Partial<NewRow<'invoices'>> = {},
): Promise<string> {
  const id = newId();
  const dueDate: Day = addDays(TODAY, -daysOverdue);
  const row = {
    id,
    administrationId: debtor.administrationId,
    debtorId: debtor.id,
    number,
    currency: 'EUR',
    issueDate: addDays(dueDate, -30),
    dueDate,
    amount: 10_000,
    open: 10_000,
  };
  await store.write((tx) => tx.put('invoices', { ...row, ...more }));
  return id;
}
