import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';

const profileSchema = z.object({
  /** Null until the user, or the one who installed Kasstroom, names it. */
  serverUrl: z.url().nullable().default(null),
  /** Last address signed in with, offered again. */
  email: z.string().default(''),
  userId: z.string().nullable().default(null),
  /** Null: the language of the user's account. */
  language: z.enum(['nl', 'en']).nullable().default(null),
});
export type ProfileValues = z.output<typeof profileSchema>;

/** One installation's own settings: a folder with this file, the cache and the outbox. */
export class Profile {
  readonly folder: string;
  private values: ProfileValues;

  /** @throws AppError `profile.malformed` when profile.json cannot be read */
  constructor(folder: string, serverUrl: string | null) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stored = existsSync(this.file) ? this.read() : {};
    const parsed = profileSchema.safeParse({ ...stored, ...(serverUrl ? { serverUrl } : {}) });
    if (!parsed.success) throw new AppError('profile.malformed', { file: this.file, field: parsed.error.issues[0]?.path.join('.') ?? '' });
    this.values = parsed.data;
  }

  get(): Readonly<ProfileValues> {
    return this.values;
  }

  update(changes: Partial<ProfileValues>): void {
    this.values = { ...this.values, ...changes };
    // Written beside and renamed, so that a crash leaves the old file or the new one, never half of it.
    writeFileSync(`${this.file}.new`, JSON.stringify(this.values, null, 2), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  private get file(): string {
    return join(this.folder, 'profile.json');
  }

  private read(): Record<string, unknown> {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Record<string, unknown>;
    } catch (cause) {
      throw new AppError('profile.malformed', { file: this.file, field: '(file)' }, { cause });
    }
  }
}
