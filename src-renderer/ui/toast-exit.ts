const STOPS = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex]:not([tabindex="-1"])';
const TOASTER = '.fui-Toaster';

const shown = (element: HTMLElement): boolean => element.checkVisibility() && !element.hasAttribute('data-tabster-dummy');
const stopsOf = (root: ParentNode): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(STOPS)].filter(shown);

/**
 * Lets Tab leave the toasts, which Fluent keeps it in: past the last of them it goes to the top of the page, and before the first
 * to the end of it (WCAG 2.1.2, no keyboard trap). Called before Fluent is there, so that it hears the key first.
 */
export function letTabLeaveToasts(root: HTMLElement): void {
  addEventListener(
    'keydown',
    (event) => {
      const toaster = event.target instanceof HTMLElement ? event.target.closest(TOASTER) : null;
      if (event.key !== 'Tab' || !toaster) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const inside = stopsOf(toaster);
      const next = inside.indexOf(event.target as HTMLElement) + (event.shiftKey ? -1 : 1);
      const page = stopsOf(root).filter((stop) => !stop.closest(TOASTER));
      (inside[next] ?? (event.shiftKey ? page.at(-1) : page[0]))?.focus();
    },
    true,
  );
}
