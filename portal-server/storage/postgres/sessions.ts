import type pg from 'pg';
import { APPLICATION_NAME } from './connection.ts';

/** Connections of Kasstroom to the client's database besides its own. */
export async function countSessions(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query(
    'SELECT count(*) AS sessions FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 AND pid <> pg_backend_pid()',
    [APPLICATION_NAME],
  );
  return (rows[0] as { sessions: number }).sessions;
}
