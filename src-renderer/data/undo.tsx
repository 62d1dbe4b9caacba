import { useCallback, useEffect } from 'react';
import { useNotify } from '../ui/notify.tsx';
import { isAbove, isTyping } from '../ui/shortcuts.ts';
import type { ExpectedVersion } from './core-client.ts';
import { useCore } from './core-context.tsx';
import { useTexts } from './language.tsx';
import { createStore, useStore } from './store.ts';
import { stayOnWorklist } from './worklist-leaving.ts';

/** A command to be given. */
export interface Given {
  name: string;
  args: object;
  expected?: ExpectedVersion[];
}

interface UndoStep {
  /** What was done, in the user's words. */
  text: string;
  /** The commands that take it back, in order. */
  commands: readonly { name: string; args: object }[];
  /** Milliseconds since the epoch. */
  at: number;
  /** Takes its notice away. */
  dismiss(): void;
}

/** Longer ago nobody knows any more what Ctrl+Z would take back. */
const KEPT_MS = 10 * 60_000;
const MOST = 20;

/** What can be taken back, the newest last. Nothing of it outlives the window. */
const steps = createStore<{ list: readonly UndoStep[] }>({ list: [] });

const stillKept = (list: readonly UndoStep[]): UndoStep[] => list.filter(({ at }) => Date.now() - at < KEPT_MS);

/** Nothing of one user's work is taken back by the next. */
export const forgetUndo = (): void => steps.set({ list: [] });

/**
 * Gives commands one after another and says so, with a button that takes them back: an undo instead of a question. The
 * core tells what takes a command back (`inverse` in its definition); where nothing does, the notice has no button.
 * @returns false when one was refused, which has been said; those before it stand and can be taken back
 */
export function useGive(): (given: Given | readonly Given[], said: { done?: string; failed: string }) => Promise<boolean> {
  const core = useCore();
  const notify = useNotify();
  const { t } = useTexts();
  const undo = useUndo();
  return useCallback(
    async (given, { done, failed }) => {
      const inverses: UndoStep['commands'][] = [];
      let refused: unknown;
      for (const { name, args, expected } of Array.isArray(given) ? (given as readonly Given[]) : [given as Given]) {
        try {
          inverses.unshift((await core.command(name, args, expected)).undo);
        } catch (error) {
          refused = error;
          break;
        }
      }
      const commands = inverses.flat();
      if (commands.length > 0) {
        const step: UndoStep = { text: done ?? failed, commands, at: Date.now(), dismiss: () => undefined };
        steps.set({ list: [...stillKept(steps.get().list), step].slice(-MOST) });
        if (done !== undefined) step.dismiss = notify.done(done, { label: t('undo.button'), run: () => void undo(step) });
      } else if (done !== undefined && inverses.length > 0 && refused === undefined) notify.done(done);
      if (refused !== undefined) notify.failed(refused, failed);
      return refused === undefined;
    },
    [core, notify, t, undo],
  );
}

/** Takes a step back: the newest, unless another is named. */
export function useUndo(): (step?: UndoStep) => Promise<void> {
  const core = useCore();
  const notify = useNotify();
  const { t } = useTexts();
  return useCallback(
    async (wanted) => {
      const { list } = steps.get();
      const step = wanted ?? stillKept(list).at(-1);
      // Pressed twice, or the button of a notice whose step Ctrl+Z took back already.
      if (!step || !list.includes(step)) return;
      steps.set({ list: list.filter((each) => each !== step) });
      step.dismiss();
      try {
        for (const { name, args } of step.commands) {
          await core.command(name, args);
          if (name === 'reopen-action') stayOnWorklist([(args as { actionId: string }).actionId]);
        }
        notify.done(t('undo.done', { what: step.text }));
      } catch (error) {
        notify.failed(error, t('undo.failed', { what: step.text }));
      }
    },
    [core, notify, t],
  );
}

/** Whether there is something to take back. */
export const useCanUndo = (): boolean => useStore(steps).list.length > 0;

/** Ctrl/⌘+Z takes back what was done last; in a text field it stays the field's own. */
export function useUndoKey(): void {
  const undo = useUndo();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'z';
      if (!isUndo || event.defaultPrevented || isTyping(event.target) || isAbove()) return;
      event.preventDefault();
      void undo();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [undo]);
}
