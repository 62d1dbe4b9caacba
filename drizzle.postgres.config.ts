import { defineConfig } from 'drizzle-kit';

/** PostgreSQL's migrations, from the tables derived of the same schema; `npm run db:generate` writes both engines' next one. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './portal-server/storage/postgres/drizzle-schema.ts',
  out: './portal-server/storage/migrations/postgres',
});
