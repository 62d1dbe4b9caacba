import type { Command } from 'commander';
import { systemClock } from '../../src-shared/kernel/index.ts';
import { loadConfig } from '../app/config.ts';
import { makeBackup } from '../storage/backup.ts';
import type { Cli, CliContext } from './cli.ts';
import type { CliResult } from './output.ts';

interface BackupOptions {
  to: string;
}

export function registerBackup(program: Command, cli: Cli): void {
  const command = program
    .command('backup')
    .description('write one file that holds everything: data, keys, settings, documents. The server may go on working')
    .requiredOption('--to <file or folder>', 'file to write, or an existing folder that gets a file named by the time');
  cli.action<BackupOptions>(command, run);
}

async function run({ dataDir, path }: CliContext, { to }: BackupOptions): Promise<CliResult> {
  const { databaseUrl } = loadConfig(dataDir);
  const { file, bytes, info } = await makeBackup({ dataDir, databaseUrl }, path(to), systemClock);
  const rows = Object.values(info.rows).reduce((total, count) => total + count, 0);
  return {
    json: { file, bytes, ...info },
    text: [
      `${file}: ${rows} rows and ${info.files} files, ${Math.ceil(bytes / 1_048_576)} MB, opened and checked.`,
      'It holds the keys as well: keep it where only administrators can read it.',
    ].join('\n'),
  };
}
