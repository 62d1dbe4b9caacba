import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError, type Day, dayAt, isDay } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';
import { type OpenOptions, openServices, type Services } from '../app/services.ts';
import type { ReadTx } from '../storage/store.ts';
import { type CliIo, type CliResult, printError, printResult } from './output.ts';

export interface CommonOptions {
  data?: string;
  json?: boolean;
}

/** What a command is given to do its work with. */
export interface CliContext {
  io: CliIo;
  json: boolean;
  dataDir: string;
  /** A path as the caller means it: relative to the folder he called from. */
  path(file: string): string;
  /** Opens the store for the time of the body. */
  withServices<T>(body: (services: Services) => Promise<T>, options?: OpenOptions): Promise<T>;
}

/** One run of the command line. Commands register themselves with {@link action}. */
export class Cli {
  readonly io: CliIo;
  exitCode = 0;

  constructor(io: CliIo) {
    this.io = io;
  }

  /** Gives a command the options that all have, and what it does: arguments first, then its options. */
  action<Options extends object>(
    command: Command,
    run: (context: CliContext, options: Options, args: string[]) => Promise<CliResult>,
  ): Command {
    return command
      .option('--data <dir>', 'data folder (environment: KASSTROOM_DATA)', this.io.env.KASSTROOM_DATA ?? './kasstroom-data')
      .option('--json', 'print the result as JSON')
      .action(async () => {
        const options = command.opts<Options & CommonOptions>();
        const json = options.json ?? false;
        try {
          const result = await run(
            this.context(options, json),
            options,
            command.processedArgs.flat().filter((it) => it !== undefined),
          );
          printResult(this.io, json, result);
          if (result.failure !== undefined) {
            this.io.stderr.write(`${result.failure}\n`);
            this.exitCode = 1;
          }
        } catch (error) {
          printError(this.io, json, error);
          this.exitCode = 1;
        }
      });
  }

  private context({ data = './kasstroom-data' }: CommonOptions, json: boolean): CliContext {
    const path = (file: string): string => resolve(this.io.cwd, file);
    const dataDir = path(data);
    return {
      io: this.io,
      json,
      dataDir,
      path,
      withServices: async (body, options) => {
        const services = await openServices(dataDir, options);
        try {
          return await body(services);
        } finally {
          await services.store.close();
        }
      },
    };
  }
}

/**
 * The administration of a code; without a code the only one there is.
 * @throws AppError `administration.unknown`, `administration.which`, `administration.none`, each with the codes there are
 */
export async function chooseAdministration(tx: ReadTx, code: string | undefined): Promise<Row<'administrations'>> {
  const all = await tx.list('administrations', { where: {}, orderBy: { column: 'code' } });
  const codes = all.map((it) => it.code).join(', ');
  if (code !== undefined) {
    const found = all.find((it) => it.code.toLowerCase() === code.trim().toLowerCase());
    if (!found) throw all.length ? new AppError('administration.unknown', { code, codes }) : new AppError('administration.none');
    return found;
  }
  const [only, another] = all;
  if (!only) throw new AppError('administration.none');
  if (another) throw new AppError('administration.which', { codes });
  return only;
}

/** @throws AppError `option.invalid` */
export function dayOption(option: string, value: string): Day {
  if (!isDay(value)) throw new AppError('option.invalid', { option, value, reason: 'a day is written as YYYY-MM-DD' });
  return value;
}

export function intOption(option: string, value: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new AppError('option.invalid', { option, value, reason: `a whole number from ${least} to ${most} is needed` });
  return number;
}

export const todayIn = ({ clock }: Services, administration: Row<'administrations'>): Day => dayAt(clock.now(), administration.timeZone);
