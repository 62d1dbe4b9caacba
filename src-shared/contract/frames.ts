import { z } from 'zod';
import { errorShapeSchema } from '../protocol/index.ts';

/** UI → core. */
export const requestFrame = z.object({
  id: z.int(),
  kind: z.enum(['query', 'call', 'command']),
  name: z.string(),
  args: z.unknown(),
  /** Commands only: versions of the rows the user saw. */
  expected: z.array(z.object({ table: z.string(), id: z.string(), version: z.int() })).optional(),
});
export type RequestFrame = z.output<typeof requestFrame>;

/** Core → UI. */
export const replyFrame = z.discriminatedUnion('kind', [
  z.discriminatedUnion('ok', [
    z.object({ kind: z.literal('reply'), id: z.int(), ok: z.literal(true), value: z.unknown() }),
    z.object({ kind: z.literal('reply'), id: z.int(), ok: z.literal(false), error: errorShapeSchema }),
  ]),
  z.object({ kind: z.literal('event'), name: z.enum(['changed', 'session', 'status', 'refused', 'navigate']), data: z.unknown() }),
]);
export type ReplyFrame = z.output<typeof replyFrame>;
