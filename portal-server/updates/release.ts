import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { load, YAMLException } from 'js-yaml';
import { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';

/** Folder in the data folder into which IT puts the files of a release. */
export const updatesFolder = (dataDir: string): string => join(dataDir, 'updates');

/** latest.yml (Windows), latest-mac.yml, latest-linux.yml, latest-linux-arm64.yml: what electron-builder names the description of a release. */
export const METADATA = /^latest(-mac|-linux(-[a-z0-9]+)?)?\.yml$/;
export const SIGNATURE_SUFFIX = '.sig';
/** A file's plain name: no folder, no hidden file. */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._+ -]*$/;

const releaseSchema = z.looseObject({
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  files: z.array(z.looseObject({ url: z.string().regex(FILE_NAME), sha512: z.base64().length(88), size: z.int().positive() })).min(1),
});
export type Release = z.output<typeof releaseSchema>;

/** @throws AppError `updates.malformed` */
export function readRelease(file: string): Release {
  const malformed = (reason: string, cause?: unknown) => new AppError('updates.malformed', { file, reason }, { cause });
  let document: unknown;
  try {
    document = load(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (cause instanceof YAMLException) throw malformed(cause.reason, cause);
    throw cause;
  }
  const parsed = releaseSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw malformed(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/**
 * The release that a description names, with all its files there in full length; a folder that is still being filled fails.
 * @throws AppError `updates.malformed`, `updates.file-missing`, `updates.file-differs`
 */
export function checkRelease(folder: string, name: string): Release {
  const release = readRelease(join(folder, name));
  for (const { url, size } of release.files) {
    const file = join(folder, url);
    if (!existsSync(file)) throw new AppError('updates.file-missing', { metadata: name, file: url });
    if (statSync(file).size !== size) throw new AppError('updates.file-differs', { metadata: name, file: url });
  }
  return release;
}

/** As {@link checkRelease}, and every byte of the files is as described. */
export async function verifyRelease(folder: string, name: string): Promise<Release> {
  const release = checkRelease(folder, name);
  for (const { url, sha512 } of release.files) {
    const hash = createHash('sha512');
    await pipeline(createReadStream(join(folder, url)), hash);
    if (hash.digest('base64') !== sha512) throw new AppError('updates.file-differs', { metadata: name, file: url });
  }
  return release;
}

/** @throws AppError `updates.no-metadata` */
export function metadataIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => METADATA.test(name)) : [];
  if (names.length === 0) throw new AppError('updates.no-metadata', { folder });
  return names.sort();
}
