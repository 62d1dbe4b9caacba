import type { ContactRole, Language, Row } from '../schema/index.ts';
import { compareText } from './dunning-plan-lines.ts';

export interface Recipient {
  recipient: string;
  recipientName: string;
  /** As it follows "Beste"; empty when no person is known. */
  salutation: string;
  language: Language;
}

const FALLBACK: readonly ContactRole[] = ['dunning', 'invoices'];

/**
 * Who gets e-mail about a debtor: the contact for the purpose, else the one for dunning, else for invoices, else the
 * debtor's own address. Nobody who asked not to be contacted, and no address that mail came back from. Null when nobody is left.
 */
export function recipientOf(
  debtor: Row<'debtors'>,
  contacts: readonly Row<'contacts'>[],
  purpose: ContactRole = 'dunning',
): Recipient | null {
  if (debtor.doNotContact) return null;
  const reachable = contacts.filter(isReachable).sort(primaryFirst);
  for (const role of [purpose, ...FALLBACK]) {
    const contact = reachable.find(({ roles }) => roles.includes(role));
    if (!contact) continue;
    const { email, name, salutation, language } = contact;
    return { recipient: email, recipientName: name, salutation: salutation || name, language: language ?? debtor.language };
  }
  if (!isAddress(debtor.email) || hasBounced(debtor)) return null;
  const salutation = debtor.kind === 'consumer' ? debtor.name : '';
  return { recipient: debtor.email, recipientName: debtor.name, salutation, language: debtor.language };
}

/** Mail to the debtor's own address came back for good, and it is still the same one. */
export const hasBounced = ({ email, bouncedEmail }: Pick<Row<'debtors'>, 'email' | 'bouncedEmail'>): boolean =>
  bouncedEmail !== '' && bouncedEmail === email.toLowerCase();

/** Why nobody is left to send to, once {@link recipientOf} has found nobody. */
export function whyUnreachable(
  debtor: Row<'debtors'>,
  contacts: readonly Row<'contacts'>[],
): 'do-not-contact' | 'address-bounced' | 'no-email' {
  const meant = contacts.filter(({ email, roles }) => isAddress(email) && FALLBACK.some((role) => roles.includes(role)));
  if (debtor.doNotContact || meant.some(({ doNotContact }) => doNotContact)) return 'do-not-contact';
  return hasBounced(debtor) || meant.some(({ bouncedAt }) => bouncedAt !== null) ? 'address-bounced' : 'no-email';
}

const isReachable = ({ email, channels, doNotContact, bouncedAt }: Row<'contacts'>): boolean =>
  isAddress(email) && !doNotContact && bouncedAt === null && (channels.length === 0 || channels.includes('email'));

const primaryFirst = (a: Row<'contacts'>, b: Row<'contacts'>): number =>
  Number(b.isPrimary) - Number(a.isPrimary) || compareText(a.name, b.name) || compareText(a.id, b.id);

/** Looks like one address; whether it exists only its mail server knows. */
export const isAddress = (text: string): boolean => /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(text);
