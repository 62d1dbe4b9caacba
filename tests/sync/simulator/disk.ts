import { closeSync, copyFileSync, existsSync, openSync, statSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';

/** The process is gone at this point: what is on the disk stays, nothing after it happens. */
export class PowerCut extends Error {
  override name = 'PowerCut';
}

/**
 * The disk of one installation. Every lasting step of the desktop is a commit on one of its files, so a crash before or
 * after the n-th commit from now covers every point at which a crash can matter.
 */
export class Disk {
  /** Commits to let pass, before and after each counting as one; null: no crash is planned. */
  crashAfter: number | null = null;
  full = false;
  dead = false;
  onDeath: () => void = () => undefined;

  readonly open = (file: string): Database.Database => new SimulatedDatabase(file, this);

  alive(): void {
    if (this.dead) throw new PowerCut();
  }

  commit(body: () => void): void {
    this.boundary();
    if (this.full) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    body();
    this.boundary();
  }

  private boundary(): void {
    this.alive();
    if (this.crashAfter === null) return;
    this.crashAfter -= 1;
    if (this.crashAfter >= 0) return;
    this.crashAfter = null;
    this.dead = true;
    this.onDeath();
    throw new PowerCut();
  }
}

/** better-sqlite3 on such a disk. Nothing is flushed: a crash is modelled, not suffered. */
class SimulatedDatabase extends Database {
  private readonly disk: Disk;

  constructor(file: string, disk: Disk) {
    super(file);
    this.disk = disk;
    // Only one connection ever has this file open; saves taking and leaving locks.
    if (file.endsWith('outbox.sqlite')) super.pragma('locking_mode = EXCLUSIVE');
  }

  /** Readers and the writer never run at the same moment here, so the journal may be the fastest there is. */
  override pragma(source: string, options?: Database.PragmaOptions): unknown {
    if (source.startsWith('synchronous')) return super.pragma('synchronous = OFF', options);
    return super.pragma(source.startsWith('journal_mode') ? 'journal_mode = MEMORY' : source, options);
  }

  override exec(source: string): this {
    this.disk.alive();
    if (source === 'COMMIT') this.disk.commit(() => super.exec(source));
    else super.exec(source);
    return this;
  }

  override transaction<F extends (...args: never[]) => unknown>(body: F): Database.Transaction<F> {
    const run = (...args: Parameters<F>): unknown => {
      this.exec('BEGIN');
      try {
        const result = body(...args);
        this.exec('COMMIT');
        return result;
      } catch (error) {
        if (this.inTransaction) super.exec('ROLLBACK');
        throw error;
      }
    };
    return run as unknown as Database.Transaction<F>;
  }
}

const PAGE = 4096;

/** Wipes pages of a closed database, as a failing disk would: the header, or every page after the first. */
export function damage(file: string, what: 'header' | 'pages'): void {
  const handle = openSync(file, 'r+');
  const { size } = statSync(file);
  const nothing = Buffer.alloc(PAGE);
  if (what === 'header') writeSync(handle, Buffer.alloc(PAGE, 0x5a), 0, PAGE, 0);
  else for (let at = PAGE; at < size; at += PAGE) writeSync(handle, nothing, 0, PAGE, at);
  closeSync(handle);
}

/** Copies a database with what its journal holds: all that a crash would leave of it. */
export function copyDatabase(from: string, to: string): void {
  for (const suffix of ['', '-wal']) if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix);
}
