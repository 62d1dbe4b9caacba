import { Command, CommanderError } from 'commander';
import { registerBackup } from './backup.ts';
import { Cli } from './cli.ts';
import { registerDemo } from './demo.ts';
import { registerDoctor } from './doctor.ts';
import { registerDunning } from './dunning.ts';
import { registerImport } from './import.ts';
import { registerInit } from './init.ts';
import { registerMigrateStore } from './migrate-store.ts';
import type { CliIo } from './output.ts';
import { registerReport } from './report.ts';
import { registerRestore } from './restore.ts';
import { registerStart } from './start.ts';
import { registerUpdates } from './updates.ts';
import { registerUser } from './user.ts';

/** Every command; a new one is a file of its own and a line here. */
const COMMANDS = [
  registerInit,
  registerStart,
  registerImport,
  registerDunning,
  registerReport,
  registerUser,
  registerBackup,
  registerRestore,
  registerMigrateStore,
  registerUpdates,
  registerDoctor,
  registerDemo,
];

/**
 * Runs one command line (without the program's name) and gives its exit status. Results go to stdout, everything else to
 * stderr.
 */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  const cli = new Cli(io);
  const program = new Command('kasstroom-server')
    .description('Kasstroom: credit management for a company’s credit department')
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride()
    .configureOutput({ writeOut: (text) => void io.stdout.write(text), writeErr: (text) => void io.stderr.write(text) });
  for (const register of COMMANDS) register(program, cli);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has printed it already; asking for help is no failure.
    return error.exitCode;
  }
  return cli.exitCode;
}

/** Where the caller stands: `npm run` goes to the package's folder and keeps the caller's in INIT_CWD. */
function callerFolder(env: NodeJS.ProcessEnv): string {
  return (env.npm_lifecycle_event === 'kasstroom-server' && env.INIT_CWD) || process.cwd();
}

/** The program itself. */
export async function main(): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, env, cwd: callerFolder(env) });
}
