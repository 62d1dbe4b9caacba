import { Link } from '@fluentui/react-components';
import { useCore } from '../../data/core-context.tsx';
import { useTexts } from '../../data/language.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { fetchFile, saveFile } from '../documents/index.ts';

interface FileLinkProps {
  file: { id: string; name: string; size: number };
}

/** A file that came with a message; a click saves it. It is in the debtor's documents too. */
export function FileLink({ file }: FileLinkProps) {
  const core = useCore();
  const notify = useNotify();
  const { t } = useTexts();
  const save = () => {
    fetchFile(core, { kind: 'document', id: file.id }).then(saveFile, (error: unknown) => notify.failed(error, file.name));
  };
  return <Link onClick={save}>{t('conversation.file', { name: file.name, size: Math.max(1, Math.round(file.size / 1_000)) })}</Link>;
}
