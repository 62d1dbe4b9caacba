import type { SavedView } from '../../../src-shared/contract/index.ts';
import { useAdministration } from '../../data/administration.ts';
import { useCoreQuery } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';
import { useStore } from '../../data/store.ts';
import { useGive } from '../../data/undo.tsx';
import { chooseView, MINE, ownView, sameView, takeOverView, type WorklistView, worklistView } from '../../data/worklist-view.ts';

export interface WorklistViews {
  saved: readonly SavedView[];
  takeOver: readonly { userId: string; name: string; count: number }[];
  mine: number | undefined;
  /** The saved view that was chosen, when it is one of one's own. */
  own: SavedView | undefined;
  /** What is shown is not what the chosen view says. */
  changed: boolean;
  save(view: { viewId?: string; name: string; shared: boolean; definition: WorklistView }): void;
  remove(view: SavedView): void;
}

/** The views of the worklist, and what can be done with them. */
export function useWorklistViews(): WorklistViews {
  const { t } = useTexts();
  const give = useGive();
  const administration = useAdministration();
  const { administrations } = useSession();
  const administrationId = administration?.id ?? null;
  const views = useCoreQuery('worklist.views', { administrationId }, { keepPrevious: true });
  const counts = useCoreQuery('worklist.counts', { administrationId }, { keepPrevious: true });
  const { viewId, ...shown } = useStore(worklistView);
  const saved = views.data?.views ?? [];
  const takeOver = views.data?.takeOver ?? [];
  const chosen = saved.find(({ id }) => id === viewId);
  const over = takeOver.find(({ userId }) => viewId === `over:${userId}`);
  const base = chosen?.definition ?? (over ? takeOverView(over.userId) : ownView);
  // Rights to keep a view come with a role in any administration.
  const rights = administrationId ?? administrations[0]?.id ?? '';
  return {
    saved,
    takeOver,
    mine: counts.data?.mine,
    own: chosen?.own ? chosen : undefined,
    changed: !sameView(shown, base),
    save: ({ viewId: id, name, shared, definition }) => {
      const args = { administrationId: rights, screen: 'worklist', name, shared, definition, viewId: id ?? crypto.randomUUID() };
      void give({ name: 'save-view', args }, { done: t('worklist.view.saved', { name }), failed: t('worklist.view.save') }).then(
        (given) => given && chooseView(args.viewId, definition),
      );
    },
    remove: ({ id, name }) => {
      chooseView(MINE, ownView);
      const args = { administrationId: rights, viewId: id };
      void give({ name: 'remove-view', args }, { done: t('worklist.view.removed', { name }), failed: t('worklist.view.remove') });
    },
  };
}
