import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../src-shared/kernel/index.ts';
import { metadataIn, SIGNATURE_SUFFIX, verifyRelease } from './release.ts';

/**
 * Makes the key pair of a company that builds its own installers: the private half signs releases and stays off the server,
 * the public half is built into the desktop (`KASSTROOM_UPDATE_PUBLIC_KEY`) and is all that it trusts.
 * @returns the public key: the 32 bytes of RFC 8032 in base64
 * @throws AppError `updates.key-exists`: a key is never written over
 */
export function makeUpdateKey(file: string): string {
  if (existsSync(file)) throw new AppError('updates.key-exists', { file });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  return Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
}

/**
 * Signs every description of a release in a folder, after each of its files was found to be as described: `latest.yml.sig`
 * holds the Ed25519 signature of the bytes of `latest.yml` in base64.
 * @throws AppError `updates.no-metadata`, `updates.malformed`, `updates.file-missing`, `updates.file-differs`, `updates.key-malformed`
 */
export async function signReleases(folder: string, keyFile: string): Promise<{ file: string; version: string }[]> {
  const key = readKey(keyFile);
  const signed: { file: string; version: string }[] = [];
  for (const name of metadataIn(folder)) {
    const { version } = await verifyRelease(folder, name);
    const file = join(folder, name + SIGNATURE_SUFFIX);
    writeFileSync(`${file}.new`, `${sign(null, readFileSync(join(folder, name)), key).toString('base64')}\n`);
    renameSync(`${file}.new`, file);
    signed.push({ file: name, version });
  }
  return signed;
}

function readKey(file: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(readFileSync(file));
  } catch (cause) {
    throw new AppError('updates.key-malformed', { file }, { cause });
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new AppError('updates.key-malformed', { file });
  return key;
}
