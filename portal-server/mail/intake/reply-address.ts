import type { Keys } from '../../app/keys.ts';

const SIGNATURE_LENGTH = 16;

/**
 * An address whose mail goes to a mailbox and that says which task it is about (RFC 5233): `name+<id>.<signature>@domain`. In lower
 * case and short enough for every server (RFC 5321 §4.5.3.1.1: 64 octets before the @) when the name is.
 */
export function taskAddress(keys: Pick<Keys, 'signTask'>, mailbox: string, taskId: string): string {
  const at = mailbox.lastIndexOf('@');
  const local = `${mailbox.slice(0, at)}+${taskId.replaceAll('-', '')}${keys.signTask(taskId).slice(0, SIGNATURE_LENGTH)}`;
  return local.length > 64 ? mailbox : `${local}${mailbox.slice(at)}`;
}

/** The task an address was made for by {@link taskAddress}; null when it was not. */
export function taskOfAddress(keys: Pick<Keys, 'signTask'>, address: string): string | null {
  const match = /\+([0-9a-f]{32})([0-9a-f]{16})@/i.exec(address);
  if (!match) return null;
  const hex = (match[1] ?? '').toLowerCase();
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return keys.signTask(id).slice(0, SIGNATURE_LENGTH) === match[2]?.toLowerCase() ? id : null;
}
