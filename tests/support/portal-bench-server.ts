import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import express from 'express';
import { addDays, day, newId } from '../../src-shared/kernel/index.ts';
import { PortalBrowser } from './portal-browser.ts';
import { startPortalServer } from './portal-server.ts';
import { addCompany, addDebtor } from './portfolio.ts';

/** What the bench is told of a server under load. */
export interface BenchTarget {
  url: string;
  path: string;
  /** One visit each; requests go round. */
  cookies: string[];
}

const ROWS = 20;
/** Visits that are under way at the same time. */
const VISITS = 64;
const TODAY = day('2026-03-10');

/** 14 due, 2 credit notes and 4 not yet due: twenty rows on the page. */
const invoicesOf = (debtor: number) =>
  Array.from({ length: ROWS }, (_, index) => {
    const credit = index % 10 === 9;
    const dueDate = addDays(TODAY, index < 16 ? -5 * index - 1 : index);
    const amount = (credit ? -1 : 1) * (10_000 + 137 * index);
    return {
      number: `2026-${debtor}-${index}`,
      kind: credit ? ('credit-note' as const) : ('invoice' as const),
      amount,
      open: amount,
      issueDate: addDays(dueDate, -30),
      dueDate,
      description: 'Bonen en bekers',
    };
  });

async function portal(debtors: number): Promise<void> {
  const shift = Date.parse(`${TODAY}T10:00:00Z`) - Date.now();
  const server = await startPortalServer({ clock: { now: () => new Date(Date.now() + shift) } });
  const company = await addCompany(server.services);
  const cookies: string[] = [];
  for (let debtor = 0; debtor < debtors; debtor += 1) {
    const { link } = await addDebtor(server.services, company, { number: String(debtor) }, invoicesOf(debtor));
    if (cookies.length >= VISITS) continue;
    const browser = new PortalBrowser(server.url);
    // A link a second is what one address may open; the bench comes in by the back door of a longer wait.
    const page = await browser.enter(link);
    if (page.status === 200) cookies.push(`kasstroom_portal=${browser.cookie('kasstroom_portal')}`);
  }
  ready({ url: server.url, path: '/portal', cookies }, () => server.stop());
}

interface BareRow {
  number: string;
  description: string;
  issue_date: string;
  due_date: string;
  open: number;
}

/**
 * What anybody would write in ten minutes: one query, one template string; no session, no second language, no headers.
 * `bare` shows what the overview shows, dates and amounts in words; `raw` prints the columns as they are.
 */
function bare(debtors: number, inWords: boolean): void {
  const folder = mkdtempSync(join(tmpdir(), 'kasstroom-bare-'));
  const db = new Database(join(folder, 'bare.sqlite'));
  db.pragma('journal_mode = WAL');
  db.exec(
    'CREATE TABLE invoices (id TEXT PRIMARY KEY, debtor INTEGER, number TEXT, description TEXT, issue_date TEXT, due_date TEXT, amount INTEGER, open INTEGER)',
  );
  db.exec('CREATE INDEX invoices_debtor ON invoices (debtor)');
  const insert = db.prepare('INSERT INTO invoices VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let debtor = 0; debtor < debtors; debtor += 1)
      for (const row of invoicesOf(debtor))
        insert.run(newId(), debtor, row.number, row.description, row.issueDate, row.dueDate, row.amount, row.open);
  })();
  const select = db.prepare(
    'SELECT number, description, issue_date, due_date, open FROM invoices WHERE debtor = ? AND open <> 0 ORDER BY due_date',
  );
  const euro = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' });
  const words = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const money = (minor: number): string => (inWords ? euro.format(minor / 100) : String(minor));
  const date = (text: string): string => (inWords ? words.format(new Date(text)) : text);
  const late = (text: string): string => `${Math.round((Date.parse(TODAY) - Date.parse(text)) / 86_400_000)} dagen te laat`;
  const app = express();
  app.get('/', (req, res) => {
    const rows = select.all(Number(/debtor=(\d+)/.exec(req.headers.cookie ?? '')?.[1])) as BareRow[];
    const total = rows.reduce((sum, row) => sum + row.open, 0);
    const list = rows.map(
      (row) =>
        `<tr><td>${row.number}<br>${row.description}, ${date(row.issue_date)}</td><td>${date(row.due_date)} ${inWords ? late(row.due_date) : ''}</td><td>${money(row.open)}</td></tr>`,
    );
    res.send(`<!doctype html><title>Invoices</title><h1>${money(total)}</h1><table>${list.join('')}</table>`);
  });
  const server = createServer(app);
  server.listen(0, '127.0.0.1', () => {
    const cookies = Array.from({ length: Math.min(VISITS, debtors) }, (_, debtor) => `debtor=${debtor}`);
    ready({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, path: '/', cookies }, async () => {
      server.closeAllConnections();
      server.close();
      db.close();
      rmSync(folder, { recursive: true, force: true });
    });
  });
}

function ready(target: BenchTarget, stop: () => Promise<void>): void {
  process.on('message', (what) => {
    if (what === 'cpu') process.send?.(process.cpuUsage());
    else void stop().then(() => process.exit(0));
  });
  process.send?.(target);
}

const [, , kind, debtors] = process.argv;
if (kind === 'portal') await portal(Number(debtors));
else bare(Number(debtors), kind === 'bare');
