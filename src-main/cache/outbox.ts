import type Database from 'better-sqlite3';
import { AppError, type ErrorShape, newId } from '../../src-shared/kernel/index.ts';
import type { PushedCommand, PushResult } from '../../src-shared/protocol/index.ts';
import { diskError, type OpenDatabase, openDatabase } from './driver.ts';
import { outboxTables, VERSION } from './outbox-schema.ts';

export interface GivenCommand extends Omit<PushedCommand, 'mutationId'> {
  createdAt: string;
}

export interface PendingCommand extends GivenCommand {
  mutationId: number;
}

export interface RefusedCommand extends GivenCommand {
  refusedAt: string;
  error: ErrorShape;
}

/**
 * How long a command that the server has taken is kept, to be offered again when the server is put back from a backup.
 * A wrong clock must not empty the list, hence also a number.
 */
const KEEP_TAKEN = { days: 30, commands: 1_000 };
const MS_PER_DAY = 86_400_000;

/**
 * The user's commands, in a file of its own that survives a rebuilt cache: those the server has not taken yet, those it
 * has taken lately, and those it refused and the user has not dealt with. A command is on the disk before the UI says "saved".
 */
export class LocalOutbox {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();
  private readonly ids: () => string;

  /** @throws AppError `outbox.unreadable`, `outbox.newer` when a newer version of the desktop wrote it */
  constructor(file: string, { open = openDatabase, ids = newId }: { open?: OpenDatabase; ids?: () => string } = {}) {
    this.ids = ids;
    try {
      this.database = open(file);
      this.database.pragma('journal_mode = WAL');
      this.database.pragma('synchronous = FULL');
      this.create();
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('outbox.unreadable', { file }, { cause });
    }
    if ((this.database.pragma('user_version', { simple: true }) as number) > VERSION) throw new AppError('outbox.newer', { file });
  }

  get clientId(): string {
    return this.client.id;
  }

  /** History of the server that the taken commands are part of; null before the first contact. */
  get epoch(): string | null {
    return this.client.epoch;
  }

  /** How many commands wait for the server. */
  get size(): number {
    return (this.sql('SELECT count(*) AS size FROM pending').get() as { size: number }).size;
  }

  /** How many refused commands wait for the user. */
  get refusedSize(): number {
    return (this.sql('SELECT count(*) AS size FROM refused').get() as { size: number }).size;
  }

  /** Gives the command its number and writes it to the disk. */
  append(command: GivenCommand): number {
    return this.write(() => this.insertPending(command));
  }

  /** Oldest first. */
  pending(after = 0, limit = -1): PendingCommand[] {
    const rows = this.sql('SELECT * FROM pending WHERE mutation_id > ? ORDER BY mutation_id LIMIT ?').all(after, limit);
    return (rows as PendingRow[]).map((row) => ({ mutationId: row.mutation_id, ...given(row) }));
  }

  /** Commands whose effects the cache may not have from the server yet: taken since the last pull, then those that wait. Oldest first. */
  unseen(): GivenCommand[] {
    const rows = this.sql('SELECT * FROM taken WHERE seen = 0 ORDER BY place').all();
    return [...(rows as GivenRow[]).map(given), ...this.pending()];
  }

  /** Files commands under what became of them, and returns those that were refused. Results of others' commands are left alone. */
  settle(results: readonly PushResult[], now: string): RefusedCommand[] {
    if (results.length === 0) return [];
    return this.note(() => {
      const refused: RefusedCommand[] = [];
      for (const { commandId, outcome } of results) {
        const row = this.sql('DELETE FROM pending WHERE command_id = ? RETURNING *').get(commandId) as PendingRow | undefined;
        if (!row) continue;
        if (outcome.status === 'applied') this.insertTaken(row, now);
        else {
          this.insertRefused(row, now, outcome.error);
          refused.push({ ...given(row), refusedAt: now, error: outcome.error });
        }
      }
      this.dropOld(now);
      return refused;
    });
  }

  /** The cache has heard from the server of everything that was taken so far. */
  markSeen(): void {
    if (!this.allSeen) this.note(() => this.sql('UPDATE taken SET seen = 1').run());
  }

  /** True when the cache has heard of everything that was taken. */
  get allSeen(): boolean {
    return !this.sql('SELECT 1 FROM taken WHERE seen = 0 LIMIT 1').get();
  }

  /**
   * The server's data has another history now: what it took may be lost with the old one, so all of it is offered again,
   * before what waits. The command ids stay, so what the server still has is not applied twice.
   * @returns how many commands are offered again
   */
  offerAgain(epoch: string): number {
    return this.write(() => {
      const taken = (this.sql('DELETE FROM taken RETURNING *').all() as TakenRow[]).sort((a, b) => a.place - b.place);
      const waiting = this.pending();
      this.sql('UPDATE client SET epoch = ?').run(epoch);
      if (taken.length) this.replacePending([...taken.map(given), ...waiting]);
      return taken.length;
    });
  }

  /**
   * Numbers all pending commands anew: from where the server wants them, or under a new client id when another
   * installation shares this one (a copied disk).
   */
  renumber(first: number, clientId = this.clientId): void {
    this.write(() => {
      const commands = this.pending();
      this.sql('UPDATE client SET id = ?, last_mutation_id = ?').run(clientId, first - 1);
      this.replacePending(commands);
    });
  }

  newClientId(): void {
    this.renumber(1, this.ids());
  }

  /** Oldest first. */
  refused(): RefusedCommand[] {
    const rows = this.sql('SELECT * FROM refused ORDER BY place').all() as RefusedRow[];
    return rows.map((row) => ({ ...given(row), refusedAt: row.refused_at, error: JSON.parse(row.error) as ErrorShape }));
  }

  /** The user has dealt with a refusal. @returns false when it was dealt with before */
  dismiss(commandId: string): boolean {
    return this.write(() => this.sql('DELETE FROM refused WHERE command_id = ?').run(commandId).changes > 0);
  }

  /** Another user works here from now on: what was taken and refused is not theirs, nor is the client id. */
  forget(): void {
    this.write(() => {
      for (const table of ['pending', 'taken', 'refused']) this.sql(`DELETE FROM ${table}`).run();
      this.sql('UPDATE client SET id = ?, last_mutation_id = 0, epoch = NULL').run(this.ids());
    });
  }

  close(): void {
    this.database.close();
  }

  private get client(): { id: string; epoch: string | null } {
    return this.sql('SELECT id, epoch FROM client').get() as { id: string; epoch: string | null };
  }

  private create(): void {
    const version = this.database.pragma('user_version', { simple: true }) as number;
    if (version >= VERSION) return;
    this.database.transaction(() => {
      this.database.exec(outboxTables(version));
      if (!this.database.prepare('SELECT 1 FROM client').get()) {
        this.database.prepare('INSERT INTO client (id, last_mutation_id) VALUES (?, 0)').run(this.ids());
      }
      this.database.pragma(`user_version = ${VERSION}`);
    })();
  }

  private insertPending({ commandId, name, args, expected, createdAt }: GivenCommand): number {
    const row = this.sql('UPDATE client SET last_mutation_id = last_mutation_id + 1 RETURNING last_mutation_id AS id').get();
    const mutationId = (row as { id: number }).id;
    this.sql('INSERT INTO pending (mutation_id, command_id, name, args, expected, created_at) VALUES (?, ?, ?, ?, ?, ?)').run(
      mutationId,
      commandId,
      name,
      JSON.stringify(args),
      JSON.stringify(expected),
      createdAt,
    );
    return mutationId;
  }

  private replacePending(commands: readonly GivenCommand[]): void {
    this.sql('DELETE FROM pending').run();
    for (const command of commands) this.insertPending(command);
  }

  private insertTaken(row: GivenRow, now: string): void {
    this.sql(
      'INSERT OR REPLACE INTO taken (command_id, name, args, expected, created_at, taken_at, seen) VALUES (?, ?, ?, ?, ?, ?, 0)',
    ).run(...columns(row), now);
  }

  private insertRefused(row: GivenRow, now: string, error: ErrorShape): void {
    this.sql(
      'INSERT OR REPLACE INTO refused (command_id, name, args, expected, created_at, refused_at, error) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(...columns(row), now, JSON.stringify(error));
  }

  private dropOld(now: string): void {
    const before = new Date(Date.parse(now) - KEEP_TAKEN.days * MS_PER_DAY).toISOString();
    this.sql('DELETE FROM taken WHERE seen = 1 AND taken_at < ? AND place <= (SELECT max(place) FROM taken) - ?').run(
      before,
      KEEP_TAKEN.commands,
    );
  }

  /**
   * Writes what the server would tell again if power went before it is on the disk: a command that waits once more is
   * answered with its first outcome. So nobody waits for the disk here; what the user did (`append`) is another matter.
   */
  private note<T>(body: () => T): T {
    this.database.pragma('synchronous = NORMAL');
    try {
      return this.write(body);
    } finally {
      this.database.pragma('synchronous = FULL');
    }
  }

  private write<T>(body: () => T): T {
    try {
      return this.database.transaction(body)();
    } catch (error) {
      throw diskError(error);
    }
  }

  private sql(text: string): Database.Statement {
    let statement = this.statements.get(text);
    if (!statement) {
      statement = this.database.prepare(text);
      this.statements.set(text, statement);
    }
    return statement;
  }
}

interface GivenRow {
  command_id: string;
  name: string;
  args: string;
  expected: string;
  created_at: string;
}

interface PendingRow extends GivenRow {
  mutation_id: number;
}

interface TakenRow extends GivenRow {
  place: number;
}

interface RefusedRow extends GivenRow {
  refused_at: string;
  error: string;
}

const columns = (row: GivenRow): string[] => [row.command_id, row.name, row.args, row.expected, row.created_at];

const given = (row: GivenRow): GivenCommand => ({
  commandId: row.command_id,
  name: row.name,
  args: JSON.parse(row.args) as unknown,
  expected: JSON.parse(row.expected) as GivenCommand['expected'],
  createdAt: row.created_at,
});
