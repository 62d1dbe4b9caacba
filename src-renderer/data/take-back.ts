import type { CommandReply } from '../../src-shared/contract/index.ts';
import type { CoreClient } from './core-client.ts';

/** Gives the commands that take an earlier one back, in their order. */
export async function takeBack(core: CoreClient, undo: CommandReply['undo']): Promise<void> {
  for (const { name, args } of undo) await core.command(name, args);
}
