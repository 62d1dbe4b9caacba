import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { z } from 'zod';
import { AppError, type Day } from '../../../src-shared/kernel/index.ts';
import { useCore } from '../../data/core-context.tsx';

export type RunOutcome = { state: 'sent'; date: Day; messages: number | null } | { state: 'failed'; error: AppError };

/** What the command says it did; a count is shown where it gives one. */
const runValue = z.object({ messages: z.int() });

export interface RunDunningArgs {
  administrationId: string;
  date: Day;
  planHash: string;
}

/** Runs a previewed plan. A plan that no longer fits is not run: the preview is made again and must be looked at again. */
export function useRunDunning() {
  const core = useCore();
  const client = useQueryClient();
  const [running, setRunning] = useState(false);
  const [outcome, setOutcome] = useState<RunOutcome | null>(null);
  const run = useCallback(
    async (args: RunDunningArgs) => {
      setRunning(true);
      setOutcome(null);
      try {
        const reply = await core.command('run-dunning', args);
        const value = runValue.safeParse(reply.value);
        setOutcome({ state: 'sent', date: args.date, messages: value.success ? value.data.messages : null });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        setOutcome({ state: 'failed', error });
      } finally {
        setRunning(false);
        await client.invalidateQueries({ queryKey: ['dunning.preview'] });
      }
    },
    [core, client],
  );
  return { run, running, outcome, forget: useCallback(() => setOutcome(null), []) };
}
