const REASONS = [
  'disputed',
  'promised',
  'in-plan',
  'on-the-way',
  'written-off',
  'handed-over',
  'invoice-blocked',
  'debtor-blocked',
  'no-email',
  'do-not-contact',
  'address-bounced',
  'below-minimum',
  'credit-covers',
  'channel-not-available',
] as const;
type Reason = (typeof REASONS)[number];

/** Message key of a reason for not dunning. */
export function reasonKey(reason: string): `hold.${Reason}` {
  const known = REASONS.find((each) => each === reason);
  return `hold.${known ?? 'invoice-blocked'}`;
}
