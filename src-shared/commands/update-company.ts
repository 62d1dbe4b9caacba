import { isValidIBAN } from 'ibantools';
import { z } from 'zod';
import { command, need } from './command.ts';

const line = (max: number) => z.string().trim().max(max).optional();

/** Empty, or an IBAN with valid length and check digits; spaces are taken out. */
const iban = z
  .string()
  .transform((text) => text.replace(/\s+/g, '').toUpperCase())
  .refine((text) => text === '' || isValidIBAN(text), 'iban')
  .optional();

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** Empty, or a host name with at least one dot: no scheme, port or path. */
const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(new RegExp(`^$|^${label}(?:\\.${label})+$`), 'host');

/** The company's name, address, bank account, look and signatory as debtors see them. What is left out stays as it is. */
export const updateCompany = command({
  name: 'update-company',
  args: z.object({
    administrationId: z.string(),
    name: z.string().trim().min(1).max(200).optional(),
    legalName: line(200),
    tagline: line(200),
    street: line(200),
    postalCode: line(20),
    city: line(100),
    chamberOfCommerce: line(50),
    vatNumber: line(50),
    iban,
    phone: line(50),
    phoneHours: line(100),
    email: z.union([z.literal(''), z.email()]).optional(),
    website: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).optional(),
    brandColor: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/)
      .optional(),
    signatory: line(200),
    /** Its bytes are on the server already; null goes back to the first letter of the name. */
    logo: z
      .object({ hash: z.string().regex(/^[0-9a-f]{64}$/), mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp']) })
      .nullable()
      .optional(),
    portalDomain: hostName.optional(),
    privacyUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).optional(),
    accessibilityUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).optional(),
  }),
  may: ['administrator', 'credit-manager', 'system'],
  offline: false,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, ...given }) => {
    const administration = await need(tx, 'administrations', administrationId);
    const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    await tx.put('administrations', { ...administration, ...changes });
    return {};
  },
});
