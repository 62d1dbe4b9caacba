import { electronicFormatIBAN, friendlyFormatIBAN, isValidIBAN } from 'ibantools';
import QRCode from 'qrcode';
import { groupReference, messageReference } from '../../src-shared/domain/creditor-reference.ts';
import { type Day, toDecimal } from '../../src-shared/kernel/index.ts';
import type { Row } from '../../src-shared/schema/index.ts';

/** What somebody types, or scans, to pay by a transfer of their own. */
export interface TransferDetails {
  name: string;
  /** In groups of four. */
  iban: string;
  reference: string;
  amount: number;
  currency: string;
  /** EPC QR code as an SVG path on a grid of `size`; null when the code's standard does not cover the payment. */
  qr: { path: string; size: number } | null;
}

/** Highest version of the code that banks' apps must read (EPC069-12 §2.3). */
const MAX_VERSION = 13;
const QUIET_ZONE = 4;

/** Null when the company has no usable account: then there is nothing to transfer to. */
export function transferDetails(
  administration: Row<'administrations'>,
  debtor: Row<'debtors'>,
  amount: number,
  currency: string,
  today: Day,
): TransferDetails | null {
  const iban = electronicFormatIBAN(administration.iban);
  if (!iban || !isValidIBAN(iban)) return null;
  const name = administration.legalName || administration.name;
  const reference = messageReference(debtor.number, today);
  return {
    name,
    iban: friendlyFormatIBAN(iban) ?? iban,
    reference: groupReference(reference),
    amount,
    currency,
    qr: currency === 'EUR' && amount > 0 ? qrPath(epcPayload(name, iban, amount, reference)) : null,
  };
}

/** EPC069-12 version 002 of the quick response code for a SEPA credit transfer, with a structured reference. */
export function epcPayload(name: string, iban: string, amount: number, reference: string): string {
  return ['BCD', '002', '1', 'SCT', '', name.slice(0, 70), iban, `EUR${toDecimal(amount, 'EUR')}`, '', reference].join('\n');
}

/** A QR code of level M as an SVG path with its quiet zone; null when it would be too big for every app to read. */
export function qrPath(payload: string): TransferDetails['qr'] {
  const { modules, version } = QRCode.create(payload, { errorCorrectionLevel: 'M' });
  if (version > MAX_VERSION) return null;
  let path = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (!modules.get(y, x)) continue;
      const start = x;
      while (x + 1 < modules.size && modules.get(y, x + 1)) x += 1;
      const length = x - start + 1;
      path += `M${start + QUIET_ZONE} ${y + QUIET_ZONE}h${length}v1h-${length}z`;
    }
  }
  return { path, size: modules.size + 2 * QUIET_ZONE };
}
