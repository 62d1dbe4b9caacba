import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { type ReactNode, useEffect, useMemo } from 'react';
import { usePreferences } from '../data/preferences.ts';
import { useMedia } from '../ui/media.ts';
import { pageNonce } from './nonce.ts';
import { type ThemeName, themes } from './theme.ts';

/** The theme that is in force: the user's choice, or what the system asks for. */
function useThemeName(): ThemeName {
  const { theme } = usePreferences();
  const dark = useMedia('(prefers-color-scheme: dark)');
  const forced = useMedia('(forced-colors: active)');
  if (theme !== 'system') return theme;
  return forced ? 'contrast' : dark ? 'dark' : 'light';
}

/** Fluent with the house's theme; its style elements carry the page's nonce. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const name = useThemeName();
  const renderer = useMemo(() => {
    const nonce = pageNonce(document);
    return createDOMRenderer(document, nonce === undefined ? {} : { styleElementAttributes: { nonce } });
  }, []);
  useEffect(() => {
    document.documentElement.style.colorScheme = name === 'light' ? 'light' : 'dark';
  }, [name]);
  return (
    <RendererProvider renderer={renderer}>
      <FluentProvider theme={themes[name]}>{children}</FluentProvider>
    </RendererProvider>
  );
}
