import { expect, it } from 'vitest';
import { messageBody } from '../../portal-server/mail/message-body.ts';
import { queueNotice } from '../../src-shared/commands/notice.ts';
import { newId, systemClock } from '../../src-shared/kernel/index.ts';
import { startPortalServer } from '../support/portal-server.ts';

const ADMINISTRATION = 'a';

async function world() {
  const server = await startPortalServer({ jobs: false });
  const { store } = server.services;
  await store.write(async (tx) => {
    await tx.put('administrations', {
      id: ADMINISTRATION,
      code: 'A',
      name: 'Lindeboer Koffie',
      currency: 'EUR',
      email: 'ar@lindeboer.example',
    });
    const common = { administrationId: ADMINISTRATION, createdAt: '2026-03-10T08:00:00.000Z' };
    await tx.put('debtors', { id: 'd', ...common, number: '20417', name: 'Fysio Oostkade', email: 'fysio@oostkade.example' });
    await tx.put('debtors', { id: 'silent', ...common, number: '2', name: 'Stil', email: 's@stil.example', doNotContact: true });
    await tx.put('invoices', {
      ...{ id: 'i', administrationId: ADMINISTRATION, debtorId: 'd', number: '2601', currency: 'EUR' },
      ...{ issueDate: '2026-02-01' as never, dueDate: '2026-03-01' as never, amount: 12_345, open: 12_345 },
    });
  });
  const give = (debtorId: string, onServer = true) =>
    store.write(async (tx) => {
      const debtor = await tx.get('debtors', debtorId);
      if (!debtor) throw new Error('no debtor');
      const ctx = {
        ...{ actor: { kind: 'system' as const, name: 'test' }, now: systemClock.now().toISOString(), onServer },
        ...{ today: () => '2026-03-10' as never, newId: () => newId(), seal: (plain: string) => plain },
      };
      const params = { subject: 'Uw vraag', message: 'Eerste alinea <b>.\n\nTweede alinea.' };
      return queueNotice(tx, ctx, { debtor, templateKey: 'answer', params, invoiceIds: ['i'] });
    });
  return { server, give };
}

it('queues a message with its words, the invoices it is about and a way into the portal', async () => {
  const { server, give } = await world();
  try {
    const id = await give('d');
    const { subject, html, text } = await messageBody(server.services, id ?? '');
    expect(subject).toBe('Uw vraag');
    expect(text).toContain('Eerste alinea <b>.\n\nTweede alinea.');
    expect(text).toContain('Factuur 2601: €\u00A0123,45');
    expect(text).toMatch(/Bekijk uw facturen:\nhttp:\/\/127\.0\.0\.1:\d+\/p\//);
    expect(html).toContain('Eerste alinea &lt;b&gt;.</p>');
    const outbox = await server.services.store.read((tx) => tx.list('outbox', { where: { refId: id ?? '' } }));
    expect(outbox).toHaveLength(1);
  } finally {
    await server.stop();
  }
});

it('sends nothing to who asked for no contact, and nothing from a desktop', async () => {
  const { server, give } = await world();
  try {
    expect(await give('silent')).toBeNull();
    expect(await give('d', false)).toBeNull();
    expect(await server.services.store.read((tx) => tx.list('messages', { where: {} }))).toEqual([]);
  } finally {
    await server.stop();
  }
});
