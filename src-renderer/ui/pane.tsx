import { Button, Tooltip } from '@fluentui/react-components';
import { PanelRightContract20Regular } from '@fluentui/react-icons/svg/panel-right-contract';
import { PanelRightExpand20Regular } from '@fluentui/react-icons/svg/panel-right-expand';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useTexts } from '../data/language.tsx';
import { useRemembered } from '../data/memory.ts';
import { useMedia } from './media.ts';
import styles from './pane.module.css';

interface SidePaneProps {
  /** Name under which the width is remembered. */
  name: string;
  label: string;
  width: number;
  minimum?: number;
  maximum?: number;
  children: ReactNode;
}

const STEP = 16;

/** The rightmost pane: resizable, remembered; a strip below 1280 px, over the content below 1024 px. */
export function SidePane({ name, label, width: standard, minimum = 340, maximum = 640, children }: SidePaneProps) {
  const { t } = useTexts();
  const [width, setWidth] = useRemembered(`pane.${name}`, z.number(), standard);
  const [open, setOpen] = useState(false);
  const narrow = useMedia('(max-width: 1279.9px)');
  const shown = Math.min(Math.max(width, minimum), maximum);
  if (narrow && !open) return <Strip label={label} onOpen={() => setOpen(true)} />;
  return (
    <aside className={styles.pane} data-floating={narrow || undefined} aria-label={label} style={{ width: shown }}>
      <ResizeHandle label={t('pane.resize')} width={shown} minimum={minimum} maximum={maximum} onChange={setWidth} />
      {narrow && (
        <div className={styles.fold}>
          <Tooltip relationship="label" content={t('pane.close', { pane: label })}>
            <Button appearance="subtle" icon={<PanelRightContract20Regular />} onClick={() => setOpen(false)} />
          </Tooltip>
        </div>
      )}
      <div className={styles.content}>{children}</div>
    </aside>
  );
}

function Strip({ label, onOpen }: { label: string; onOpen(): void }) {
  const { t } = useTexts();
  return (
    <aside className={styles.strip} aria-label={label}>
      <Tooltip relationship="label" content={t('pane.open', { pane: label })}>
        <Button appearance="subtle" icon={<PanelRightExpand20Regular />} onClick={onOpen} />
      </Tooltip>
      <span className={styles.stripLabel} aria-hidden="true">
        {label}
      </span>
    </aside>
  );
}

interface HandleProps {
  label: string;
  width: number;
  minimum: number;
  maximum: number;
  onChange(width: number): void;
}

/** Drag, or arrow keys when focused; a pane on the right grows to the left. */
function ResizeHandle({ label, width, minimum, maximum, onChange }: HandleProps) {
  const set = (next: number) => onChange(Math.round(Math.min(Math.max(next, minimum), maximum)));
  const drag = (down: PointerEvent<HTMLElement>) => {
    down.preventDefault();
    const handle = down.currentTarget;
    handle.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent) => set(width + down.clientX - event.clientX);
    const up = () => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', up);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', up);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') set(width + STEP);
    else if (event.key === 'ArrowRight') set(width - STEP);
    else return;
    event.preventDefault();
  };
  return (
    <hr
      className={styles.handle}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={minimum}
      aria-valuemax={maximum}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={key}
    />
  );
}
