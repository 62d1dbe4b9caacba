import type { Catalogue } from '../catalogue.ts';
import type { server as nl } from '../nl/server.ts';

export const server: Catalogue<typeof nl> = {
  'error.store.not-initialised': 'There is no administration in {dataDir}. Make one with "kasstroom-server init --data {dataDir}".',
  'error.store.newer': 'The data in {file} is of a newer version of Kasstroom. Update Kasstroom.',
  'error.store.corrupt': 'The data file {file} is damaged or is no Kasstroom file.',
  'error.store.disk-full': 'The disk is full; nothing was saved.',
  'error.store.busy': 'Another process is using the data. Try again in a moment.',
  'error.config.malformed': 'The setting "{key}" in {file} is not right: {reason}.',
  'error.secret.unreadable': 'An encrypted secret cannot be read: the key file does not belong to this data.',
  'error.administration.unknown': 'There is no administration {code}. Known are: {codes}.',
  'error.administration.which': 'There are several administrations ({codes}). Choose one with --administration.',
  'error.administration.none': 'There is no administration yet. Make one with "kasstroom-server init".',
  'error.administration.exists': 'There is an administration {code} already.',
  'error.user.exists': 'There is a user {email} already.',
  'error.user.unknown': 'There is no user {email}.',
  'error.option.invalid': 'The value "{value}" of {option} is not right: {reason}.',
};
