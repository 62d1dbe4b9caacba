import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { type ClientRequest, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { settings } from './settings.ts';

const ALGORITHM = 'aes-256-gcm';
const key = settings.keyStore === null ? null : Buffer.from(settings.keyStore, 'hex');

function keyOrThrow(): Buffer {
  if (!key) throw new Error('Error while encrypting the text provided to safeStorage. Encryption is not available.');
  return key;
}

export const safeStorage = {
  isEncryptionAvailable: (): boolean => key !== null,
  encryptString(text: string): Buffer {
    const iv = randomBytes(12);
    const cipher = createCipheriv(ALGORITHM, keyOrThrow(), iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  },
  decryptString(sealed: Buffer): string {
    const decipher = createDecipheriv(ALGORITHM, keyOrThrow(), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
  },
};

/** Messages that reach nobody's screen; a test that wants to see them replaces `show`. */
export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;
  static isSupported = (): boolean => true;
  constructor({ title = '', body = '' }: { title?: string; body?: string }) {
    super();
    this.title = title;
    this.body = body;
  }
  show(): void {
    this.emit('show');
  }
}

export const shell = {
  openExternal: (url: string): Promise<void> => Promise.reject(new Error(`stand-in: there is no other program for ${url}`)),
};

export const dialog = {
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`[error box] ${title}: ${content}\n`);
  },
};

const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 }, bounds: { x: 0, y: 0, width: 1920, height: 1080 } };
export const screen = { getAllDisplays: () => [display], getPrimaryDisplay: () => display };

let menu: unknown = null;
export const Menu = {
  buildFromTemplate: (template: readonly object[]) => ({ items: template }),
  setApplicationMenu: (given: unknown): void => {
    menu = given;
  },
  getApplicationMenu: () => menu,
};

/** Node's request with Electron's way of handing over redirects: never followed, told as an event. */
export const net = {
  request(options: RequestOptions & { redirect?: string; session?: unknown }): ClientRequest {
    const { session: _session, redirect: _redirect, ...rest } = options;
    const send = rest.protocol === 'https:' ? httpsRequest : httpRequest;
    return send({ ...rest, path: rest.path ?? '/' });
  },
};
