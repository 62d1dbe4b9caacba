import { z } from 'zod';
import { type SearchRef, searchRefSchema } from '../../../src-shared/contract/index.ts';
import { recall, remember } from '../../data/memory.ts';

const MOST = 12;
const recentSchema = z.object({
  refs: z.array(searchRefSchema),
  /** Ids of palette commands. */
  commands: z.array(z.string()),
});
export type Recent = z.output<typeof recentSchema>;

/** Only ids are remembered, and per user: names stay in the core, which knows what a user may see. */
const key = (userId: string): string => `recent.${userId}`;

export const recentOf = (userId: string): Recent => recall(key(userId), recentSchema, { refs: [], commands: [] });

export function rememberRef(userId: string, ref: SearchRef): void {
  const { refs, commands } = recentOf(userId);
  const others = refs.filter(({ kind, id }) => kind !== ref.kind || id !== ref.id);
  remember(key(userId), { refs: [ref, ...others].slice(0, MOST), commands });
}

export function rememberCommand(userId: string, id: string): void {
  const { refs, commands } = recentOf(userId);
  remember(key(userId), { refs, commands: [id, ...commands.filter((each) => each !== id)].slice(0, MOST) });
}
