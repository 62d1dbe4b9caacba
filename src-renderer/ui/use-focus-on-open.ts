import { type RefObject, useEffect, useRef } from 'react';

/** Where a dialog starts; without it the first link or button of the dialog gets the focus. */
export function useFocusOnOpen<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => element.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  return element;
}
