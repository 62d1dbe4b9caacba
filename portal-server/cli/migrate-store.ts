import type { Command } from 'commander';
import { migrateStore, placeName, placeOf } from '../storage/migrate-store.ts';
import type { Cli, CliContext } from './cli.ts';
import { type CliResult, table } from './output.ts';

interface MigrateOptions {
  from: string;
  to: string;
}

export function registerMigrateStore(program: Command, cli: Cli): void {
  const command = program
    .command('migrate-store')
    .description('copy everything to another database and prove it: all of it arrives, or nothing. Stop the server first')
    .requiredOption('--from <place>', 'data folder (SQLite) or postgres:// address that has the data')
    .requiredOption('--to <place>', 'postgres:// address or data folder (SQLite) that holds none yet');
  cli.action<MigrateOptions>(command, run);
}

async function run({ path }: CliContext, options: MigrateOptions): Promise<CliResult> {
  const [from, to] = [placeOf(options.from, path), placeOf(options.to, path)];
  const proof = await migrateStore(from, to);
  const tables = Object.entries(proof).map(([name, { rows }]): [string, number] => [name, rows]);
  const rows = tables.reduce((total, [, count]) => total + count, 0);
  const next = to.databaseUrl
    ? 'Set DATABASE_URL (or databaseUrl in config.json of the data folder) to that address and start the server on the data folder it had: the keys are there.'
    : `Start the server with --data ${to.dataDir} and without DATABASE_URL. Its keys must be those of the old data folder (keys/master.key).`;
  return {
    json: { from: placeName(from), to: placeName(to), rows, tables: proof },
    text: [
      table(
        ['Table', 'Rows'],
        tables.filter(([, count]) => count > 0),
        [1],
      ),
      '',
      `${rows} rows from ${placeName(from)} are in ${placeName(to)}; counts and sums of all number columns agree.`,
      next,
      'The old data are as they were; do not start a server on them any more. Desktops load everything anew by themselves.',
    ].join('\n'),
  };
}
