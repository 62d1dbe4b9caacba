import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';
import { type Config, configFile, configSchema } from '../app/config.ts';
import { auditSetup, newAdministration, newUser } from '../app/new-administration.ts';
import { generatePassword, hashPassword, MIN_PASSWORD_LENGTH } from '../app/passwords.ts';
import { hasStore, type Services } from '../app/services.ts';
import { type Asker, askerFor } from './ask.ts';
import type { Cli, CliContext } from './cli.ts';
import type { CliResult } from './output.ts';

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** All `init` asks; every answer has a default. */
const answersSchema = z.object({
  administration: z
    .string()
    .trim()
    .regex(/^\S{1,40}$/, 'a code has 1 to 40 characters and no spaces')
    .default('MAIN'),
  name: z.string().trim().max(200).default(''),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => CURRENCIES.has(code), 'it is an ISO 4217 currency code such as EUR')
    .default('EUR'),
  language: z.enum(['nl', 'en'], 'it is nl or en').default('nl'),
  timeZone: z.string().refine(isTimeZone, 'it is an IANA time zone such as Europe/Amsterdam').default('Europe/Amsterdam'),
  admin: z.email('it is an e-mail address').toLowerCase().default('admin@example.com'),
  adminName: z.string().trim().max(200).default(''),
  password: z.string().min(MIN_PASSWORD_LENGTH, `a password has at least ${MIN_PASSWORD_LENGTH} characters`).optional(),
});
type Answers = z.output<typeof answersSchema>;
type Given = Partial<Record<keyof Answers, string>>;

interface InitOptions extends Given {
  publicUrl?: string;
  host?: string;
  port?: string;
}

export function registerInit(program: Command, cli: Cli): void {
  const command = program
    .command('init')
    .description('make the data folder with a first administration and administrator; or, where there is one, add an administration')
    .option('--administration <code>', 'code of the administration (default: MAIN)')
    .option('--name <name>', 'name of the company (default: the code)')
    .option('--currency <code>', 'its currency (default: EUR)')
    .option('--language <language>', 'its language, nl or en (default: nl)')
    .option('--time-zone <zone>', 'its time zone (default: Europe/Amsterdam)')
    .option('--admin <email>', 'e-mail address of the administrator (default: admin@example.com)')
    .option('--admin-name <name>', 'name of the administrator (default: the e-mail address)')
    .option('--password <password>', 'password of the administrator (default: one is made and printed once)')
    .option('--public-url <url>', 'address under which debtors and desktops reach the server')
    .option('--host <address>', 'address to listen on')
    .option('--port <port>', 'port to listen on');
  cli.action(command, runInit);
}

async function runInit(context: CliContext, options: InitOptions): Promise<CliResult> {
  const isNew = !(await hasStore(context.dataDir));
  const asker = askerFor(context.io, context.json);
  const answers = await gather(options, asker, isNew).finally(() => asker?.close());
  const settings = configOf(context.dataDir, options);
  mkdirSync(context.dataDir, { recursive: true, mode: 0o700 });
  // The settings are written first: opening the store reads them, and a malformed file must stop it before anything is made.
  if (settings) writeFileSync(configFile(context.dataDir), `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  const made = await context.withServices((services) => setUp(services, answers, isNew || options.admin !== undefined), { create: true });
  return {
    json: { dataDir: context.dataDir, ...made },
    text: [
      `Administration ${made.administration} (${made.currency}) is ready in ${context.dataDir}.`,
      ...(made.admin === null ? [] : [`Administrator: ${made.admin}`]),
      ...(made.password === null ? [] : [`Password: ${made.password}`, 'It is shown only this once.']),
    ].join('\n'),
  };
}

async function gather(options: Given, asker: Asker | null, isNew: boolean): Promise<Answers> {
  const given: Given = { ...options };
  if (asker) {
    const ask = async (key: keyof Answers, question: string, fallback: string): Promise<void> => {
      given[key] ??= await asker.text(question, fallback);
    };
    await ask('administration', 'Code of the administration', isNew ? 'MAIN' : '');
    await ask('name', 'Name of the company', given.administration ?? '');
    await ask('currency', 'Currency', 'EUR');
    await ask('language', 'Language (nl or en)', 'nl');
    await ask('timeZone', 'Time zone', 'Europe/Amsterdam');
    if (isNew) {
      await ask('admin', 'E-mail address of the administrator', 'admin@example.com');
      await ask('adminName', 'Name of the administrator', given.admin ?? '');
      given.password ??= (await asker.secret('Password (empty: one is made and shown)')) || undefined;
    }
  }
  return checked(given);
}

const FLAGS: Record<keyof Answers, string> = {
  administration: '--administration',
  name: '--name',
  currency: '--currency',
  language: '--language',
  timeZone: '--time-zone',
  admin: '--admin',
  adminName: '--admin-name',
  password: '--password',
};

function checked(given: Given): Answers {
  const parsed = answersSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = (issue?.path[0] ?? 'administration') as keyof Answers;
  const value = key === 'password' ? '(not shown)' : (given[key] ?? '');
  throw new AppError('option.invalid', { option: FLAGS[key], value, reason: issue?.message ?? '' });
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const CONFIG_FLAGS = { publicUrl: '--public-url', host: '--host', port: '--port' } as const satisfies Partial<Record<keyof Config, string>>;

/** The settings file with the flags that were given; null when there is nothing to write. */
function configOf(dataDir: string, options: InitOptions): Record<string, unknown> | null {
  const file = configFile(dataDir);
  const given: Record<string, unknown> = {};
  for (const [key, option] of Object.entries(CONFIG_FLAGS) as [keyof typeof CONFIG_FLAGS, string][]) {
    const value = options[key];
    if (value === undefined) continue;
    const parsed = configSchema.shape[key].safeParse(value);
    if (!parsed.success) throw new AppError('option.invalid', { option, value, reason: parsed.error.issues[0]?.message ?? '' });
    given[key] = parsed.data;
  }
  if (!existsSync(file)) return given;
  if (Object.keys(given).length === 0) return null;
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>), ...given };
}

interface Made {
  administration: string;
  name: string;
  currency: string;
  /** Null when no user was made. */
  admin: string | null;
  /** Null when it was given and need not be shown. */
  password: string | null;
}

async function setUp({ store, clock }: Services, answers: Answers, wantsAdmin: boolean): Promise<Made> {
  const { administration: code, currency, language, timeZone, admin, adminName } = answers;
  const name = answers.name || code;
  const password = answers.password ?? generatePassword();
  const passwordHash = await hashPassword(password);
  return store.write(async (tx) => {
    const { id } = await newAdministration(tx, clock, { code, name, currency, language, timeZone });
    await auditSetup(tx, clock, 'init', id, { code, name, currency });
    const known = await tx.list('users', { where: { email: admin } });
    const made = wantsAdmin && known.length === 0;
    if (made) {
      const user = {
        email: admin,
        name: adminName || admin,
        language,
        passwordHash,
        role: 'administrator',
        administrationId: null,
      } as const;
      await newUser(tx, clock, user);
    }
    return {
      administration: code,
      name,
      currency,
      admin: made ? admin : null,
      password: made && answers.password === undefined ? password : null,
    };
  });
}
