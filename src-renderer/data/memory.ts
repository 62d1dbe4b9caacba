import { useCallback, useState } from 'react';
import type { z } from 'zod';

/** What this installation remembers of its user's habits: theme, pane widths, last place. Losing it costs nothing. */
const PREFIX = 'kasstroom.';

/** The remembered value, or the fallback when there is none or it no longer fits. */
export function recall<T>(key: string, schema: z.ZodType<T>, fallback: T): T {
  const text = localStorage.getItem(PREFIX + key);
  if (text === null) return fallback;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : fallback;
  } catch (error) {
    // Somebody else wrote there: forget it, so that it is not met again.
    if (error instanceof SyntaxError) localStorage.removeItem(PREFIX + key);
    else throw error;
    return fallback;
  }
}

export function remember(key: string, value: unknown): void {
  localStorage.setItem(PREFIX + key, JSON.stringify(value));
}

/** State that is remembered over restarts. */
export function useRemembered<T>(key: string, schema: z.ZodType<T>, fallback: T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => recall(key, schema, fallback));
  const set = useCallback(
    (next: T) => {
      setValue(next);
      remember(key, next);
    },
    [key],
  );
  return [value, set];
}
