import {
  type CompanySettings,
  companySettingsShape,
  type OutgoingMail,
  outgoingMailSchema,
  type QueryArgs,
  type QueryResult,
} from '../../src-shared/contract/index.ts';
import { administrationSettingId, loadAdministrationSettings } from '../../src-shared/domain/administration-settings.ts';
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

export async function portalSettings(
  { cache }: QueryContext,
  { administrationId }: QueryArgs<'settings.portal'>,
): Promise<QueryResult<'settings.portal'>> {
  const administration = await cache.rows.get('administrations', administrationId);
  if (!administration) throw new AppError('not-found', { table: 'administrations', id: administrationId });
  const row = await cache.rows.get('administrationSettings', administrationSettingId(administrationId, 'portal'));
  const segments = await cache.rows.list('segments', { where: { administrationId }, orderBy: { column: 'position' } });
  const [invoice] = await cache.rows.list('invoices', {
    where: { administrationId, open: { gt: 0 } },
    orderBy: { column: 'dueDate' },
    limit: 1,
  });
  return {
    settings: await loadAdministrationSettings(cache.rows, administrationId, 'portal'),
    rowVersion: row?.rowVersion ?? null,
    segments: segments.map(({ id, name }) => ({ id, name })),
    previewDebtorId: invoice?.debtorId ?? null,
    currency: administration.currency,
  };
}

export async function outgoingMail({ cache }: QueryContext): Promise<OutgoingMail> {
  const row = await cache.rows.get('settings', 'outgoing-mail');
  return outgoingMailSchema.parse(row?.value ?? { transport: 'catch' });
}
