/** Shape of the outbox file, in its `user_version`. Unlike the cache it is never thrown away, so it is migrated. */
export const VERSION = 1;

const migrations: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS client (id TEXT NOT NULL, last_mutation_id INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS pending (mutation_id INTEGER PRIMARY KEY, command_id TEXT NOT NULL, name TEXT NOT NULL,
    args TEXT NOT NULL, expected TEXT NOT NULL, created_at TEXT NOT NULL);
  ALTER TABLE client ADD COLUMN epoch TEXT;
  CREATE UNIQUE INDEX pending_command ON pending (command_id);
  CREATE TABLE taken (place INTEGER PRIMARY KEY AUTOINCREMENT, command_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, args TEXT NOT NULL,
    expected TEXT NOT NULL, created_at TEXT NOT NULL, taken_at TEXT NOT NULL, seen INTEGER NOT NULL);
  CREATE TABLE refused (place INTEGER PRIMARY KEY AUTOINCREMENT, command_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, args TEXT NOT NULL,
    expected TEXT NOT NULL, created_at TEXT NOT NULL, refused_at TEXT NOT NULL, error TEXT NOT NULL);`,
];

/** What brings a file of an older version (0: an empty one, or one from before versions) to this one. */
export const outboxTables = (from: number): string => migrations.slice(from).join('\n');
