import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { makePdf } from '../../portal-server/documents/make-pdf.ts';
import { newId } from '../../src-shared/kernel/index.ts';
import { booksOf, type PortalWorld, portalWorld, pressPay } from '../support/portal-world.ts';
import { addCompany, addDebtor } from '../support/portfolio.ts';
import { waitFor } from '../support/wait-for.ts';

/** Puts the copy of an invoice where the server looks for it. */
async function putCopy({ server, companyId }: PortalWorld, number: string): Promise<Buffer> {
  const company = await server.services.store.read((tx) => tx.get('administrations', companyId));
  const folder = join(server.services.dataDir, 'copy-invoices', company?.code ?? '');
  mkdirSync(folder, { recursive: true });
  const bytes = await makePdf({ title: number, author: 'test', language: 'nl', content: [`Factuur ${number}`] });
  writeFileSync(join(folder, `${number}.pdf`), bytes);
  return bytes;
}

/** The bytes of an answer, as the debtor's browser would save them. */
async function download({ server, browser }: PortalWorld, path: string, init: RequestInit = {}) {
  const headers = { cookie: `kasstroom_portal=${browser.cookie('kasstroom_portal')}`, ...(init.headers as Record<string, string>) };
  const response = await fetch(server.url + path, { ...init, headers });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** The words of a PDF, with single spaces. */
async function wordsOf(bytes: Buffer): Promise<{ text: string }> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return { text: pages.join(' ').replace(/[\s\u00A0]+/g, ' ') };
}

async function entriesOf(bytes: Buffer): Promise<Record<string, string>> {
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, opened) => (opened ? resolve(opened) : reject(error))),
  );
  const found: Record<string, string> = {};
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) =>
      zip.openReadStream(entry, (error, stream) => {
        if (!stream) return reject(error);
        text(stream).then((content) => {
          found[entry.fileName] = content.slice(0, 5);
          zip.readEntry();
        }, reject);
      }),
    );
    zip.on('end', () => resolve(found));
    zip.on('error', reject);
    zip.readEntry();
  });
}

const downloads = async (world: PortalWorld): Promise<[string, unknown][]> =>
  (await booksOf(world)).timeline
    .filter(({ kind }) => kind.startsWith('portal-download'))
    .map(({ kind, params }) => [kind, params.invoices]);

describe('copies of invoices', () => {
  it('are downloaded one by one, as files that no browser opens in the portal, and each is in the debtor’s file', async () => {
    const world = await portalWorld();
    const original = await putCopy(world, '2026-0142');
    const copy = await download(world, `/portal/invoice/${world.debtor.invoices['2026-0142']}`);
    expect(copy.status).toBe(200);
    expect(copy.bytes.equals(original)).toBe(true);
    expect(copy.headers.get('content-type')).toBe('application/pdf');
    expect(copy.headers.get('content-disposition')).toBe('attachment; filename=2026-0142.pdf');
    expect(copy.headers.get('content-security-policy')).toBe("default-src 'none';sandbox");
    expect(copy.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await downloads(world)).toEqual([['portal-download-copy', '2026-0142']]);
  });

  it('that are not at hand are said to be so', async () => {
    const world = await portalWorld();
    const page = await world.browser.get(`/portal/invoice/${world.debtor.invoices['2026-0142']}`);
    expect([page.status, page.text.includes('Wij hebben deze kopie niet bij de hand')]).toEqual([404, true]);
    expect(await downloads(world)).toEqual([]);
  });

  it('come several together in one zip', async () => {
    const world = await portalWorld();
    for (const number of ['2026-0142', '2025-2817']) await putCopy(world, number);
    const page = await world.browser.get('/portal/documents');
    const csrf = page.fields('/portal/documents')[0]?.[1] ?? '';
    const body = new URLSearchParams([
      ['csrf', csrf],
      ...['2026-0142', '2025-2817'].map((number) => ['i', world.debtor.invoices[number] ?? '']),
    ]);
    const zip = await download(world, '/portal/documents', { method: 'POST', body, headers: { origin: world.server.url } });
    expect(zip.headers.get('content-disposition')).toContain('Lindeboer-20417.zip');
    expect(await entriesOf(zip.bytes)).toEqual({ '2026-0142.pdf': '%PDF-', '2025-2817.pdf': '%PDF-' });
    expect(await downloads(world)).toMatchObject([['portal-download-copies', expect.stringContaining('2025-2817')]]);
  });

  it('cannot be chosen where there are none', async () => {
    const world = await portalWorld();
    await putCopy(world, '2026-0142');
    const page = await world.browser.get('/portal/documents');
    expect(page.html.match(/type="checkbox"/g)).toHaveLength(1);
    const sent = await world.browser.post('/portal/documents', page.fields('/portal/documents'));
    expect([sent.status, sent.text.includes('Vink aan welke facturen')]).toEqual([422, true]);
  });

  it('of somebody else are not there, also among one’s own', async () => {
    const world = await portalWorld();
    const other = await addDebtor(world.server.services, world.companyId, { number: '99' }, [
      { number: 'X-1', amount: 500, open: 500, issueDate: '2026-01-01' as never, dueDate: '2026-02-01' as never },
    ]);
    await putCopy(world, 'X-1');
    await putCopy(world, '2026-0142');
    const theirs = other.invoices['X-1'] ?? '';
    expect((await world.browser.get(`/portal/invoice/${theirs}`)).status).toBe(404);
    const fields = (await world.browser.get('/portal/documents')).fields('/portal/documents');
    const both: [string, string][] = [...fields, ['i', theirs], ['i', world.debtor.invoices['2026-0142'] ?? '']];
    expect((await world.browser.post('/portal/documents', both)).status).toBe(404);
    expect(await downloads(world)).toEqual([]);
  });
});

describe('the statement of account', () => {
  it('as a PDF adds up to what the overview asks, in the debtor’s language', async () => {
    const world = await portalWorld();
    const nl = await wordsOf((await download(world, '/portal/statement.pdf')).bytes);
    for (const words of ['Rekeningoverzicht', 'Stand op 10 maart 2026', 'Factuur 2025-2817', 'Creditnota 2026-0177', '62 dagen te laat'])
      expect(nl.text).toContain(words);
    expect(nl.text).toContain('Alles wat openstaat € 1.392,10');
    expect(nl.text).toContain('Nu te betalen € 784,50');
    expect(nl.text).toContain('− € 46,50');
    const en = await wordsOf((await download(world, '/portal/statement.pdf?lang=en')).bytes);
    expect(en.text).toContain('To pay now €784.50');
    expect(en.text).toContain('−€46.50');
    expect(await downloads(world)).toEqual([
      ['portal-download-statement', ''],
      ['portal-download-statement', ''],
    ]);
  });

  it('as a workbook has real amounts and dates', async () => {
    const world = await portalWorld();
    const file = await download(world, '/portal/statement.xlsx');
    expect(file.headers.get('content-disposition')).toContain('rekeningoverzicht-20417-2026-03-10.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(file.bytes as unknown as ExcelJS.Buffer);
    const [sheet] = book.worksheets;
    const rows = sheet?.getSheetValues().slice(2) as unknown[][];
    const first = rows[0] ?? [];
    expect([first[1], first[3], first[6], first[7]]).toEqual(['Factuur 2025-2817', new Date('2025-12-08T00:00:00Z'), 612.4, 412.4]);
    expect(rows.at(-1)?.[7]).toBe(784.5);
    expect(sheet?.getCell('G2').numFmt).toBe('#,##0.00');
  });

  it('takes text of others for text, not for formulas', async () => {
    const world = await portalWorld();
    const { services } = world.server;
    const nasty = await addDebtor(services, world.companyId, { number: '98', name: '=1+1' }, [
      {
        number: '=HYPERLINK("x")',
        description: '=cmd()',
        amount: 500,
        open: 500,
        issueDate: '2026-01-01' as never,
        dueDate: '2026-02-01' as never,
      },
    ]);
    await world.browser.enter(nasty.link);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await download(world, '/portal/statement.xlsx')).bytes as unknown as ExcelJS.Buffer);
    const cells: ExcelJS.ValueType[] = [];
    book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell.type)));
    expect(cells).not.toContain(ExcelJS.ValueType.Formula);
  });
});

describe('a receipt', () => {
  it('is there once money has come in, and adds up', async () => {
    const world = await portalWorld();
    const sent = await pressPay(world.browser);
    const [intent] = (await booksOf(world)).intents;
    expect((await download(world, `/portal/payment/${intent?.id}/receipt.pdf`)).status).toBe(404);
    await world.browser.post(sent.location, [['outcome', 'paid']]);
    await waitFor(async () => expect((await booksOf(world)).payments).toHaveLength(1));
    expect((await world.browser.get(`/portal/payment/${intent?.id}`)).text).toContain('Betaalbewijs downloaden');
    const receipt = await wordsOf((await download(world, `/portal/payment/${intent?.id}/receipt.pdf`)).bytes);
    for (const words of ['Betaalbewijs', 'iDEAL | Wero', '10 maart 2026', 'Factuur 2025-2817', '− € 46,50', 'Totaal € 784,50'])
      expect(receipt.text).toContain(words);
    expect(await downloads(world)).toEqual([['portal-download-receipt', '']]);
  });
});

describe('what is held back', () => {
  it('says why and until when, and is not asked', async () => {
    const world = await portalWorld();
    const { services } = world.server;
    const base = {
      administrationId: world.companyId,
      debtorId: world.debtor.debtorId,
      currency: 'EUR',
      createdAt: '2026-03-01T00:00:00.000Z',
    };
    const [promised, blocked, disputed] = ['2025-2817', '2026-0142', '2026-0298'].map((number) => world.debtor.invoices[number] ?? '');
    await services.store.write(async (tx) => {
      const change = async (id: string | undefined, values: object) => {
        const row = await tx.get('invoices', id ?? '');
        if (row) await tx.put('invoices', { ...row, ...values });
      };
      await change(promised, { promisedUntil: '2026-03-22' });
      await change(blocked, { blockedReason: 'wacht op de advocaat' });
      const line = { invoiceId: promised ?? '', number: '2025-2817', amount: 41_240, paidBefore: 20_000 };
      const promise = { amount: 41_240, lines: [line], promisedOn: '2026-03-20' as never, graceDays: 2, origin: 'portal' as const };
      await tx.put('promises', { ...base, id: newId(), ...promise });
      const dispute = {
        amount: 18_900,
        lines: [{ invoiceId: disputed ?? '', number: '2026-0298', amount: 18_900 }],
        origin: 'portal' as const,
      };
      await tx.put('disputes', {
        ...base,
        id: newId(),
        ...dispute,
        disputeTypeId: 'x',
        answerBy: '2026-03-12' as never,
        state: 'investigating',
      });
    });
    const page = await world.browser.get('/portal');
    expect(page.text).toContain('U hebt € 46,50 tegoed');
    expect(page.text).toContain('Toegezegd voor 20 maart');
    expect(page.text).toContain('Hoeft nu niet');
    expect(page.text).not.toContain('advocaat');
    expect(page.text).toContain('U krijgt uiterlijk 12 maart antwoord');
    expect(page.text).toContain('Wij zoeken uw klacht uit');
  });

  it('in a plan is paid term by term', async () => {
    const world = await portalWorld();
    const { services } = world.server;
    const planId = newId();
    const base = { administrationId: world.companyId, debtorId: world.debtor.debtorId, createdAt: '2026-03-01T00:00:00.000Z' };
    await services.store.write(async (tx) => {
      for (const number of ['2025-2817', '2026-0142']) {
        const row = await tx.get('invoices', world.debtor.invoices[number] ?? '');
        if (row) await tx.put('invoices', { ...row, planId });
      }
      const plan = { currency: 'EUR', total: 83_100, lines: [], state: 'running' as const, origin: 'portal' as const, graceDays: 3 };
      await tx.put('paymentPlans', { ...base, id: planId, ...plan });
      const terms: [number, string, number, number][] = [
        [1, '2026-03-06', 27_700, 27_700],
        [2, '2026-03-10', 27_700, 0],
        [3, '2026-05-06', 27_700, 0],
      ];
      for (const [position, dueOn, amount, paid] of terms) {
        const state = paid === amount ? 'paid' : 'due';
        await tx.put('instalments', { ...base, id: newId(), planId, position, dueOn: dueOn as never, amount, paid, state });
      }
    });
    const overview = await world.browser.get('/portal');
    expect(overview.text).toContain('In uw regeling');
    expect(overview.text).toContain('Betaal termijn van € 277,00');
    const path = `/portal/pay?plan=${planId}`;
    expect((await world.browser.get(path)).text).toContain('Termijn 2 van 3');
    const sent = await pressPay(world.browser, path);
    expect(sent.status).toBe(303);
    await world.browser.post(sent.location, [['outcome', 'paid']]);
    await waitFor(async () => expect((await booksOf(world)).payments).toMatchObject([{ amount: 27_700 }]));
    expect((await booksOf(world)).onTheWay).toMatchObject({ '2025-2817': 27_700, '2026-0142': 0 });
    // Another plan than one's own is as good as none.
    const other = await addDebtor(services, world.companyId, { number: '99' }, []);
    await world.browser.enter(other.link);
    expect((await world.browser.get(path)).status).toBe(404);
  });
});

describe('the day the ledger was taken in', () => {
  it('is said on the overview', async () => {
    const world = await portalWorld();
    expect((await world.browser.get('/portal')).text).not.toContain('Bijgewerkt op');
    const { services } = world.server;
    const company = await addCompany(services);
    const other = await addDebtor(services, company, { number: '99' });
    await services.store.write((tx) =>
      tx.put('imports', {
        id: newId(),
        administrationId: company,
        fileName: 'ledger.csv',
        fileHash: 'x',
        mode: 'snapshot',
        startedAt: '2026-03-08T16:00:00.000Z',
        finishedAt: '2026-03-08T16:05:00.000Z',
        report: { rows: 0, imported: 0, updated: 0, unchanged: 0, settled: 0, rounded: 0, rejected: [] },
      }),
    );
    expect((await world.browser.enter(other.link)).text).toContain('Bijgewerkt op 8 maart om 17.05 uur');
  });
});
