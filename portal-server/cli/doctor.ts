import type { Command } from 'commander';
import type { Cli, CliContext } from './cli.ts';
import { type Check, checkContents, checkFolder } from './doctor-checks.ts';
import { type CliResult, table } from './output.ts';

export function registerDoctor(program: Command, cli: Cli): void {
  const command = program
    .command('doctor')
    .description('see whether the installation is sound; changes nothing')
    .option('--connect', 'try to reach the mail server');
  cli.action(command, doctor);
}

async function doctor(context: CliContext, options: { connect?: boolean }): Promise<CliResult> {
  const checks = await checkFolder(context.dataDir);
  // A store that is damaged, newer or about to be migrated is left alone.
  const store = checks.find(({ name }) => name === 'store');
  const usable = store?.status === 'ok' && checks.every(({ name, status }) => !['settings', 'keys'].includes(name) || status !== 'fail');
  if (usable) checks.push(...(await context.withServices((services) => checkContents(services, options.connect ?? false))));
  const failed = checks.filter(({ status }) => status === 'fail');
  return {
    json: { ok: failed.length === 0, checks },
    text: table(['Check', 'Result', 'Detail'], checks.map(row)),
    ...(failed.length ? { failure: `Not sound: ${failed.map(({ name }) => name).join(', ')}.` } : {}),
  };
}

const row = ({ name, status, detail }: Check): string[] => [name, status, detail];
