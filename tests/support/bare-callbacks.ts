import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import express from 'express';

/** A process whose server puts every body in one table, durably, before it answers: what taking in a callback costs at least. */
const folder = mkdtempSync(join(tmpdir(), 'kasstroom-bare-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.once('SIGTERM', () => process.exit(0));

const database = new Database(join(folder, 'bare.sqlite'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE callbacks (id INTEGER PRIMARY KEY, at TEXT NOT NULL, body TEXT NOT NULL)');
const insert = database.prepare('INSERT INTO callbacks (at, body) VALUES (?, ?)');

const app = express();
app.disable('x-powered-by');
app.post('/', express.raw({ type: () => true }), (req, res) => {
  insert.run(new Date().toISOString(), String(req.body));
  res.status(200).end();
});
const server = createServer(app);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
