import { z } from 'zod';
import type { Row } from '../schema/index.ts';
import { firstFitting, openOf } from './debtor-rule.ts';
import type { RowReader } from './row-reader.ts';

/**
 * What a debtor can do in the portal. `automatic`: handled at once within the limits, else put before a person;
 * `review`: always put before a person; `off`: not shown, and refused.
 */
const onOff = z.enum(['off', 'automatic']);
const asked = z.enum(['off', 'review']);
const mode = z.enum(['off', 'automatic', 'review']);
export type PortalMode = z.output<typeof mode>;

const functionShape = {
  pay: onOff.default('automatic'),
  partPayment: onOff.default('automatic'),
  plan: mode.default('automatic'),
  promise: mode.default('automatic'),
  complaint: mode.default('review'),
  alreadyPaid: mode.default('review'),
  question: asked.default('review'),
  contactDetails: mode.default('automatic'),
  poNumber: mode.default('automatic'),
  copy: mode.default('automatic'),
};
const functionsSchema = z.object(functionShape).prefault({});
export type PortalFunctions = z.output<typeof functionsSchema>;
export type PortalFunction = keyof PortalFunctions;
export const PORTAL_FUNCTIONS = Object.keys(functionShape) as PortalFunction[];

/** The modes each function may have. */
export const modesOf = (name: PortalFunction): readonly PortalMode[] =>
  name === 'pay' || name === 'partPayment'
    ? ['automatic', 'off']
    : name === 'question'
      ? ['review', 'off']
      : ['automatic', 'review', 'off'];

const RISKS = z.array(z.enum(['low', 'medium', 'high']));

const planLimits = z.object({
  maximumTerms: z.int().min(2).max(24),
  /** From the first term to the last. */
  maximumMonths: z.int().min(1).max(36),
  /** Minor units of the administration's currency. */
  minimumInstalment: z.int().min(0),
  /** Minor units of the administration's currency. */
  maximumAmount: z.int().min(0),
  riskClasses: RISKS,
  /** Calendar days within which the first term must be paid. */
  firstWithinDays: z.int().min(1).max(120),
});
export type PlanLimits = z.output<typeof planLimits>;

const promiseLimits = z.object({
  /** Calendar days from today. */
  maximumDays: z.int().min(1).max(120),
});
export type PromiseLimits = z.output<typeof promiseLimits>;

// Defaults are laid over the bare shapes: with them inside, what a segment leaves out would come back as the default.
const plan = z
  .object({
    ...planLimits.shape,
    maximumTerms: planLimits.shape.maximumTerms.default(4),
    maximumMonths: planLimits.shape.maximumMonths.default(4),
    minimumInstalment: planLimits.shape.minimumInstalment.default(5_000),
    maximumAmount: planLimits.shape.maximumAmount.default(1_000_000),
    riskClasses: RISKS.default(['low', 'medium']),
    firstWithinDays: planLimits.shape.firstWithinDays.default(30),
  })
  .prefault({});
const promise = z.object({ maximumDays: promiseLimits.shape.maximumDays.default(14) }).prefault({});

const alreadyPaidLimits = z.object({
  /** A payment that was made longer ago should have arrived: somebody has to look. */
  maximumDaysAgo: z.int().min(1).max(90).default(10),
  /** Working days within which it must be seen. */
  arrivesWithinWorkingDays: z.int().min(1).max(20).default(3),
});
export type AlreadyPaidLimits = z.output<typeof alreadyPaidLimits>;

const text = z.string().trim().max(2_000).default('');
const textsShape = z.object({ welcome: text, plan: text, promise: text, complaint: text, question: text }).prefault({});
export type PortalTexts = z.output<typeof textsShape>;
export const PORTAL_TEXTS = ['welcome', 'plan', 'promise', 'complaint', 'question'] as const satisfies (keyof PortalTexts)[];

const overrideSchema = z.object({
  segmentId: z.string(),
  functions: z.partialRecord(z.enum(PORTAL_FUNCTIONS as [PortalFunction, ...PortalFunction[]]), mode).default({}),
  plan: planLimits.partial().default({}),
  promise: promiseLimits.partial().default({}),
});

/** The `portal` settings of an administration. */
export const portalSettingsSchema = z.object({
  functions: functionsSchema,
  plan,
  promise,
  alreadyPaid: alreadyPaidLimits.prefault({}),
  /** Working days within which a person answers; a complaint has the term of its type. */
  answerWorkingDays: z.int().min(1).max(20).default(2),
  texts: z.object({ nl: textsShape, en: textsShape }).prefault({}),
  /** What is otherwise for a segment; what is left out is as for everybody. */
  overrides: z.array(overrideSchema).max(50).default([]),
});
export type PortalSettings = z.output<typeof portalSettingsSchema>;

/** What counts for one debtor. */
export type PortalRules = Pick<PortalSettings, 'functions' | 'plan' | 'promise' | 'alreadyPaid' | 'answerWorkingDays'>;

const given = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

/** The settings with what a segment has otherwise laid over them. */
export function portalRulesOf(settings: PortalSettings, segmentId: string | null): PortalRules {
  const own = settings.overrides.find((override) => override.segmentId === segmentId);
  const functions: PortalFunctions = { ...settings.functions };
  for (const [name, chosen] of Object.entries(own?.functions ?? {}) as [PortalFunction, PortalMode][]) {
    if (modesOf(name).includes(chosen)) Object.assign(functions, { [name]: chosen });
  }
  return {
    functions,
    plan: { ...settings.plan, ...given(own?.plan ?? {}) },
    promise: { ...settings.promise, ...given(own?.promise ?? {}) },
    alreadyPaid: settings.alreadyPaid,
    answerWorkingDays: settings.answerWorkingDays,
  };
}

/** The segment a debtor is in: the first by position that fits, or null. */
export async function segmentOf(reader: RowReader, debtor: Row<'debtors'>, currency: string): Promise<string | null> {
  const segments = await reader.list('segments', {
    where: { administrationId: debtor.administrationId },
    orderBy: { column: 'position' },
  });
  if (segments.length === 0) return null;
  return firstFitting(segments, debtor, await openOf(reader, debtor.id, currency))?.id ?? null;
}
