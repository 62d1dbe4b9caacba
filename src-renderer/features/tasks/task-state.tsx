import type { TaskRow } from '../../../src-shared/contract/index.ts';
import { useTexts } from '../../data/language.tsx';
import { Tag } from '../../ui/tag.tsx';
import { daysLeftText, daysLeftTone } from '../disputes/index.ts';

/** While nobody has answered: the time that is left, in words. */
export function TaskState({ task }: { task: Pick<TaskRow, 'state' | 'daysLeft'> }) {
  const texts = useTexts();
  if (task.state === 'open') return <Tag tone={daysLeftTone(task.daysLeft)}>{daysLeftText(task.daysLeft, texts)}</Tag>;
  return <Tag tone={task.state === 'answered' ? 'success' : 'neutral'}>{texts.t(`task.state.${task.state}`)}</Tag>;
}
