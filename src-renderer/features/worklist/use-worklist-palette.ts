import { useEffect, useMemo, useRef } from 'react';
import type { WorklistRow } from '../../../src-shared/contract/index.ts';
import { type PaletteCommand, usePaletteCommands } from '../../app/palette-commands.ts';
import { useTexts } from '../../data/language.tsx';

export interface WorklistActs {
  call(): void;
  note(): void;
  plan(): void;
  email(): void;
  postpone(): void;
  handOver(): void;
  done(): void;
  filter(): void;
}

/** What the worklist can do now, in the palette; on the current debtor where it is about one. */
export function useWorklistPalette(current: WorklistRow | undefined, acts: WorklistActs): void {
  const { t } = useTexts();
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  const name = current?.debtorName;
  const commands = useMemo<PaletteCommand[]>(() => {
    const run = (act: keyof WorklistActs) => () => latest.current[act]();
    const filter = { id: 'worklist-filter', label: t('worklist.filters'), keys: ['F'], run: run('filter') };
    if (name === undefined) return [filter];
    const about = (id: keyof WorklistActs, what: string, key: string) => ({
      id: `worklist-${id}`,
      label: t('palette.with', { what, name }),
      keys: [key],
      run: run(id),
    });
    return [
      about('call', t('debtor.call'), 'C'),
      about('note', t('debtor.note'), 'N'),
      about('plan', t('extra.title'), 'A'),
      about('email', t('worklist.email'), 'E'),
      about('postpone', t('worklist.postpone'), 'U'),
      about('handOver', t('worklist.hand-over'), 'T'),
      about('done', t('worklist.done'), 'D'),
      filter,
    ];
  }, [t, name]);
  usePaletteCommands(commands);
}
