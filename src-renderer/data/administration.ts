import { usePreferences } from './preferences.ts';
import { type SignedIn, useSession } from './session.tsx';

export type Administration = SignedIn['administrations'][number];

/** The administration that is looked at; undefined is all of them. A remembered one the user may no longer see counts as all. */
export function useAdministration(): Administration | undefined {
  const { administrations } = useSession();
  const { administrationId } = usePreferences();
  return administrations.length === 1 ? administrations[0] : administrations.find(({ id }) => id === administrationId);
}
