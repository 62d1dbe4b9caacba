/** Line drawings of our own on a 20 × 20 grid; each always goes with words, so all are hidden from screen readers. */
export const ICON_PATHS = {
  clock: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM10 6v4l2.5 2',
  calendar: 'M4 5h12v11H4ZM4 8.5h12M7 3v3.5M13 3v3.5',
  search: 'M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4ZM12.7 12.7 16.5 16.5',
  check: 'M4.5 10.5 8 14l7.5-8',
  done: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM6.8 10.2 9 12.4l4.2-4.6',
  minus: 'M5 10h10',
  back: 'M7.5 5.5 4 10l3.5 4.5M4 10h12',
  file: 'M5 2.500h7l3.500 3.500v11.500H5ZM10.200 8.500v5M8 11.500l2.200 2.200 2.200-2.200',
  left: 'M12 4.5 6.5 10l5.5 5.5',
  right: 'M8 4.5 13.5 10 8 15.5',
  down: 'M4.5 7.5 10 13l5.5-5.5',
  info: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM10 9v4.5M10 6.4v.2',
  alert: 'M10 3.5 17.5 16.5h-15ZM10 8.5v4M10 14.4v.2',
  phone:
    'M5 3.5h2.5L9 7 7.3 8.5a9 9 0 0 0 4.2 4.2L13 11l3.5 1.5V15a1.8 1.8 0 0 1-2 1.6C8.800 16.200 3.800 11.200 3.400 5.500A1.800 1.800 0 0 1 5 3.500Z',
  mail: 'M3 5h14v10.500H3ZM3.300 5.500 10 11l6.700-5.500',
  message: 'M3.500 4.500h13v9h-7.500L5.500 16.500V13.500H3.500Z',
  clip: 'M13.500 6.500 8 12a1.700 1.700 0 0 0 2.400 2.400l5.600-5.600a3.300 3.300 0 0 0-4.700-4.700L5.500 9.900a5 5 0 0 0 7 7l4-4',
  flag: 'M5 17V3.500h10.500l-2.500 3.500 2.500 3.500H5',
  bars: 'M3.500 16.500v-4h4v4ZM8 16.500V8.500h4v8ZM12.500 16.500v-12h4v12Z',
  hash: 'M4 7.500h12.500M3.500 12.500H16M8 3.500 6.500 16.500M13.500 3.500 12 16.500',
  copy: 'M7 3.500h9v10H7ZM4 6.500v10h9',
  person: 'M10 3.500a3.200 3.200 0 1 1 0 6.400 3.200 3.200 0 0 1 0-6.400ZM3.800 17c.6-3.600 3-5 6.200-5s5.600 1.400 6.200 5',
  stop: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM7 7l6 6M13 7l-6 6',
} as const;

export type IconName = keyof typeof ICON_PATHS;

/** Those of the status tags, which repeat on every row: in the style sheet, once. */
export const TAG_ICONS = ['clock', 'calendar', 'search', 'done', 'minus', 'file', 'down'] as const;
export type TagIcon = (typeof TAG_ICONS)[number];

const drawing = (name: TagIcon): string =>
  `url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20' fill='none' stroke='%23000' stroke-width='1.75' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='${ICON_PATHS[name]}'/%3E%3C/svg%3E")`;

/** A class per icon; the drawing is a mask, so that it takes the colour of the words. */
export const tagIconCss = (): string => TAG_ICONS.map((name) => `.i-${name}{--i:${drawing(name)}}`).join('');
