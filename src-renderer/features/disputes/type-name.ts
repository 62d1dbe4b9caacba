import { hasMessage } from '../../../src-shared/i18n/index.ts';
import type { Texts } from '../../data/language.tsx';

/** The usual types are translated by their key, others are called as they were named. */
export function disputeTypeName(type: string, { t }: Texts): string {
  const key = `dispute.type.${type}`;
  return hasMessage(key) ? t(key) : type;
}

/** A usual root cause is translated by its key, another one is in the user's own words. */
export function rootCauseName(cause: string, { t }: Texts): string {
  const key = `root-cause.${cause}`;
  return hasMessage(key) ? t(key) : cause;
}
