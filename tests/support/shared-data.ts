import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Real ledgers, mails and invoices that are read where they lie and are no part of the project. */
export const SHARED_DATA = resolve(ROOT, process.env.KASSTROOM_SHARED_DATA ?? '../shared/data');

export const hasSharedData = existsSync(join(SHARED_DATA, 'figures.json'));

export const sharedFile = (...path: string[]): string => join(SHARED_DATA, ...path);

export const sharedJson = <T>(...path: string[]): T => JSON.parse(readFileSync(sharedFile(...path), 'utf8')) as T;

export const mappingFile = (name: string): string => join(ROOT, 'resources', 'mappings', `${name}.json`);
