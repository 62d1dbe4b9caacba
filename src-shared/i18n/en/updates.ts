import type { Catalogue } from '../catalogue.ts';
import type { updates as nl } from '../nl/updates.ts';

export const updates: Catalogue<typeof nl> = {
  'error.updates.no-metadata': 'There is no latest.yml, latest-mac.yml or latest-linux.yml in {folder}.',
  'error.updates.malformed': '{file} describes no release: {reason}.',
  'error.updates.file-missing': '{metadata} names {file}, but that file is not there.',
  'error.updates.file-differs': '{file} is not as {metadata} describes it. Copy it again.',
  'error.updates.key-malformed': '{file} is no Ed25519 key in PEM form.',
  'error.updates.key-exists': '{file} exists already; a key is not written over.',
};
