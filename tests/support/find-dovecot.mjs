// Where a mail server for the tests can be had: Debian's dovecot, started on loopback and thrown away.
import { existsSync } from 'node:fs';

/** @returns {{ bin: string } | { reason: string }} */
export function findDovecot() {
  const bin = ['/usr/sbin/dovecot', '/opt/homebrew/sbin/dovecot', '/usr/local/sbin/dovecot'].find((file) => existsSync(file));
  const hasImap = ['/usr/lib/dovecot/imap', '/opt/homebrew/libexec/dovecot/imap', '/usr/local/libexec/dovecot/imap'].some((file) =>
    existsSync(file),
  );
  if (bin && hasImap) return { bin };
  return { reason: 'no dovecot with IMAP was found; install it (Debian: apt-get install dovecot-imapd)' };
}
