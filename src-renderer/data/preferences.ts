import { z } from 'zod';
import { createRememberedStore, useStore } from './store.ts';

const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  /** The administration that is looked at; null is all of them together. */
  administrationId: z.string().nullable(),
});
export type Preferences = z.output<typeof preferencesSchema>;

export const preferences = createRememberedStore('preferences', preferencesSchema, { theme: 'system', administrationId: null });

export const usePreferences = (): Preferences => useStore(preferences);
