import { useEffect } from 'react';
import { isAbove } from './shortcuts.ts';

/** Where the keyboard is only for a while: what it goes back from. */
const PASSING = '[role="dialog"], [role="alertdialog"], [role="menu"], [data-tabster-dummy], input[type="search"]';

/**
 * Gives the keyboard back to where it was when a dialog or the search box is left. A dialog that a key opened has no button to go back to,
 * and one that is taken away while it has the focus leaves it on the page, where a list no longer hears Home, End or space.
 */
export function useFocusBack(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    let frame = 0;
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && !target.closest(PASSING)) last = target;
    };
    const restore = () => {
      if (document.activeElement === document.body && !isAbove() && last?.isConnected) last.focus({ preventScroll: true });
    };
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(restore);
    };
    const leaveSearch = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget === null && target instanceof HTMLElement && target.matches('input[type="search"]')) soon();
    };
    // Dialogs and menus hang directly under the body.
    const gone = new MutationObserver((changes) => {
      if (changes.some(({ removedNodes }) => removedNodes.length > 0)) soon();
    });
    document.addEventListener('focusin', remember);
    document.addEventListener('focusout', leaveSearch);
    gone.observe(document.body, { childList: true });
    return () => {
      document.removeEventListener('focusin', remember);
      document.removeEventListener('focusout', leaveSearch);
      gone.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
}
