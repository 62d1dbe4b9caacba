import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import type { PaymentStatus } from '../../../src-shared/schema/index.ts';

export interface SandboxPayment {
  id: string;
  status: PaymentStatus;
  /** Plain decimal, as in the API. */
  value: string;
  currency: string;
  description: string;
  redirectUrl: string;
  webhookUrl: string;
  method: string;
  locale: string;
  /** JSON text, given back as it came. */
  metadata: string;
  createdAt: string;
  paidAt: string | null;
  refundedValue: string;
  chargedBackValue: string;
}

export interface Delivery {
  id: number;
  paymentId: string;
  url: string;
  attempts: number;
}

/** Seconds before the second, third … attempt of a callback; the last one repeats. */
const RETRY_SECONDS = [1, 5, 15, 60, 300, 3_600];
/** Attempts after which a callback is given up, as providers do. */
const MAX_ATTEMPTS = 20;

/** The sandbox provider's own books: a file of its own, because a real provider shares no database with the creditor. */
export class SandboxStore {
  private readonly db: Database.Database;

  constructor(file: string) {
    this.db = new Database(file, { timeout: 10_000 });
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.exec(`
      CREATE TABLE IF NOT EXISTS payments (
        id TEXT PRIMARY KEY, idempotencyKey TEXT UNIQUE, status TEXT NOT NULL, value TEXT NOT NULL, currency TEXT NOT NULL,
        description TEXT NOT NULL, redirectUrl TEXT NOT NULL, webhookUrl TEXT NOT NULL, method TEXT NOT NULL,
        locale TEXT NOT NULL, metadata TEXT NOT NULL, createdAt TEXT NOT NULL, paidAt TEXT,
        refundedValue TEXT NOT NULL DEFAULT '0', chargedBackValue TEXT NOT NULL DEFAULT '0');
      CREATE TABLE IF NOT EXISTS deliveries (
        id INTEGER PRIMARY KEY, paymentId TEXT NOT NULL, url TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
        nextAttemptAt INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'waiting');
      CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, nextAttemptAt);`);
  }

  /** Makes a payment, or gives the one that the same idempotency key made before. */
  create(
    idempotencyKey: string | null,
    payment: Omit<SandboxPayment, 'id' | 'status' | 'paidAt' | 'refundedValue' | 'chargedBackValue'>,
  ): SandboxPayment {
    const id = `sb_${randomBytes(12).toString('hex')}`;
    this.db
      .prepare(
        `INSERT INTO payments (id, idempotencyKey, status, value, currency, description, redirectUrl, webhookUrl, method, locale, metadata, createdAt)
         VALUES (@id, @idempotencyKey, 'open', @value, @currency, @description, @redirectUrl, @webhookUrl, @method, @locale, @metadata, @createdAt)
         ON CONFLICT (idempotencyKey) DO NOTHING`,
      )
      .run({ id, idempotencyKey, ...payment });
    const made = this.db
      .prepare('SELECT * FROM payments WHERE id = ? OR (idempotencyKey IS NOT NULL AND idempotencyKey = ?)')
      .get(id, idempotencyKey);
    return made as SandboxPayment;
  }

  get(id: string): SandboxPayment | null {
    return (this.db.prepare('SELECT * FROM payments WHERE id = ?').get(id) as SandboxPayment | undefined) ?? null;
  }

  /** Writes what has happened to a payment and, in the same transaction, that the creditor must be called. */
  change(id: string, values: Partial<Pick<SandboxPayment, 'status' | 'paidAt' | 'refundedValue' | 'chargedBackValue'>>, now: number): void {
    this.db.transaction(() => {
      const payment = this.get(id);
      if (!payment) return;
      this.db
        .prepare(
          'UPDATE payments SET status = @status, paidAt = @paidAt, refundedValue = @refundedValue, chargedBackValue = @chargedBackValue WHERE id = @id',
        )
        .run({ ...payment, ...values });
      if (payment.webhookUrl) {
        this.db.prepare('INSERT INTO deliveries (paymentId, url, nextAttemptAt) VALUES (?, ?, ?)').run(id, payment.webhookUrl, now);
      }
    })();
  }

  dueDeliveries(now: number): Delivery[] {
    return this.db
      .prepare("SELECT id, paymentId, url, attempts FROM deliveries WHERE state = 'waiting' AND nextAttemptAt <= ? ORDER BY id LIMIT 20")
      .all(now) as Delivery[];
  }

  delivered(id: number): void {
    this.db.prepare("UPDATE deliveries SET state = 'done' WHERE id = ?").run(id);
  }

  failed({ id, attempts }: Delivery, now: number): void {
    const wait = (RETRY_SECONDS[Math.min(attempts, RETRY_SECONDS.length - 1)] ?? 3_600) * 1_000;
    this.db
      .prepare('UPDATE deliveries SET attempts = ?, nextAttemptAt = ?, state = ? WHERE id = ?')
      .run(attempts + 1, now + wait, attempts + 1 >= MAX_ATTEMPTS ? 'given-up' : 'waiting', id);
  }

  close(): void {
    this.db.close();
  }
}
