import { z } from 'zod';
import { administrationOfDebtor, command } from './command.ts';
import { needOwnDebtor } from './debtor-actor.ts';
import { addTimelineEntry } from './timeline.ts';

/** What a debtor took home from the portal stands in the file: "I never got that invoice" can be answered. */
export const logPortalDownload = command({
  name: 'log-portal-download',
  args: z.object({
    debtorId: z.string(),
    what: z.enum(['copy', 'copies', 'statement', 'receipt']),
    /** Numbers of the documents, for the timeline. */
    numbers: z.array(z.string()).max(1_000).default([]),
  }),
  may: ['debtor'],
  offline: false,
  administration: administrationOfDebtor,
  run: async (tx, { debtorId, what, numbers }, ctx) => {
    const debtor = await needOwnDebtor(tx, ctx, debtorId);
    const invoices = numbers.length > 10 ? `${numbers.slice(0, 10).join(', ')} …` : numbers.join(', ');
    await addTimelineEntry(tx, ctx, debtor, { kind: `portal-download-${what}`, category: 'portal', refId: null, params: { invoices } });
    return {};
  },
});
