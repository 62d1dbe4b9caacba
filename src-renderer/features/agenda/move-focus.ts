import type { KeyboardEvent } from 'react';

const cardsOf = (element: Element): HTMLElement[] => [...element.querySelectorAll<HTMLElement>('[data-item]')];

/** Up and down within a day, left and right to the neighbouring one that has something. True when the focus moved. */
export function moveFocus({ key, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  const section = currentTarget.closest('section');
  const whole = currentTarget.closest('[data-agenda]');
  if (!section || !whole) return false;
  const sections = [...whole.querySelectorAll('section')].filter((each) => cardsOf(each).length > 0);
  const here = cardsOf(section);
  const at = here.indexOf(currentTarget);
  const beside = (by: number) => {
    const neighbour = sections[sections.indexOf(section) + by];
    return neighbour && (cardsOf(neighbour)[at] ?? cardsOf(neighbour).at(-1));
  };
  const next = { ArrowDown: here[at + 1], ArrowUp: here[at - 1], ArrowRight: beside(1), ArrowLeft: beside(-1) }[key];
  next?.focus();
  return next !== undefined;
}
