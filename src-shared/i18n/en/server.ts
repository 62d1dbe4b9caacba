import type { Catalogue } from '../catalogue.ts';
import type { server as nl } from '../nl/server.ts';

export const server: Catalogue<typeof nl> = {
  'error.store.not-initialised': 'There is no administration in {dataDir}. Make one with "kasstroom-server init --data {dataDir}".',
  'error.store.unreachable':
    'The database {database} cannot be reached. See that the database server runs and that its address (DATABASE_URL) is right.',
  'error.store.sign-in-refused': 'The database {database} refuses the user name or the password in DATABASE_URL.',
  'error.store.database-missing':
    "The database {database} does not exist. Have PostgreSQL's administrator make it (createdb) and try again.",
  'error.store.postgres-too-old': 'The database server of {database} is PostgreSQL {version}; version {oldest} or newer is needed.',
  'error.store.postgres-encoding':
    'The database {database} has the encoding {encoding}. Make a database with the encoding UTF8 and use that.',
  'error.store.other-keys':
    'The data belong to another key file than {file}. Put the key file there that they were made with; every backup holds it.',
  'error.store.newer': 'The data in {file} is of a newer version of Kasstroom. Update Kasstroom.',
  'error.store.corrupt':
    'The data file {file} is damaged or is no Kasstroom file. Put a backup back: "kasstroom-server restore --from BACKUP --data FOLDER --force"; the damaged file is kept.',
  'error.store.disk-full': 'The disk is full; nothing was saved. Make room and try again: what was there still is.',
  'error.store.busy': 'Another process is using the data. Try again in a moment.',
  'error.store.in-use': 'A server is still running on {place}. Stop it first.',
  'error.store.not-empty': 'The target holds data already ({table}). Choose an empty database or folder.',
  'error.store.copy-differs':
    'The copy of table {table} does not equal the original; nothing was moved. Try again, and report it when it happens again.',
  'error.backup.exists': '{file} exists already. Choose another name; a backup is never overwritten.',
  'error.backup.missing': 'No backup was found in {file}.',
  'error.backup.not-one': '{file} is no backup of Kasstroom.',
  'error.backup.damaged': 'The backup {file} is damaged or cut off. Take another one.',
  'error.backup.disk-full': 'There is no room for the backup {file}. Make room or choose another disk; nothing half-made was left.',
  'error.restore.exists': 'There are data in {dataDir} already. With --force they are put aside (not deleted).',
  'error.config.malformed': 'The setting "{key}" in {file} is not right: {reason}.',
  'error.secret.unreadable': 'An encrypted secret cannot be read: the key file does not belong to this data.',
  'error.administration.unknown': 'There is no administration {code}. Known are: {codes}.',
  'error.administration.which': 'There are several administrations ({codes}). Choose one with --administration.',
  'error.administration.none': 'There is no administration yet. Make one with "kasstroom-server init".',
  'error.administration.exists': 'There is an administration {code} already.',
  'error.user.exists': 'There is a user {email} already.',
  'error.input.ended': 'Not all questions were answered; nothing was made.',
  'error.user.unknown': 'There is no user {email}.',
  'error.option.invalid': 'The value "{value}" of {option} is not right: {reason}.',
};
