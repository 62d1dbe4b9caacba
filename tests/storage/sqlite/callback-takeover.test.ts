import { expect, it } from 'vitest';
import { newId } from '../../../src-shared/kernel/index.ts';
import { startPortalServer } from '../../support/portal-server.ts';
import { waitFor } from '../../support/wait-for.ts';

it('works off at once what a killed server had put off for the length of its lease', async () => {
  const first = await startPortalServer({ jobs: false });
  const now = Date.now();
  const id = newId();
  await first.services.store.write((tx) =>
    tx.put('providerCallbacks', {
      id,
      provider: 'sandbox',
      receivedAt: new Date(now).toISOString(),
      body: 'id=tr_nobody',
      providerPaymentId: 'tr_nobody',
      state: 'received',
      nextAttemptAt: new Date(now + 3_600_000).toISOString(),
    }),
  );
  await first.stop({ remove: false });
  const second = await startPortalServer({ dataDir: first.dataDir });
  try {
    const state = async () => (await second.services.store.read((tx) => tx.get('providerCallbacks', id)))?.state;
    await waitFor(async () => expect(await state()).toBe('unknown-payment'));
  } finally {
    await second.stop();
  }
});
