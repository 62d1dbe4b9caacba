import type { Command } from 'commander';
import { z } from 'zod';
import { AppError, instant } from '../../src-shared/kernel/index.ts';
import { ROLES, type Role } from '../../src-shared/schema/index.ts';
import { auditSetup, newUser } from '../app/new-administration.ts';
import { generatePassword, hashPassword, MIN_PASSWORD_LENGTH } from '../app/passwords.ts';
import { endAllSessions } from '../sync/sign-in.ts';
import { askerFor } from './ask.ts';
import { type Cli, type CliContext, chooseAdministration } from './cli.ts';
import type { CliResult } from './output.ts';

interface UserOptions {
  email: string;
  name?: string;
  role: string;
  language: string;
  administration?: string;
  password?: string;
}

export function registerUser(program: Command, cli: Cli): void {
  const user = program.command('user').description('people who may sign in');
  const add = user
    .command('add')
    .description('make a user')
    .requiredOption('--email <address>', 'what the user signs in with')
    .option('--name <name>', 'name (default: the e-mail address)')
    .option('--role <role>', ROLES.join(', '), 'collector')
    .option('--administration <code>', 'only in this administration (default: in all)')
    .option('--language <language>', 'nl or en', 'nl')
    .option('--password <password>', 'password (default: asked on a terminal, else one is made and printed once)');
  cli.action(add, addUser);
  const signOut = user
    .command('sign-out')
    .description('end every open session of a user; desktops notice within half a minute')
    .requiredOption('--email <address>', 'whose');
  cli.action(signOut, signOutUser);
}

/** @throws AppError `user.unknown` */
async function signOutUser(context: CliContext, options: { email: string }): Promise<CliResult> {
  const email = options.email.trim().toLowerCase();
  const sessions = await context.withServices(({ store, clock }) =>
    store.write(async (tx) => {
      const [user] = await tx.list('users', { where: { email } });
      if (!user) throw new AppError('user.unknown', { email });
      const ended = await endAllSessions(tx, user.id, instant(clock));
      await auditSetup(tx, clock, 'user-sign-out', null, { email, sessions: ended });
      return ended;
    }),
  );
  return { json: { email, sessions }, text: `${sessions} open ${sessions === 1 ? 'session' : 'sessions'} of ${email} ended.` };
}

async function addUser(context: CliContext, options: UserOptions): Promise<CliResult> {
  const email = checked('--email', z.email('it is an e-mail address').toLowerCase(), options.email);
  const language = checked('--language', z.enum(['nl', 'en'], 'it is nl or en'), options.language);
  const role: Role = checked('--role', z.enum(ROLES, `it is one of ${ROLES.join(', ')}`), options.role);
  const given = await givenPassword(context, options.password);
  const password = given ?? generatePassword();
  const passwordHash = await hashPassword(password);
  await context.withServices(({ store, clock }) =>
    store.write(async (tx) => {
      const administrationId = options.administration === undefined ? null : (await chooseAdministration(tx, options.administration)).id;
      await newUser(tx, clock, { email, name: options.name?.trim() || email, language, passwordHash, role, administrationId });
      await auditSetup(tx, clock, 'user-add', administrationId, { email, role });
    }),
  );
  const shown = given === undefined ? password : null;
  return {
    json: { email, role, administration: options.administration ?? null, password: shown },
    text: [`User ${email} can sign in as ${role}.`, ...(shown === null ? [] : [`Password: ${shown}`, 'It is shown only this once.'])].join(
      '\n',
    ),
  };
}

async function givenPassword({ io, json }: CliContext, flag: string | undefined): Promise<string | undefined> {
  const asker = flag === undefined ? askerFor(io, json) : null;
  const password = flag ?? ((await asker?.secret('Password (empty: one is made and shown)').finally(() => asker.close())) || undefined);
  if (password !== undefined && password.length < MIN_PASSWORD_LENGTH) {
    throw new AppError('option.invalid', {
      option: '--password',
      value: '(not shown)',
      reason: `a password has at least ${MIN_PASSWORD_LENGTH} characters`,
    });
  }
  return password;
}

function checked<T>(option: string, schema: z.ZodType<T>, value: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('option.invalid', { option, value, reason: parsed.error.issues[0]?.message ?? '' });
  return parsed.data;
}
