import { useEffect, useRef } from 'react';

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select'));

const ON_CONTROLS = new Set(['Enter', ' ', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight']);
/** These keys belong to the control that has the focus. */
const isForControl = (key: string, target: EventTarget | null): boolean =>
  ON_CONTROLS.has(key) &&
  target instanceof HTMLElement &&
  target.closest('button, a, input, [role="tab"], [role="separator"], hr') !== null;

/** A dialog or an open menu has the keyboard for itself. */
export const isAbove = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;

/** Name of a pressed key with its command key: `j`, `?`, `mod+k`, `mod+1`. Ctrl on Windows, ⌘ on a Mac. */
function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/**
 * Single-key commands of a screen. They are silent while somebody types, and under a dialog or menu;
 * combinations with Ctrl/⌘ work while typing too.
 */
export function useShortcuts(keys: Readonly<Record<string, (() => void) | undefined>>, enabled = true): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const name = keyName(event);
      if (isAbove() || isForControl(event.key, event.target) || (isTyping(event.target) && !name.startsWith('mod+'))) return;
      const run = current.current[name];
      if (!run) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [enabled]);
}
