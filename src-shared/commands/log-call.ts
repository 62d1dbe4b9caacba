import { z } from 'zod';
import { administrationOfDebtor, command, need } from './command.ts';
import { addTimelineEntry } from './timeline.ts';

export const CALL_OUTCOMES = ['spoken', 'not-reached', 'voicemail', 'wrong-number'] as const;

/** A telephone call with a debtor: who was spoken to, what came of it. */
export const logCall = command({
  name: 'log-call',
  args: z.object({
    debtorId: z.string(),
    outcome: z.enum(CALL_OUTCOMES),
    spokenTo: z.string().trim().max(200).default(''),
    text: z.string().trim().max(10_000).default(''),
  }),
  may: ['administrator', 'credit-manager', 'collector', 'sales'],
  offline: true,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, ...params }, ctx) => {
    const debtor = await need(tx, 'debtors', debtorId);
    await addTimelineEntry(tx, ctx, debtor, { kind: 'call', category: 'contact', refId: null, params });
    return {};
  },
});
