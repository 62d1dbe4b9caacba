/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */
import type { Html } from '../../app/jsx/index.ts';
import { ICON_PATHS, type IconName } from '../icons.ts';

export const Icon = ({ name, class: className }: { name: IconName; class?: string }): Html | null => (
  <svg viewBox="0 0 20 20" aria-hidden="true" class={className}>
    <path d={ICON_PATHS[name]} />
  </svg>
);
