import { z } from 'zod';
import type { CompanySettings, PortalFunction, PortalMode, PortalSettings } from '../../../src-shared/contract/index.ts';
import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { currencyDecimals, parseDecimal, toDecimal } from '../../../src-shared/kernel/index.ts';

const whole = (least: number, most: number) =>
  z.string().refine((text) => /^\d{1,4}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most);
const amount = z.string().refine((text) => minorOf(text, 'EUR') !== null);
const link = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]);
const risks = z.array(z.enum(['low', 'medium', 'high']));
const modes = z.record(z.string(), z.enum(['off', 'automatic', 'review']));
const texts = z.object({
  welcome: z.string().max(2_000),
  plan: z.string().max(2_000),
  promise: z.string().max(2_000),
  complaint: z.string().max(2_000),
  question: z.string().max(2_000),
});

/** What of the settings is typed: numbers as text, amounts as people write them. */
export const portalFieldsSchema = z.object({
  functions: modes,
  maximumTerms: whole(2, 24),
  maximumMonths: whole(1, 36),
  minimumInstalment: amount,
  maximumAmount: amount,
  firstWithinDays: whole(1, 120),
  riskClasses: risks,
  maximumDays: whole(1, 120),
  maximumDaysAgo: whole(1, 90),
  arrivesWithinWorkingDays: whole(1, 20),
  answerWorkingDays: whole(1, 20),
  textsNl: texts,
  textsEn: texts,
  overrides: z.array(
    z.object({
      segmentId: z.string(),
      functions: modes,
      maximumTerms: z.union([z.literal(''), whole(2, 24)]),
      maximumAmount: z.union([z.literal(''), amount]),
      maximumDays: z.union([z.literal(''), whole(1, 120)]),
    }),
  ),
  logo: z.object({ hash: z.string(), mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp']) }).nullable(),
  portalDomain: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^$|^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  privacyUrl: link,
  accessibilityUrl: link,
});
export type PortalFields = z.output<typeof portalFieldsSchema>;
export type Override = PortalFields['overrides'][number];

/** The message at a field that does not pass. */
export function portalMessage(field: string): MessageKey {
  if (field === 'portalDomain') return 'field.host';
  if (field === 'privacyUrl' || field === 'accessibilityUrl') return 'field.website';
  if (field === 'minimumInstalment' || field === 'maximumAmount') return 'field.amount';
  return field.startsWith('texts') ? 'field.too-long' : 'field.number';
}

/** 1.234,56 or 1234.56 in minor units; null when it is no amount. */
function minorOf(text: string, currency: string): number | null {
  const bare = text.trim().replace(/\s/g, '');
  const match = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(bare);
  if (!match) return null;
  return parseDecimal(`${match[1]?.replace(/[.,]/g, '')}.${match[2] ?? '0'}`, currency).minor;
}

function typed(minor: number, currency: string, language: 'nl' | 'en'): string {
  const text = toDecimal(minor, currency);
  const plain = currencyDecimals(currency) > 0 && text.endsWith(`.${'0'.repeat(currencyDecimals(currency))}`) ? text.split('.')[0] : text;
  return language === 'nl' ? (plain ?? '').replace('.', ',') : (plain ?? '');
}

export function portalFields(settings: PortalSettings, company: CompanySettings, currency: string, language: 'nl' | 'en'): PortalFields {
  const { functions, plan, promise, alreadyPaid, answerWorkingDays, texts: words, overrides } = settings;
  return {
    functions,
    maximumTerms: String(plan.maximumTerms),
    maximumMonths: String(plan.maximumMonths),
    minimumInstalment: typed(plan.minimumInstalment, currency, language),
    maximumAmount: typed(plan.maximumAmount, currency, language),
    firstWithinDays: String(plan.firstWithinDays),
    riskClasses: plan.riskClasses,
    maximumDays: String(promise.maximumDays),
    maximumDaysAgo: String(alreadyPaid.maximumDaysAgo),
    arrivesWithinWorkingDays: String(alreadyPaid.arrivesWithinWorkingDays),
    answerWorkingDays: String(answerWorkingDays),
    textsNl: words.nl,
    textsEn: words.en,
    overrides: overrides.map((each) => ({
      segmentId: each.segmentId,
      functions: each.functions as Record<string, PortalMode>,
      maximumTerms: each.plan.maximumTerms === undefined ? '' : String(each.plan.maximumTerms),
      maximumAmount: each.plan.maximumAmount === undefined ? '' : typed(each.plan.maximumAmount, currency, language),
      maximumDays: each.promise.maximumDays === undefined ? '' : String(each.promise.maximumDays),
    })),
    logo: company.logo,
    portalDomain: company.portalDomain,
    privacyUrl: company.privacyUrl,
    accessibilityUrl: company.accessibilityUrl,
  };
}

/** The settings as they are saved; what the form does not show stays as it was. */
export function portalSettings(fields: PortalFields, before: PortalSettings, currency: string): PortalSettings {
  const minor = (text: string): number => minorOf(text, currency) ?? 0;
  return {
    functions: fields.functions as PortalSettings['functions'],
    plan: {
      maximumTerms: Number(fields.maximumTerms),
      maximumMonths: Number(fields.maximumMonths),
      minimumInstalment: minor(fields.minimumInstalment),
      maximumAmount: minor(fields.maximumAmount),
      firstWithinDays: Number(fields.firstWithinDays),
      riskClasses: fields.riskClasses,
    },
    promise: { maximumDays: Number(fields.maximumDays) },
    alreadyPaid: {
      maximumDaysAgo: Number(fields.maximumDaysAgo),
      arrivesWithinWorkingDays: Number(fields.arrivesWithinWorkingDays),
    },
    answerWorkingDays: Number(fields.answerWorkingDays),
    texts: { nl: fields.textsNl, en: fields.textsEn },
    overrides: fields.overrides.map((each) => {
      const known = before.overrides.find(({ segmentId }) => segmentId === each.segmentId);
      const { maximumTerms: _terms, maximumAmount: _amount, ...plan } = known?.plan ?? {};
      return {
        segmentId: each.segmentId,
        functions: each.functions as Partial<Record<PortalFunction, PortalMode>>,
        plan: {
          ...plan,
          ...(each.maximumTerms ? { maximumTerms: Number(each.maximumTerms) } : {}),
          ...(each.maximumAmount ? { maximumAmount: minor(each.maximumAmount) } : {}),
        },
        promise: each.maximumDays ? { maximumDays: Number(each.maximumDays) } : {},
      };
    }),
  };
}
