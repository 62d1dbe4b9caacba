import { z } from 'zod';
import { daySchema, minor } from './shapes.ts';

const query = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result });

const debtorHitShape = z.object({
  debtorId: z.string(),
  administrationId: z.string(),
  number: z.string(),
  name: z.string(),
  city: z.string(),
});

const found = {
  debtorId: z.string(),
  debtorName: z.string(),
};

export const searchHitsShape = z.object({
  debtors: z.array(debtorHitShape),
  invoices: z.array(z.object({ ...found, id: z.string(), number: z.string(), dueDate: daySchema, open: minor, currency: z.string() })),
  contacts: z.array(z.object({ ...found, id: z.string(), name: z.string(), email: z.string(), phone: z.string() })),
  notes: z.array(z.object({ ...found, id: z.string(), text: z.string(), createdAt: z.string() })),
  mail: z.array(z.object({ ...found, id: z.string(), subject: z.string(), recipient: z.string(), createdAt: z.string() })),
});
export type SearchHits = z.output<typeof searchHitsShape>;

/** What somebody opened before, by kind and id; only ids are remembered, never names. */
export const searchRefSchema = z.object({ kind: z.enum(['debtor', 'invoice', 'mail']), id: z.string() });
export type SearchRef = z.output<typeof searchRefSchema>;

export const searchQueries = {
  'search.debtors': query(z.object({ text: z.string().max(100), limit: z.int().min(1).max(50).default(10) }), z.array(debtorHitShape)),
  /** Everything by words, names (also misspelt) and numbers; the best of each kind. */
  'search.all': query(z.object({ text: z.string().max(100), limit: z.int().min(1).max(20).default(5) }), searchHitsShape),
  /** What these are called now, in the order given; what the user cannot see (any more) is left out. */
  'search.named': query(
    z.object({ refs: z.array(searchRefSchema).max(50) }),
    z.array(
      z.object({
        kind: searchRefSchema.shape.kind,
        id: z.string(),
        debtorId: z.string(),
        title: z.string(),
        detail: z.string(),
      }),
    ),
  ),
};

export const searchQueryTables = {
  'search.debtors': ['debtors'],
  'search.all': ['debtors', 'invoices', 'contacts', 'notes', 'messages'],
  'search.named': ['debtors', 'invoices', 'messages'],
} satisfies Record<keyof typeof searchQueries, readonly string[]>;
