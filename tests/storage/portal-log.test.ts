import { expect, it, onTestFinished } from 'vitest';
import { openServices } from '../../portal-server/app/services.ts';
import { letterWayIn } from '../../portal-server/portal/index.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { prepareDataDir, removeDataDir } from '../support/engine.ts';
import { PortalBrowser } from '../support/portal-browser.ts';
import { addCompany, addDebtor } from '../support/portfolio.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { tempDir } from '../support/temp-dir.ts';

const ADDRESS = 'balie@oostkade.example';

it('the server’s log, however talkative, has no way in, no address, no amount and no name', async () => {
  const dataDir = tempDir();
  await prepareDataDir(dataDir);
  const services = await openServices(dataDir, { create: true, overrides: { logLevel: 'silent' } });
  const company = await addCompany(services);
  const debtor = await addDebtor(services, company, { email: ADDRESS });
  const expired = await addDebtor(services, company, { number: '2', email: ADDRESS }, [], { expiresAt: '2026-03-01T00:00:00.000Z' });
  const letter = await letterWayIn(services, { debtorId: debtor.debtorId, days: 30 });
  // A message that cannot be put into words fails in the outbox, which logs it.
  await services.store.write((tx) =>
    tx.put('templates', {
      ...{ id: newId(), administrationId: company, key: 'portal.code', channel: 'email', language: 'nl' },
      ...{ subject: '{{ code', heading: '', body: '' },
    }),
  );
  await services.store.close();
  const server = await ServerProcess.start(dataDir, await freePort(), {
    KASSTROOM_LOG_LEVEL: 'trace',
    KASSTROOM_PAYMENT_PROVIDER: 'sandbox',
  });
  onTestFinished(async () => {
    await server.stop();
    await removeDataDir(dataDir);
  });
  const browser = new PortalBrowser(server.url);
  const form = async (path: string, fields: [string, string][]) => {
    const page = await browser.get(path);
    const csrf = /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    return browser.post(path, [['csrf', csrf], ...fields]);
  };
  await form('/portal/login', [['email', ADDRESS]]);
  await form('/portal/login/code', [['code', '123456']]);
  await form(expired.link, []);
  await form('/portal/code', [['code', letter.code]]);
  await browser.enter(debtor.link);
  await browser.get('/portal/statement.pdf');
  const page = await browser.get('/portal/pay?c=EUR');
  const sent = await browser.post('/portal/pay', [...page.fields('/portal/pay'), ['action', 'pay']]);
  expect(sent.status).toBe(303);
  await browser.get('/p/%E0%A4%A');
  await browser.get('/portal/payment/nobodys');
  await server.stop();
  const secrets = [
    ...[debtor.link, expired.link].map((link) => link.slice('/p/'.length)),
    ...[letter.code, ADDRESS, browser.cookie('kasstroom_portal') ?? '', browser.cookie('kasstroom_login') ?? ''],
    ...['Oostkade', '784', '78450', '20417'],
  ];
  for (const secret of secrets) {
    expect(secret).not.toBe('');
    expect(server.stderr.toLowerCase()).not.toContain(secret.toLowerCase());
  }
  expect(server.stderr).toContain('"level"');
}, 60_000);
