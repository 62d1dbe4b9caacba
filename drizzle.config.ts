import { defineConfig } from 'drizzle-kit';

/** `npm run db:generate` writes the next migration from the tables in src-shared/schema. Migrations are append-only. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src-shared/schema/{organisation,debtors,invoices,dunning,work,arrangements,conversations,desk,portal,system}.ts',
  out: './portal-server/storage/migrations/sqlite',
});
