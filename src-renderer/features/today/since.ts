import { z } from 'zod';
import { recall, remember } from '../../data/memory.ts';

const KEY = 'today.seen';
const DAY_MS = 86_400_000;

/** When this installation was last looked at before this start; the first time: a day ago. */
export const lastSeen: string = recall(KEY, z.iso.datetime(), new Date(Date.now() - DAY_MS).toISOString());

addEventListener('pagehide', () => remember(KEY, new Date().toISOString()));
