import { z } from 'zod';
import { command, need } from './command.ts';

/** The file of a hand-over has been made: as pages to read, and as an archive for machines. A later one takes its place. */
export const fileHandOver = command({
  name: 'file-hand-over',
  args: z.object({ handOverId: z.string(), documentId: z.string(), archiveId: z.string() }),
  may: ['system'],
  offline: false,
  administration: async (tx, { handOverId }) => (await need(tx, 'handOvers', handOverId)).administrationId,
  run: async (tx, { handOverId, documentId, archiveId }) => {
    const handOver = await need(tx, 'handOvers', handOverId);
    await tx.put('handOvers', { ...handOver, documentId, archiveId });
    return {};
  },
});
