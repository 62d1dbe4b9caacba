import type { MessageRow } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';

const tones: Record<MessageRow['state'], Tone> = { queued: 'neutral', sent: 'success', caught: 'warning', failed: 'danger' };

/** What became of a message, in a word. */
export function MessageState({ state }: { state: MessageRow['state'] }) {
  const { t } = useTexts();
  return <Tag tone={tones[state]}>{t(`mail.state.${state}`)}</Tag>;
}
