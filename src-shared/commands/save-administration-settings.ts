import { z } from 'zod';
import { ADMINISTRATION_SETTINGS, type AdministrationSetting, administrationSettingId } from '../domain/administration-settings.ts';
import { AppError } from '../kernel/index.ts';
import { command } from './command.ts';

/**
 * Saves a setting of an administration as a whole; what the value leaves out goes back to its default.
 * @throws AppError `settings.invalid` with the field and the reason
 */
export const saveAdministrationSettings = command({
  name: 'save-administration-settings',
  args: z.object({
    administrationId: z.string(),
    key: z.enum(Object.keys(ADMINISTRATION_SETTINGS) as [AdministrationSetting, ...AdministrationSetting[]]),
    value: z.record(z.string(), z.unknown()),
  }),
  may: ['administrator', 'credit-manager', 'system'],
  offline: false,
  administration: async (_tx, args) => args.administrationId,
  run: async (tx, { administrationId, key, value }) => {
    const parsed = z.strictObject(ADMINISTRATION_SETTINGS[key].shape).safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new AppError('settings.invalid', { field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' });
    }
    await tx.put('administrationSettings', {
      id: administrationSettingId(administrationId, key),
      administrationId,
      key,
      value: parsed.data,
    });
    return {};
  },
});
