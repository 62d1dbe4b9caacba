import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../src-shared/kernel/index.ts';

const KEY_BYTES = 32;
/** Of AES-GCM; a shorter tag would be easier to guess. */
const TAG_BYTES = 16;
/** Of letters' codes: without 0, O, 1, I and L, which are taken for each other. */
export const CODE_CHARACTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const CODE_LENGTH = 8;

/** The installation's own secrets, derived from one key file in the data folder. */
export interface Keys {
  /** AES-256-GCM: base64url of nonce, tag and ciphertext. */
  seal(plain: string): string;
  /** @throws AppError `secret.unreadable` when the key file is not the one it was sealed with */
  open(sealed: string): string;
  /** Token of a portal link: the access row's id and a signature over it. */
  signAccess(accessId: string): string;
  /** The short code of a letter for an access row: 8 of {@link CODE_CHARACTERS}. */
  letterCode(accessId: string): string;
  /** What is kept of a short code: who has stolen the database cannot try out so few characters. */
  codeId(code: string): string;
  /** What is kept of a one-time code, for the login it was made for. */
  loginCodeHash(loginId: string, code: string): string;
  /** Signature over a task's id, hexadecimal, for the address that answers to it go to. */
  signTask(taskId: string): string;
  /** The access row's id, or null when the token was not made by this installation. Takes the same time either way. */
  verifyAccess(token: string): string | null;
  /** Token of a calendar feed's address, as of a portal link but good for nothing else. */
  signFeed(feedId: string): string;
  verifyFeed(token: string): string | null;
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
  const access = signer(derive('portal-link'));
  const feed = signer(derive('calendar-feed'));
  const taskKey = derive('task-reply');
  const [letterKey, codeKey, loginKey] = [derive('letter-code'), derive('code-id'), derive('login-code')];
  const hex = (key: Buffer, ...parts: string[]): string => createHmac('sha256', key).update(parts.join('\u0000')).digest('hex');
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
        const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12), { authTagLength: TAG_BYTES });
        decipher.setAuthTag(bytes.subarray(12, 12 + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(12 + TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new AppError('secret.unreadable', {}, { cause });
      }
    },
    signAccess: access.sign,
    verifyAccess: access.verify,
    signFeed: feed.sign,
    verifyFeed: feed.verify,
    letterCode(accessId) {
      // 128 bits over 31⁸: no character is noticeably likelier than another.
      let rest = BigInt(`0x${hex(letterKey, accessId).slice(0, 32)}`);
      let code = '';
      while (code.length < CODE_LENGTH) {
        code += CODE_CHARACTERS[Number(rest % BigInt(CODE_CHARACTERS.length))];
        rest /= BigInt(CODE_CHARACTERS.length);
      }
      return code;
    },
    signTask: (taskId) => hex(taskKey, taskId),
    codeId: (code) => hex(codeKey, code),
    loginCodeHash: (loginId, code) => hex(loginKey, loginId, code),
  };
}

/** Tokens of 32 bytes, base64url: an id and a signature over it. */
function signer(key: Buffer): { sign(id: string): string; verify(token: string): string | null } {
  // 128 bits of the HMAC are plenty against guessing and keep the link short enough for a letter.
  const signature = (id: string): Buffer => createHmac('sha256', key).update(id).digest().subarray(0, 16);
  return {
    sign: (id) => Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), signature(id)]).toString('base64url'),
    verify(token) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length !== 32 || bytes.toString('base64url') !== token) return null;
      const digits = bytes.subarray(0, 16).toString('hex');
      const id = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
      return timingSafeEqual(signature(id), bytes.subarray(16)) ? id : null;
    },
  };
}

/** How bearer tokens and cookies are kept in the store: a stolen database opens nothing. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** 256 random bits, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');
