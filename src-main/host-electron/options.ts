import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface StartOptions {
  /** Folder of the profile; null is the user's own. */
  profile: string | null;
  server: string | null;
  /** Sign in with these at the start: the demo's. */
  signIn: { email: string; password: string } | null;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * Our own among the arguments; Chromium's switches and links are passed over. What comes after `--` is never an option: the
 * system starts us as `kasstroom -- <link>`, and a link is written by a stranger.
 * @param packaged an installed program has no script among its arguments
 */
export function startOptions(argv: readonly string[], packaged: boolean, folder = process.cwd()): StartOptions {
  const { values } = parseArgs({
    args: argv.slice(packaged ? 1 : 2),
    options: { profile: { type: 'string' }, server: { type: 'string' }, email: { type: 'string' }, password: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const [profile, email, password] = [text(values.profile), text(values.email), text(values.password)];
  return {
    profile: profile === null ? null : resolve(folder, profile),
    server: text(values.server),
    // Other users of the machine can read a command line, so an installed desktop takes no password from it.
    signIn: !packaged && email !== null && password !== null ? { email, password } : null,
  };
}
