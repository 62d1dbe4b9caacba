import { expect, it } from 'vitest';
import { Scheduler } from '../../portal-server/jobs/scheduler.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { addAdministration, addDebtor, TODAY, testServices } from '../support/test-server.ts';

it('asks a person about online payments the ledger does not show, once, also after days of standing still', async () => {
  const clock = { at: `${TODAY}T03:00:00Z`, now: () => new Date(clock.at) };
  const services = await testServices({ clock });
  const administrationId = await addAdministration(services);
  const debtorId = await addDebtor(services, administrationId, '1');
  const payment = {
    administrationId,
    debtorId,
    currency: 'EUR',
    amount: 5_000,
    source: 'portal',
    state: 'awaiting-ledger',
    createdAt: clock.at,
  } as const;
  await services.store.write(async (tx) => {
    await tx.put('payments', { ...payment, id: newId(), paidOn: TODAY });
    await tx.put('payments', { ...payment, id: newId(), paidOn: TODAY, state: 'in-ledger' });
  });
  const actions = () => services.store.read((tx) => tx.list('actions', { where: { debtorId } }));
  const scheduler = new Scheduler(services);
  await scheduler.runDue();
  clock.at = '2026-03-11T12:00:00Z';
  await scheduler.runDue();
  expect(await actions(), 'within the term nobody is asked').toEqual([]);
  clock.at = '2026-03-20T12:00:00Z';
  await scheduler.runDue();
  expect(await actions()).toMatchObject([{ kind: 'payment-not-in-ledger', state: 'open', dueOn: '2026-03-20' }]);
  clock.at = '2026-03-21T12:00:00Z';
  await scheduler.runDue();
  expect(await actions()).toHaveLength(1);
});
