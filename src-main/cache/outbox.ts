import Database from 'better-sqlite3';
import { AppError, newId } from '../../src-shared/kernel/index.ts';
import type { PushedCommand } from '../../src-shared/protocol/index.ts';

export interface PendingCommand extends PushedCommand {
  createdAt: string;
}

/**
 * The user's commands that the server has not taken yet, in a file of its own that survives a rebuilt cache. A command is
 * on the disk before the UI says "saved".
 */
export class LocalOutbox {
  private readonly database: Database.Database;

  constructor(file: string) {
    try {
      this.database = new Database(file);
      this.database.pragma('journal_mode = WAL');
      this.database.pragma('synchronous = FULL');
    } catch (cause) {
      throw new AppError('outbox.unreadable', { file }, { cause });
    }
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS client (id TEXT NOT NULL, last_mutation_id INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS pending (mutation_id INTEGER PRIMARY KEY, command_id TEXT NOT NULL, name TEXT NOT NULL,
        args TEXT NOT NULL, expected TEXT NOT NULL, created_at TEXT NOT NULL);`);
    if (!this.database.prepare('SELECT 1 FROM client').get()) {
      this.database.prepare('INSERT INTO client (id, last_mutation_id) VALUES (?, 0)').run(newId());
    }
  }

  get clientId(): string {
    return (this.database.prepare('SELECT id FROM client').get() as { id: string }).id;
  }

  get size(): number {
    return (this.database.prepare('SELECT count(*) AS size FROM pending').get() as { size: number }).size;
  }

  /** Gives the command its number and writes it to the disk. */
  append(command: Omit<PendingCommand, 'mutationId'>): number {
    return this.database.transaction(() => {
      const row = this.database.prepare('UPDATE client SET last_mutation_id = last_mutation_id + 1 RETURNING last_mutation_id AS id').get();
      const mutationId = (row as { id: number }).id;
      this.database
        .prepare('INSERT INTO pending (mutation_id, command_id, name, args, expected, created_at) VALUES (?, ?, ?, ?, ?, ?)')
        .run(
          mutationId,
          command.commandId,
          command.name,
          JSON.stringify(command.args),
          JSON.stringify(command.expected),
          command.createdAt,
        );
      return mutationId;
    })();
  }

  /** Oldest first. */
  pending(after = 0, limit = -1): PendingCommand[] {
    const rows = this.database.prepare('SELECT * FROM pending WHERE mutation_id > ? ORDER BY mutation_id LIMIT ?').all(after, limit);
    return (rows as PendingRow[]).map((row) => ({
      mutationId: row.mutation_id,
      commandId: row.command_id,
      name: row.name,
      args: JSON.parse(row.args) as unknown,
      expected: JSON.parse(row.expected) as PendingCommand['expected'],
      createdAt: row.created_at,
    }));
  }

  /** Forgets the commands the server has taken. */
  acknowledge(upTo: number): void {
    this.database.prepare('DELETE FROM pending WHERE mutation_id <= ?').run(upTo);
  }

  /**
   * Offers all pending commands anew from a given number on: after the server lost them with its backup, or under a new
   * client id when another installation shares this one. Their command ids stay, so none is applied twice.
   */
  renumber(first: number, clientId = this.clientId): void {
    this.database.transaction(() => {
      const commands = this.pending();
      this.database.prepare('DELETE FROM pending').run();
      this.database.prepare('UPDATE client SET id = ?, last_mutation_id = ?').run(clientId, first - 1);
      for (const { mutationId: _old, ...command } of commands) this.append(command);
    })();
  }

  close(): void {
    this.database.close();
  }
}

interface PendingRow {
  mutation_id: number;
  command_id: string;
  name: string;
  args: string;
  expected: string;
  created_at: string;
}
