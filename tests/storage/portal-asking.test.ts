import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { messageBody } from '../../portal-server/mail/message-body.ts';
import { giveCommand } from '../../portal-server/sync/execute.ts';
import type { PortalSettings } from '../../src-shared/domain/portal-settings.ts';
import { notificationText } from '../../src-shared/i18n/notification-text.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import type { NewRow } from '../../src-shared/schema/index.ts';
import type { Page } from '../support/portal-browser.ts';
import { type PortalWorld, portalWorld } from '../support/portal-world.ts';
import { addDebtor } from '../support/portfolio.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

type Changes = Record<string, string | string[]>;

/** The page's form as it stands, with some fields changed, sent. */
async function send({ browser }: PortalWorld, path: string, action: string, changes: Changes): Promise<Page> {
  const page = await browser.get(path);
  return browser.post(action, filled(page, action, changes));
}

function filled(page: Page, action: string, changes: Changes): [string, string][] {
  const kept = page.fields(action).filter(([name]) => !(name in changes));
  return [...kept, ...Object.entries(changes).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each]))];
}

async function rowsOf({ server, debtor }: PortalWorld) {
  const where = { debtorId: debtor.debtorId };
  return server.services.store.read(async (tx) => ({
    requests: await tx.list('requests', { where, orderBy: { column: 'createdAt' } }),
    promises: await tx.list('promises', { where }),
    plans: await tx.list('paymentPlans', { where }),
    instalments: await tx.list('instalments', { where, orderBy: { column: 'position' } }),
    disputes: await tx.list('disputes', { where }),
    documents: await tx.list('documents', { where }),
    threads: await tx.list('threads', { where }),
    threadMessages: await tx.list('threadMessages', { where, orderBy: { column: 'at' } }),
    actions: await tx.list('actions', { where }),
    messages: await tx.list('messages', { where }),
    notifications: await tx.list('notifications', { where, orderBy: { column: 'at' } }),
    timeline: await tx.list('timelineEntries', { where }),
    invoices: Object.fromEntries((await tx.list('invoices', { where })).map((row) => [row.number, row])),
    debtor: await tx.get('debtors', debtor.debtorId),
  }));
}

/** The debtor of the pictures, who can be written to, with a collector. */
async function world(
  settings: Partial<PortalSettings> | null = null,
  debtor: Partial<NewRow<'debtors'>> = {},
): Promise<PortalWorld & { userId: string }> {
  const made = await portalWorld();
  const { services } = made.server;
  const userId = newId();
  await services.store.write(async (tx) => {
    await tx.put('users', { id: userId, email: 'marit@lindeboer.example', name: 'Marit de Groot' });
    await tx.put('userRoles', { id: newId(), userId, administrationId: null, role: 'collector' });
    const row = await tx.get('debtors', made.debtor.debtorId);
    if (row) await tx.put('debtors', { ...row, email: 'karim@oostkade.example', assigneeId: userId, ...debtor });
  });
  if (settings) {
    const args = { administrationId: made.companyId, key: 'portal', value: settings };
    await giveCommand(services, {
      commandId: newId(),
      name: 'save-administration-settings',
      args,
      actor: { kind: 'system', name: 'test' },
    });
  }
  return { ...made, userId };
}

const collector = (userId: string) => ({ kind: 'user', userId, roles: [{ administrationId: null, role: 'collector' }] }) as const;

const give = <Result>({ server, userId }: PortalWorld & { userId: string }, name: string, args: object): Promise<Result> =>
  giveCommand<Result>(server.services, { commandId: newId(), name, args, actor: collector(userId) });

const mailOf = async (made: PortalWorld, templateKey: string) => {
  const message = (await rowsOf(made)).messages.find((each) => each.templateKey === templateKey);
  if (!message) throw new Error(`no mail ${templateKey}`);
  return messageBody(made.server.services, message.id);
};

describe('a plan', () => {
  it('within the limits is agreed at once, confirmed by mail, and its invoices are held', async () => {
    const made = await world();
    const page = await made.browser.get('/portal/plan');
    expect(page.text).toContain('vrijdag 20 maart');
    const done = await send(made, '/portal/plan', '/portal/plan', { t: '3', d: '2026-03-20', action: 'agree' });
    expect(done.status).toBe(303);
    const answer = (await made.browser.get(done.location)).text;
    expect(answer).toContain('Uw regeling is afgesproken');
    expect(answer).toContain('Facturen 2025-2817, 2026-0142, € 784,50');

    const rows = await rowsOf(made);
    expect(rows.requests).toMatchObject([{ kind: 'plan', state: 'automatic', number: 'V-2026-00001', resultId: rows.plans[0]?.id }]);
    expect(rows.requests[0]?.rules.every(({ ok }) => ok)).toBe(true);
    expect(rows.plans).toMatchObject([{ state: 'running', total: 78_450, origin: 'portal' }]);
    expect(rows.instalments.map(({ dueOn, amount }) => [dueOn, amount])).toEqual([
      ['2026-03-20', 26_150],
      ['2026-04-20', 26_150],
      ['2026-05-20', 26_150],
    ]);
    const held = Object.values(rows.invoices).filter(({ planId }) => planId !== null);
    expect(held.map(({ number }) => number).sort()).toEqual(['2025-2817', '2026-0142', '2026-0177']);
    expect(rows.actions).toEqual([]);
    expect((await mailOf(made, 'portal.plan-agreed')).text).toContain('€\u00A0784,50 in 3 termijnen');
  });

  it('is agreed once, however often the form is sent', async () => {
    const made = await world();
    const page = await made.browser.get('/portal/plan');
    const fields = filled(page, '/portal/plan', { t: '2', d: '2026-03-13', action: 'agree' });
    const [first, second] = [await made.browser.post('/portal/plan', fields), await made.browser.post('/portal/plan', fields)];
    expect(first.status).toBe(303);
    expect(second.location).toBe(first.location);
    const rows = await rowsOf(made);
    expect(rows.plans).toHaveLength(1);
    expect(rows.messages).toHaveLength(1);
  });

  it('outside them waits for a person, with the limits that failed and a plan that would fit', async () => {
    const made = await world();
    const changes = { count: '9', 'first-day': '20', 'first-month': 'maart', 'first-year': '2026', text: 'Seizoen' };
    const done = await send(made, '/portal/plan/own', '/portal/plan/own', changes);
    expect(done.status).toBe(303);
    const text = (await made.browser.get(done.location)).text;
    expect(text).toContain('Uw voorstel is binnen');
    // Two working days after Tuesday 10 March.
    expect(text).toContain('U krijgt uiterlijk donderdag 12 maart antwoord.');

    const rows = await rowsOf(made);
    const [request] = rows.requests;
    expect(request).toMatchObject({ kind: 'plan', state: 'waiting', text: 'Seizoen', answerBy: '2026-03-12', resultId: null });
    expect(request?.rules.filter(({ ok }) => !ok).map(({ rule }) => rule)).toEqual(['plan.terms', 'plan.length']);
    expect(request?.proposed).toMatchObject({ terms: [{}, {}, {}, {}] });
    expect(rows.plans).toEqual([]);
    expect(rows.actions).toMatchObject([{ kind: 'request', state: 'open', refId: request?.id, assigneeId: made.userId }]);
    expect((await mailOf(made, 'portal.plan-received')).text).toContain('uiterlijk donderdag 12\u00A0maart 2026');
  });

  it('is never agreed for another amount than the page named', async () => {
    const made = await world();
    const page = await made.browser.get('/portal/plan');
    const fields = filled(page, '/portal/plan', { t: '2', d: '2026-03-13', action: 'agree' });
    await made.server.services.store.write(async (tx) => {
      const invoice = await tx.get('invoices', made.debtor.invoices['2026-0142'] ?? '');
      if (invoice) await tx.put('invoices', { ...invoice, open: 20_000 });
    });
    const again = await made.browser.post('/portal/plan', fields);
    expect(again.status).toBe(422);
    expect(again.text).toContain('Het bedrag is intussen veranderd');
    expect((await rowsOf(made)).plans).toEqual([]);
  });

  it('that somebody changes is an offer, which one tap makes an agreement', async () => {
    const made = await world();
    const changes = { count: '9', 'first-day': '20', 'first-month': '3', 'first-year': '26' };
    await send(made, '/portal/plan/own', '/portal/plan/own', changes);
    const [request] = (await rowsOf(made)).requests;
    const reply = 'Negen is te lang. Wel kan het in vier.';
    await give(made, 'decide-request', { requestId: request?.id, decision: 'adjust', proposed: request?.proposed, reply });
    let rows = await rowsOf(made);
    expect(rows.plans).toEqual([]);
    expect(rows.requests).toMatchObject([{ state: 'adjusted', resultId: null }]);
    expect(rows.invoices['2026-0142']?.planId).toBeNull();
    expect((await mailOf(made, 'request.adjusted')).text).toContain(reply);
    expect((await made.browser.get('/portal')).text).toContain('Wij deden u een voorstel.');

    const path = `/portal/proposal/${request?.id}`;
    await send(made, path, path, { answer: 'yes' });
    rows = await rowsOf(made);
    expect(rows.plans).toMatchObject([{ state: 'running' }]);
    expect(rows.invoices['2026-0142']?.planId).toBe(rows.plans[0]?.id);
    expect(rows.requests).toMatchObject([{ state: 'approved' }]);
    expect((await made.browser.get(path)).text).toContain('Dat is afgesproken');
    const told = rows.notifications.map((each) => notificationText('nl', each).title);
    expect(told).toContainEqual(expect.stringMatching(/ nam je voorstel aan \(V-2026-00001\)$/));
  });
});

describe('a promise', () => {
  it('soon enough is recorded, and holds its invoices for the days of grace as well', async () => {
    const made = await world();
    const done = await send(made, '/portal/promise', '/portal/promise', { day: '2026-03-20', what: 'all' });
    expect((await made.browser.get(done.location)).text).toContain('U betaalt € 784,50 uiterlijk vrijdag 20 maart.');
    const rows = await rowsOf(made);
    expect(rows.promises).toMatchObject([{ amount: 78_450, promisedOn: '2026-03-20', graceDays: 2, state: 'open', origin: 'portal' }]);
    expect(rows.promises[0]?.lines.find(({ number }) => number === '2025-2817')).toMatchObject({ amount: 41_240, paidBefore: 20_000 });
    expect(rows.invoices['2026-0142']?.promisedUntil).toBe('2026-03-22');
    expect(rows.requests).toMatchObject([{ kind: 'promise', state: 'automatic' }]);
    expect((await mailOf(made, 'portal.promise-recorded')).subject).toContain('€\u00A0784,50');
  });

  it('too late for that goes to a person', async () => {
    const made = await world();
    const changes = { day: 'other', 'other-day': '1', 'other-month': 'mei', 'other-year': '2026', what: 'all' };
    await send(made, '/portal/promise', '/portal/promise', changes);
    const rows = await rowsOf(made);
    expect(rows.promises).toEqual([]);
    expect(rows.requests).toMatchObject([{ state: 'waiting', rules: [{ rule: 'promise.days', asked: 52, allowed: 14, ok: false }] }]);
    await give(made, 'decide-request', { requestId: rows.requests[0]?.id, decision: 'approve', reply: 'Dat is goed.' });
    expect((await rowsOf(made)).promises).toMatchObject([{ promisedOn: '2026-05-01' }]);
  });

  it('of a part is for what was ticked, and for no other amount than was named', async () => {
    const made = await world();
    const moved = await send(made, '/portal/promise', '/portal/promise', { day: '2026-03-13', what: 'part' });
    expect(moved.location).toContain('/portal/promise/part');
    const page = await made.browser.get(moved.location);
    const only = { i: made.debtor.invoices['2026-0142'] ?? '', action: 'promise' };
    const changed = await made.browser.post('/portal/promise/part', filled(page, '/portal/promise/part', only));
    expect(changed.status).toBe(422);
    expect(changed.text).toContain('Het bedrag is nu € 372,10. Klopt dit?');
    await made.browser.post('/portal/promise/part', filled(changed, '/portal/promise/part', { action: 'promise' }));
    expect((await rowsOf(made)).promises).toMatchObject([{ amount: 37_210, promisedOn: '2026-03-13' }]);
  });

  it('is not taken for a day that is no day, or is past', async () => {
    const made = await world();
    const other = { day: 'other', 'other-month': 'februari', 'other-year': '2026', what: 'all' };
    expect((await send(made, '/portal/promise', '/portal/promise', { ...other, 'other-day': '30' })).text).toContain(
      'een dag in die bestaat',
    );
    expect((await send(made, '/portal/promise', '/portal/promise', { ...other, 'other-day': '1' })).text).toContain('nog niet voorbij');
    expect((await rowsOf(made)).requests).toEqual([]);
  });
});

describe('a complaint', () => {
  it('stops its invoices at once, and keeps what was typed and the file when something is missing', async () => {
    const made = await world();
    const invoiceId = made.debtor.invoices['2026-0142'] ?? '';
    const page = await made.browser.get(`/portal/complaint?i=${invoiceId}`);
    const fields = filled(page, '/portal/complaint', { i: invoiceId, type: `${made.companyId}:not-delivered`, text: '' });
    const faulty = await made.browser.postFiles('/portal/complaint', fields, [{ name: 'pakbon.png', bytes: PNG }]);
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Vul in wat er niet klopt.');
    expect(faulty.text).toContain('pakbon.png');
    expect(faulty.html).toContain('Fout: ');

    const text = '2 van de 6 dozen ontbraken. De chauffeur zag het ook.';
    const sent = await made.browser.postFiles('/portal/complaint', filled(faulty, '/portal/complaint', { text }), []);
    expect(sent.status).toBe(303);
    const done = (await made.browser.get(sent.location)).text;
    expect(done).toContain('Uw melding is binnen');
    expect(done).toContain('K-2026-00001');
    // Five working days after Tuesday 10 March.
    expect(done).toContain('uiterlijk dinsdag 17 maart');
    expect(done).toContain('k•••••@oostkade.example');
    expect(done).toContain('Marit de Groot geeft u antwoord');

    const rows = await rowsOf(made);
    expect(rows.disputes).toMatchObject([
      { amount: 41_860, state: 'new', answerBy: '2026-03-17', ownerId: made.userId, description: text },
    ]);
    expect(rows.invoices['2026-0142']?.disputedAmount).toBe(41_860);
    expect(rows.documents).toMatchObject([{ name: 'pakbon.png', mediaType: 'image/png', size: PNG.length, origin: 'portal' }]);
    expect(rows.requests).toMatchObject([{ kind: 'complaint', state: 'waiting', documentIds: [rows.documents[0]?.id] }]);
    expect(rows.threads).toMatchObject([{ subject: '2 van de 6 dozen ontbraken', waitingFor: 'company' }]);

    const file = await made.browser.get(`/portal/conversation/${rows.threads[0]?.id}/file/${rows.documents[0]?.id}`);
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(file.headers.get('content-disposition')).toContain('attachment');
  });

  it('that is turned down lets go of its invoices', async () => {
    const made = await world();
    const invoiceId = made.debtor.invoices['2026-0142'] ?? '';
    await send(made, '/portal/complaint', '/portal/complaint', {
      i: invoiceId,
      type: `${made.companyId}:price`,
      text: 'De prijs is hoger dan afgesproken',
    });
    const [request] = (await rowsOf(made)).requests;
    await give(made, 'decide-request', { requestId: request?.id, decision: 'decline', reply: 'De prijs staat in uw contract.' });
    const rows = await rowsOf(made);
    expect(rows.invoices['2026-0142']?.disputedAmount).toBe(0);
    expect(rows.disputes).toMatchObject([{ state: 'rejected' }]);
    expect(rows.requests).toMatchObject([{ state: 'declined', decidedById: made.userId }]);
    expect(rows.actions.map(({ state }) => state)).toEqual(['done']);
  });

  it('takes no file that only says it is a picture, and not more than ten megabytes', async () => {
    const made = await world();
    const page = await made.browser.get('/portal/complaint');
    const changes = { i: made.debtor.invoices['2026-0142'] ?? '', type: `${made.companyId}:price`, text: 'Te duur' };
    const script = await made.browser.postFiles('/portal/complaint', filled(page, '/portal/complaint', changes), [
      { name: 'foto.jpg', bytes: Buffer.from('<script>alert(1)</script>') },
    ]);
    expect(script.text).toContain('Kies een jpg, png of pdf.');
    const large = await made.browser.postFiles('/portal/complaint', filled(page, '/portal/complaint', changes), [
      { name: 'groot.png', bytes: Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]) },
    ]);
    expect(large.status).toBe(422);
    expect(large.text).toContain('samen kleiner zijn dan 10 MB');
    expect(large.html).toContain('Te duur');
    expect((await rowsOf(made)).documents).toEqual([]);
  });
});

describe('already paid', () => {
  const answers = { 'paid-day': '9', 'paid-month': 'maart', 'paid-year': '2026' };

  it('goes to a person, with the proof', async () => {
    const made = await world();
    const page = await made.browser.get('/portal/already-paid');
    const fields = filled(page, '/portal/already-paid', { ...answers, i: made.debtor.invoices['2025-2817'] ?? '' });
    const sent = await made.browser.postFiles('/portal/already-paid', fields, [{ name: 'afschrift.png', bytes: PNG }]);
    expect((await made.browser.get(sent.location)).text).toContain('Wij kijken uw betaling na');
    const rows = await rowsOf(made);
    expect(rows.requests).toMatchObject([
      { kind: 'already-paid', state: 'waiting', rules: [{ rule: 'by-hand', ok: false }, { ok: true }] },
    ]);
    expect(rows.documents).toMatchObject([{ kind: 'proof' }]);
    expect(rows.promises).toEqual([]);
  });

  it('is taken at its word for a few days where the company says so', async () => {
    const made = await world({ functions: { alreadyPaid: 'automatic' } as PortalSettings['functions'] });
    await send(made, '/portal/already-paid', '/portal/already-paid', { ...answers, i: made.debtor.invoices['2025-2817'] ?? '' });
    const rows = await rowsOf(made);
    expect(rows.requests).toMatchObject([{ state: 'automatic' }]);
    // Three working days after Tuesday 10 March.
    expect(rows.promises).toMatchObject([{ amount: 41_240, promisedOn: '2026-03-13' }]);
    expect(rows.actions).toEqual([]);
  });
});

describe('a conversation', () => {
  it('goes on from both sides, and is heard of by mail and on the worklist', async () => {
    const made = await world();
    const invoiceId = made.debtor.invoices['2026-0391'] ?? '';
    const sent = await send(made, '/portal/question', '/portal/question', { i: invoiceId, text: 'Waarom is dit bedrag hoger?' });
    expect((await made.browser.get(sent.location)).text).toContain('Uw vraag is binnen');
    let rows = await rowsOf(made);
    const [thread] = rows.threads;
    expect(thread).toMatchObject({ subject: 'Waarom is dit bedrag hoger', waitingFor: 'company', invoiceIds: [invoiceId] });
    expect(rows.actions).toMatchObject([{ kind: 'question', state: 'open' }]);

    const requestId = rows.requests[0]?.id;
    await give(made, 'decide-request', { requestId, decision: 'approve', reply: 'Er is rente bij gekomen.\n\nDat is € 4,60.' });
    expect((await mailOf(made, 'request.approved')).text).toContain('Er is rente bij gekomen.');
    const path = `/portal/conversation/${thread?.id}`;
    const page = await made.browser.get(path);
    expect(page.text).toContain('Marit de Groot, Lindeboer Koffie B.V.');
    expect(page.text).toContain('Dat is € 4,60.');

    await send(made, path, path, { text: 'Dank u, duidelijk.' });
    rows = await rowsOf(made);
    expect(rows.threadMessages.map(({ author, text }) => [author, text.slice(0, 10)])).toEqual([
      ['debtor', 'Waarom is '],
      ['company', 'Er is rent'],
      ['debtor', 'Dank u, du'],
    ]);
    expect(rows.threads[0]?.waitingFor).toBe('company');
    expect(rows.notifications.map((told) => notificationText('nl', told).title)).toEqual([
      expect.stringMatching(/vraagt iets in het portaal \(V-2026-00001\)$/),
      expect.stringMatching(/schreef: Waarom is dit bedrag hoger$/),
    ]);
    expect(rows.actions.filter(({ state }) => state === 'open')).toMatchObject([{ kind: 'question', refId: thread?.id }]);

    await give(made, 'send-message', { debtorId: made.debtor.debtorId, threadId: thread?.id, text: 'Graag gedaan.' });
    rows = await rowsOf(made);
    expect(rows.actions.filter(({ state }) => state === 'open')).toEqual([]);
    expect((await mailOf(made, 'thread.message')).text).toContain('Graag gedaan.');
    expect((await made.browser.get('/portal')).text).toContain('Wij hebben u iets geschreven:');
    await give(made, 'close-thread', { threadId: thread?.id });
    expect((await made.browser.get(path)).text).toContain('Afgerond');
  });

  it('of another debtor does not exist, nor do its files', async () => {
    const made = await world();
    const other = await addDebtor(made.server.services, made.companyId, { number: '2', name: 'Een ander' }, []);
    const threadId = newId();
    await made.server.services.store.write((tx) =>
      tx.put('threads', {
        ...{ id: threadId, administrationId: made.companyId, debtorId: other.debtorId, subject: 'geheim', invoiceIds: [] },
        ...{ createdAt: '2026-03-01T00:00:00Z', lastMessageAt: '2026-03-01T00:00:00Z' },
      }),
    );
    const missing = await made.browser.get(`/portal/conversation/${newId()}`);
    const foreign = await made.browser.get(`/portal/conversation/${threadId}`);
    expect(foreign.status).toBe(404);
    expect(foreign.text).toBe(missing.text);
    const form = (await made.browser.get('/portal/question')).fields('/portal/question');
    expect((await made.browser.post(`/portal/conversation/${threadId}`, [...form, ['text', 'Hallo']])).status).toBe(404);
    expect((await made.browser.get(`/portal/done/${newId()}`)).status).toBe(404);
  });
});

describe('contact details', () => {
  it('are changed at once, and the old address is told', async () => {
    const made = await world();
    const changes = { contactName: 'Karim Bouzid', email: 'boekhouding@oostkade.example', city: 'Utrecht' };
    const sent = await send(made, '/portal/contact', '/portal/contact', changes);
    expect((await made.browser.get(sent.location)).text).toContain('Uw gegevens zijn gewijzigd');
    const rows = await rowsOf(made);
    expect(rows.debtor).toMatchObject({ city: 'Utrecht' });
    expect(rows.messages.map(({ recipient }) => recipient).sort()).toEqual(['boekhouding@oostkade.example', 'karim@oostkade.example']);
    const asked = rows.requests[0]?.asked as { fields: { field: string }[] };
    expect(asked.fields.map(({ field }) => field)).toEqual(['contactName', 'email', 'city']);
  });

  it('wait for a person when the address goes to another mail domain', async () => {
    const made = await world();
    await send(made, '/portal/contact', '/portal/contact', { email: 'iemand@elders.example' });
    const rows = await rowsOf(made);
    expect(rows.debtor?.email).toBe('karim@oostkade.example');
    expect(rows.requests).toMatchObject([
      { state: 'waiting', rules: [{ rule: 'contact.email-domain', asked: 'elders.example', allowed: 'oostkade.example', ok: false }] },
    ]);
    await give(made, 'decide-request', { requestId: rows.requests[0]?.id, decision: 'approve', reply: 'Gewijzigd.' });
    expect((await rowsOf(made)).debtor?.email).toBe('iemand@elders.example');
  });
});

it('a purchase order number is put on the invoice', async () => {
  const made = await world();
  const sent = await send(made, '/portal/po-number', '/portal/po-number', {
    i: made.debtor.invoices['2026-0391'] ?? '',
    reference: '4500183321',
  });
  expect((await made.browser.get(sent.location)).text).toContain('Bij factuur 2026-0391 staat nu 4500183321.');
  expect((await rowsOf(made)).invoices['2026-0391']?.reference).toBe('4500183321');
});

describe('a copy', () => {
  it('is mailed when the system has it, and is work for a person when it has not', async () => {
    const made = await world();
    const [have, lack] = [made.debtor.invoices['2026-0391'] ?? '', made.debtor.invoices['2026-0142'] ?? ''];
    const documentId = newId();
    await made.server.services.store.write((tx) =>
      tx.put('documents', {
        ...{ id: documentId, administrationId: made.companyId, debtorId: made.debtor.debtorId, name: '2026-0391.pdf' },
        ...{ mediaType: 'application/pdf', size: 1, hash: 'a'.repeat(64), kind: 'copy-invoice', invoiceIds: [have], origin: 'collector' },
        createdAt: '2026-03-01T00:00:00Z',
      }),
    );
    await send(made, '/portal/copy', '/portal/copy', { i: have });
    await send(made, '/portal/copy', '/portal/copy', { i: lack });
    const rows = await rowsOf(made);
    expect(rows.requests.map(({ state }) => state).sort()).toEqual(['automatic', 'waiting']);
    expect(rows.messages.find(({ templateKey }) => templateKey === 'portal.copy-sent')?.attachmentIds).toEqual([documentId]);
    expect(rows.actions).toHaveLength(1);
  });
});

it('a copy that only lies in the folder of copies is put in the file, and mailed', async () => {
  const made = await world();
  const code = await made.server.services.store.read(async (tx) => (await tx.get('administrations', made.companyId))?.code ?? '');
  const folder = join(made.server.dataDir, 'copy-invoices', code);
  mkdirSync(folder, { recursive: true });
  const pdf = await PDFDocument.create();
  pdf.addPage();
  writeFileSync(join(folder, '2026-0142.pdf'), await pdf.save());
  await send(made, '/portal/copy', '/portal/copy', { i: made.debtor.invoices['2026-0142'] ?? '' });
  const rows = await rowsOf(made);
  expect(rows.requests).toMatchObject([{ kind: 'copy', state: 'automatic' }]);
  expect(rows.documents).toMatchObject([{ kind: 'copy-invoice', invoiceIds: [made.debtor.invoices['2026-0142']] }]);
  expect(rows.messages).toMatchObject([{ templateKey: 'portal.copy-sent', attachmentIds: [rows.documents[0]?.id] }]);
});

describe('the company’s say', () => {
  it('a function that is off is not shown, and refused by its old address and by the command', async () => {
    const made = await world({ functions: { plan: 'off' } as PortalSettings['functions'] });
    expect((await made.browser.get('/portal')).text).not.toContain('Ik betaal in termijnen');
    const page = await made.browser.get('/portal/plan');
    expect(page.status).toBe(404);
    expect(page.text).toContain('085 000 12 34');
    const form = (await made.browser.get('/portal/promise')).fields('/portal/promise');
    const posted = await made.browser.post('/portal/plan', [...form, ['t', '2'], ['d', '2026-03-13'], ['action', 'agree']]);
    expect(posted.status).toBe(404);
    expect((await rowsOf(made)).requests).toEqual([]);
  });

  it('a function that goes by a person says so beforehand and afterwards', async () => {
    const made = await world({ functions: { promise: 'review' } as PortalSettings['functions'] });
    await send(made, '/portal/promise', '/portal/promise', { day: '2026-03-20', what: 'all' });
    const rows = await rowsOf(made);
    expect(rows.requests).toMatchObject([
      {
        state: 'waiting',
        rules: [
          { rule: 'by-hand', ok: false },
          { rule: 'promise.days', ok: true },
        ],
      },
    ]);
    expect(rows.promises).toEqual([]);
  });

  it('a segment has its own', async () => {
    const segmentId = newId();
    const overrides = [{ segmentId, functions: { complaint: 'off' as const }, plan: { maximumTerms: 2 }, promise: {} }];
    const made = await world({ overrides }, { risk: 'medium' });
    await made.server.services.store.write((tx) =>
      tx.put('segments', { id: segmentId, administrationId: made.companyId, name: 'Let op', position: 1, rule: { risks: ['medium'] } }),
    );
    expect((await made.browser.get('/portal')).text).toContain('Tot 2 termijnen regelt u hier direct');
    expect((await made.browser.get('/portal/complaint')).status).toBe(404);
  });

  it('its own texts, links and domain are used', async () => {
    const texts = { nl: { plan: 'Bel ons gerust als u twijfelt.' }, en: {} } as unknown as PortalSettings['texts'];
    const made = await world({ texts });
    const company = {
      administrationId: made.companyId,
      portalDomain: 'betalen.lindeboer.example',
      privacyUrl: 'https://lindeboer.example/privacy',
    };
    await giveCommand(made.server.services, {
      commandId: newId(),
      name: 'update-company',
      args: company,
      actor: { kind: 'system', name: 'test' },
    });
    const page = await made.browser.get('/portal/plan');
    expect(page.text).toContain('Bel ons gerust als u twijfelt.');
    expect(page.html).toContain('href="https://lindeboer.example/privacy"');
    await send(made, '/portal/promise', '/portal/promise', { day: '2026-03-20', what: 'all' });
    expect((await mailOf(made, 'portal.promise-recorded')).text).toContain('http://betalen.lindeboer.example/p/');
  });
});
