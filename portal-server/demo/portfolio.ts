import { readFileSync } from 'node:fs';
import { z } from 'zod';

const invoice = z.object({
  /** Days overdue on the day the demo is made; negative is due in so many days. */
  late: z.int(),
  amount: z.number(),
  open: z.number().optional(),
  step: z.int().default(0),
  /** Days since the last step was sent. */
  reminded: z.int().default(4),
  currency: z.string().default('EUR'),
  description: z.string().default(''),
});

const debtor = z.object({
  number: z.string(),
  name: z.string(),
  city: z.string(),
  industry: z.string(),
  chamberOfCommerce: z.string().default(''),
  risk: z.enum(['low', 'medium', 'high']),
  limit: z.number(),
  language: z.enum(['nl', 'en']).default('nl'),
  email: z.string().optional(),
  /** Name, salutation, telephone. */
  contact: z.tuple([z.string(), z.string(), z.string()]).nullable(),
  /** Kind, words, days it has been waiting. */
  action: z.tuple([z.enum(['call', 'follow-up', 'review', 'missing-email']), z.string(), z.int()]).nullable(),
  note: z.string().optional(),
  invoices: z.array(invoice),
});
export type DemoDebtor = z.output<typeof debtor>;
export type DemoInvoice = z.output<typeof invoice>;

const portfolioSchema = z.object({
  administrations: z.array(z.record(z.string(), z.string())),
  users: z.array(
    z.object({ email: z.string(), name: z.string(), role: z.enum(['administrator', 'credit-manager', 'collector', 'sales']) }),
  ),
  debtors: z.array(debtor),
  /** Debtors that are one customer with a debtor of the first administration. */
  group: z.object({
    name: z.string(),
    of: z.string(),
    debtors: z.array(z.object({ administration: z.string(), debtor })),
  }),
  generated: z.object({
    count: z.int(),
    prefixes: z.array(z.string()),
    names: z.array(z.string()),
    forms: z.array(z.string()),
    cities: z.array(z.string()),
    streets: z.array(z.string()),
    industries: z.array(z.string()),
    firstNames: z.array(z.string()),
  }),
});
export type Portfolio = z.output<typeof portfolioSchema>;

/** The demo company as written in resources/demo, with the generated part of it filled in: the same every time. */
export function loadPortfolio(): Portfolio {
  const file = new URL('../../resources/demo/portfolio.json', import.meta.url);
  const portfolio = portfolioSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { ...portfolio, debtors: [...portfolio.debtors, ...generateDebtors(portfolio.generated)] };
}

/** A small linear congruential generator (Numerical Recipes' constants): believable, and the same on every machine. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function generateDebtors(parts: Portfolio['generated']): DemoDebtor[] {
  const roll = dice(20_261_124);
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  const taken = new Set<string>();
  const debtors: DemoDebtor[] = [];
  while (debtors.length < parts.count) {
    const family = pick(parts.names);
    const name = `${pick(parts.prefixes)} ${family} ${pick(parts.forms)}`.trim();
    if (taken.has(name)) continue;
    taken.add(name);
    const first = pick(parts.firstNames);
    debtors.push({
      number: String(106_000 + debtors.length * 7),
      name,
      city: pick(parts.cities),
      industry: pick(parts.industries),
      chamberOfCommerce: '',
      risk: pick(['low', 'low', 'low', 'low', 'medium', 'medium', 'high']),
      limit: 2_500 * (1 + roll(12)),
      language: 'nl',
      contact: [`${first} ${family}`, '', `0${30 + roll(40)} 000 ${String(1_000 + roll(9_000))}`],
      action: roll(10) < 8 ? [pick(['call', 'call', 'follow-up']), '', roll(5)] : null,
      invoices: Array.from({ length: 1 + roll(5) }, () => generateInvoice(roll)),
    });
  }
  return debtors;
}

function generateInvoice(roll: (sides: number) => number): DemoInvoice {
  const late = roll(110) - 35;
  const cents = 4_500 + roll(380_000);
  const step = late > 40 ? 2 : late > 15 ? 1 : 0;
  const partly = roll(9) === 0;
  return {
    late,
    amount: cents / 100,
    ...(partly ? { open: Math.round(cents / 2) / 100 } : {}),
    step,
    reminded: 1 + roll(14),
    currency: 'EUR',
    description: '',
  };
}
