import { spawn } from 'node:child_process';
import type { BigCache } from './big-cache.ts';
export async function measureScreens(folder: string, big: BigCache): Promise<void> { void spawn; void folder; void big; }
