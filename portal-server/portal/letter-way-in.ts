import { AppError, newId } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { giveCommand } from '../sync/execute.ts';

export interface LetterWayIn {
  accessId: string;
  /** For the QR code: nothing needs to be typed. */
  url: string;
  /** For who would rather type: 8 characters, to be printed as two groups of four. */
  code: string;
  /** Where the code is typed. */
  codeUrl: string;
}

const ATTEMPTS = 5;

/**
 * Makes the way in that a letter carries. Two letters in a million may hit on the same code; then another one is made,
 * because a code must never open somebody else's file. @throws AppError `not-found`
 */
export async function letterWayIn(services: Services, { debtorId, days }: { debtorId: string; days: number }): Promise<LetterWayIn> {
  const { keys, clock, config } = services;
  for (let attempt = 1; ; attempt += 1) {
    const accessId = newId(clock.now());
    const code = keys.letterCode(accessId);
    try {
      await giveCommand(services, {
        commandId: newId(clock.now()),
        name: 'give-portal-access',
        args: { debtorId, days, letter: { accessId, codeId: keys.codeId(code) } },
        actor: { kind: 'system', name: 'letters' },
      });
      return { accessId, url: `${config.publicUrl}/p/${keys.signAccess(accessId)}`, code, codeUrl: `${config.publicUrl}/portal/code` };
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof AppError) || error.code !== 'portal.code-taken') throw error;
    }
  }
}
