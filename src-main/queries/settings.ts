import {
  type CompanySettings,
  companySettingsShape,
  type OutgoingMail,
  outgoingMailSchema,
  type QueryArgs,
} from '../../src-shared/contract/index.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { QueryContext } from './context.ts';

export async function companySettings(
  { cache }: QueryContext,
  { administrationId }: QueryArgs<'settings.company'>,
): Promise<CompanySettings> {
  const row = await cache.rows.get('administrations', administrationId);
  if (!row) throw new AppError('not-found', { table: 'administrations', id: administrationId });
  return companySettingsShape.parse(row);
}

export async function outgoingMail({ cache }: QueryContext): Promise<OutgoingMail> {
  const row = await cache.rows.get('settings', 'outgoing-mail');
  return outgoingMailSchema.parse(row?.value ?? { transport: 'catch' });
}
