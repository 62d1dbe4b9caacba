import { createContext, useContext, useMemo } from 'react';
import type { z } from 'zod';
import type { languageSchema } from '../../src-shared/contract/index.ts';
import { type MessageKey, type MessageParams, translate, translateError } from '../../src-shared/i18n/index.ts';
import type { AppError } from '../../src-shared/kernel/index.ts';

export type Language = z.output<typeof languageSchema>;

export const LanguageContext = createContext<Language>('nl');

export interface Texts {
  language: Language;
  t(key: MessageKey, params?: MessageParams): string;
  /** The sentence for an error. */
  error(error: Pick<AppError, 'code' | 'params'>): string;
}

/** The words of the page in the user's language. */
export function useTexts(): Texts {
  const language = useContext(LanguageContext);
  return useMemo(
    () => ({
      language,
      t: (key, params) => translate(language, key, params),
      error: (error) => translateError(language, error),
    }),
    [language],
  );
}
