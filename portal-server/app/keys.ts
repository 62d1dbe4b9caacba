import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../src-shared/kernel/index.ts';

const KEY_BYTES = 32;

/** The installation's own secrets, derived from one key file in the data folder. */
export interface Keys {
  /** AES-256-GCM: base64url of nonce, tag and ciphertext. */
  seal(plain: string): string;
  /** @throws AppError `secret.unreadable` when the key file is not the one it was sealed with */
  open(sealed: string): string;
  /** Token of a portal link: the access row's id and a signature over it. */
  signAccess(accessId: string): string;
  /** The access row's id, or null when the token was not made by this installation. Takes the same time either way. */
  verifyAccess(token: string): string | null;
}

export const keyFile = (dataDir: string): string => join(dataDir, 'keys', 'master.key');

/** Reads the key file, making it at first use. Losing it makes sealed passwords and portal links worthless, so it is backed up with the data. */
export function loadKeys(dataDir: string): Keys {
  const file = keyFile(dataDir);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(KEY_BYTES).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  const master = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (master.length !== KEY_BYTES) throw new AppError('config.malformed', { file, key: '(file)', reason: 'not a 32-byte key in hex' });
  return makeKeys(master);
}

function makeKeys(master: Buffer): Keys {
  const derive = (purpose: string): Buffer => createHmac('sha256', master).update(purpose).digest();
  const sealKey = derive('seal');
  const linkKey = derive('portal-link');
  // 128 bits of the HMAC are plenty against guessing and keep the link short enough for a letter.
  const signature = (id: string): Buffer => createHmac('sha256', linkKey).update(id).digest().subarray(0, 16);
  return {
    seal(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(sealed) {
      try {
        const bytes = Buffer.from(sealed, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new AppError('secret.unreadable', {}, { cause });
      }
    },
    signAccess(accessId) {
      return Buffer.concat([Buffer.from(accessId.replaceAll('-', ''), 'hex'), signature(accessId)]).toString('base64url');
    },
    verifyAccess(token) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length !== 32 || bytes.toString('base64url') !== token) return null;
      const hex = bytes.subarray(0, 16).toString('hex');
      const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
      return timingSafeEqual(signature(id), bytes.subarray(16)) ? id : null;
    },
  };
}

/** How bearer tokens and cookies are kept in the store: a stolen database opens nothing. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** 256 random bits, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');
