import type { Command } from 'commander';
import { AppError, systemClock } from '../../src-shared/kernel/index.ts';
import { loadConfig } from '../app/config.ts';
import { refuseOpenDatabase } from '../storage/in-use.ts';
import { restoreBackup } from '../storage/restore.ts';
import type { Cli, CliContext } from './cli.ts';
import type { CliResult } from './output.ts';

interface RestoreOptions {
  from: string;
  force?: boolean;
}

export function registerRestore(program: Command, cli: Cli): void {
  const command = program
    .command('restore')
    .description('make the data folder of a backup. Stop the server first')
    .requiredOption('--from <file or folder>', 'backup, or a folder of which the newest backup is taken')
    .option('--force', 'put what is in the data folder aside');
  cli.action<RestoreOptions>(command, run);
}

async function run({ dataDir, path }: CliContext, { from, force = false }: RestoreOptions): Promise<CliResult> {
  await refuseServerOnDatabase(dataDir);
  const { backup, info, oldData, messagesWaiting } = await restoreBackup(path(from), dataDir, { force, clock: systemClock });
  const wasPostgres = info.engine === 'postgres';
  return {
    json: { backup, dataDir, madeAt: info.madeAt, engine: 'sqlite', wasPostgres, oldData, messagesWaiting },
    text: [
      `${dataDir} holds the data of ${info.madeAt} from ${backup}.`,
      ...(oldData ? [`What was there before is in ${oldData}.`] : []),
      ...(wasPostgres
        ? [
            `The data were in PostgreSQL and are in a SQLite file now. Move them with "kasstroom-server migrate-store --from ${dataDir} --to postgres://…".`,
          ]
        : []),
      ...(messagesWaiting
        ? [
            `${messagesWaiting} messages waited to be sent when the backup was made. They will be sent; those that went out after the backup, a second time.`,
          ]
        : []),
      'Desktops load everything anew by themselves, and offer again what they sent after the backup.',
    ].join('\n'),
  };
}

/** The folder may be that of a server on PostgreSQL; a database that is down has no server on it either. */
async function refuseServerOnDatabase(dataDir: string): Promise<void> {
  const { databaseUrl } = loadConfig(dataDir);
  if (!databaseUrl) return;
  try {
    await refuseOpenDatabase(databaseUrl);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'store.in-use') throw error;
  }
}
