import { tokenHash } from '../../../portal-server/app/keys.ts';
import type { Store } from '../../../portal-server/storage/store.ts';
import { addDays, day, uuidv7 } from '../../../src-shared/kernel/index.ts';
import type { Role } from '../../../src-shared/schema/index.ts';
import { Random } from './random.ts';

/** Two administrations and people with different rights; the same ids in every schedule. */
export interface Company {
  administrations: string[];
  users: { id: string; name: string; token: string; role: Role; administrationId: string | null }[];
  debtors: { id: string; administrationId: string }[];
}

/** A minute before the schedules begin. */
const START = new Date('2026-03-10T07:59:00Z');
const TODAY = day('2026-03-10');

export async function foundCompany(store: Store): Promise<Company> {
  const random = new Random(1);
  const id = () => uuidv7(START, random.bytes(16));
  const administrations = [id(), id()];
  const [first = '', second = ''] = administrations;
  const users: Company['users'] = [
    { id: id(), name: 'anna', token: 'token-anna', role: 'collector', administrationId: first },
    { id: id(), name: 'bram', token: 'token-bram', role: 'collector', administrationId: null },
    { id: id(), name: 'chris', token: 'token-chris', role: 'credit-manager', administrationId: second },
    { id: id(), name: 'dora', token: 'token-dora', role: 'sales', administrationId: first },
  ];
  const debtors: Company['debtors'] = [];
  await store.write(async (tx) => {
    for (const [i, administrationId] of administrations.entries())
      await tx.put('administrations', { id: administrationId, code: `A${i}`, name: `Company ${i}`, currency: i ? 'USD' : 'EUR' });
    for (const user of users) {
      await tx.put('users', { id: user.id, email: `${user.name}@example.test`, name: user.name });
      await tx.put('userRoles', { id: id(), userId: user.id, administrationId: user.administrationId, role: user.role });
      await openSession(tx, user.token, user.id, START);
    }
    for (const administrationId of administrations) {
      for (let n = 1; n <= 2; n += 1) {
        const debtorId = id();
        debtors.push({ id: debtorId, administrationId });
        await tx.put('debtors', { id: debtorId, administrationId, number: `${n}`, name: `Debtor ${n}`, createdAt: START.toISOString() });
        for (let m = 1; m <= 2; m += 1) {
          const dueDate = addDays(TODAY, -20 * m * n);
          const money = { currency: m === 1 ? 'EUR' : 'USD', amount: 10_000 * n, open: 10_000 * n };
          const numbers = { number: `${n}-${m}`, issueDate: addDays(dueDate, -30), dueDate };
          await tx.put('invoices', { id: id(), administrationId, debtorId, ...numbers, ...money });
        }
        await tx.put('actions', {
          id: id(),
          administrationId,
          debtorId,
          kind: 'call',
          dueOn: TODAY,
          source: 'workflow',
          createdAt: START.toISOString(),
        });
      }
    }
  });
  return { administrations, users, debtors };
}

const SESSION_DAYS = 30;

/** As a sign-in does, without the half second that a password is meant to cost. */
export async function openSession(
  tx: Parameters<Parameters<Store['write']>[0]>[0],
  token: string,
  userId: string,
  now: Date,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000).toISOString();
  const at = now.toISOString();
  await tx.put('sessions', { id: tokenHash(token), userId, clientId: '', createdAt: at, lastSeenAt: at, expiresAt });
}
