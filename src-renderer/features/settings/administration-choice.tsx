import { Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useAdministration } from '../../data/administration.ts';
import { useTexts } from '../../data/language.tsx';
import { useSession } from '../../data/session.tsx';

/** The administration a settings page is about: the one that is looked at, unless another is chosen here. */
export function useAdministrationChoice(): { administrationId: string; choose(id: string): void } {
  const { administrations } = useSession();
  const looked = useAdministration();
  const [chosen, setChosen] = useState<string | null>(null);
  return { administrationId: chosen ?? looked?.id ?? administrations[0]?.id ?? '', choose: setChosen };
}

export function AdministrationChoice({ administrationId, choose }: ReturnType<typeof useAdministrationChoice>) {
  const { t } = useTexts();
  const { administrations } = useSession();
  if (administrations.length < 2) return null;
  return (
    <Select aria-label={t('dunning.administration')} value={administrationId} onChange={(_, { value }) => choose(value)}>
      {administrations.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
