import { createDarkTheme, createLightTheme, type Theme, teamsHighContrastTheme } from '@fluentui/react-components';
import { brandRamp } from './theme-ramp.ts';

/** What the house needs besides Fluent's own tokens; every name becomes a CSS variable, e.g. `var(--colorCanvas)`. */
interface HouseTokens {
  colorCanvas: string;
  colorSelected: string;
  colorSelectedHover: string;
  colorSuccessText: string;
  colorSuccessFill: string;
  colorSuccessSolid: string;
  colorWarningText: string;
  colorWarningFill: string;
  colorDangerText: string;
  colorDangerFill: string;
  colorPinnedText: string;
  colorPinnedFill: string;
  colorPinnedLine: string;
  colorBadge: string;
  colorPriorityMiddle: string;
  colorAgeing0: string;
  colorAgeing1: string;
  colorAgeing2: string;
  colorAgeing3: string;
  colorAgeing4: string;
  /** `none`, or a hatching of its own for each class where colour may not tell the segments apart; not due has none. */
  ageingHatch1: string;
  ageingHatch2: string;
  ageingHatch3: string;
  ageingHatch4: string;
}
export type HouseTheme = Theme & HouseTokens;

const fontFamily =
  "'Segoe UI Variable Text', 'Segoe UI', -apple-system, BlinkMacSystemFont, Inter, system-ui, 'Helvetica Neue', Arial, sans-serif";

/** Sizes and lines of screens/README.md on Fluent's scale: 100 rail and badges … 300 body … 500 title, 600 big figure. */
const type: Partial<Theme> = {
  fontFamilyBase: fontFamily,
  fontFamilyNumeric: fontFamily,
  fontSizeBase100: '11px',
  lineHeightBase100: '14px',
  fontSizeBase200: '12px',
  lineHeightBase200: '16px',
  fontSizeBase300: '13px',
  lineHeightBase300: '18px',
  fontSizeBase400: '16px',
  lineHeightBase400: '22px',
  fontSizeBase500: '20px',
  lineHeightBase500: '26px',
  fontSizeBase600: '24px',
  lineHeightBase600: '32px',
};

interface Palette {
  canvas: string;
  background: [string, string, string];
  selected: [string, string];
  foreground: [string, string, string];
  stroke: [string, string, string, string];
  brand: string;
  brandHover: string;
  brandPressed: string;
  brandText: string;
  tint: string;
  success: [text: string, fill: string, solid: string];
  warning: [text: string, fill: string];
  danger: [text: string, fill: string];
  pinned: [text: string, fill: string, line: string];
  badge: string;
  priorityMiddle: string;
  ageing: [string, string, string, string, string];
}

const light: Palette = {
  canvas: '#EEF1F2',
  background: ['#FFFFFF', '#FAFAFA', '#F5F5F5'],
  selected: ['#E6F3F6', '#DCEEF2'],
  foreground: ['#1F2426', '#3D4447', '#5A6266'],
  stroke: ['#CDD3D6', '#DFE3E5', '#EDF0F1', '#61696D'],
  brand: '#0A6B80',
  brandHover: '#085D70',
  brandPressed: '#06495A',
  brandText: '#0A6478',
  tint: '#E3F2F5',
  success: ['#0E6027', '#E7F5EA', '#188238'],
  warning: ['#8A4B00', '#FFF3DE'],
  danger: ['#A4161F', '#FDEBEC'],
  pinned: ['#4D3D00', '#FFF8DD', '#ECD58A'],
  badge: '#DDE2E4',
  priorityMiddle: '#C9E4EA',
  ageing: ['#7FB6C3', '#E8BF55', '#E3933A', '#CB5A22', '#982531'],
};

const dark: Palette = {
  canvas: '#16191B',
  background: ['#22272A', '#1D2224', '#2A3033'],
  selected: ['#12363F', '#163F49'],
  foreground: ['#F3F6F7', '#D5DBDD', '#ADB6BA'],
  stroke: ['#4D5659', '#3A4245', '#2D3437', '#A9B3B7'],
  brand: '#1A7C92',
  brandHover: '#1F879E',
  brandPressed: '#166A7D',
  brandText: '#6FCBDF',
  tint: '#153139',
  success: ['#7FD598', '#16301F', '#46B366'],
  warning: ['#F5C56B', '#36290F'],
  danger: ['#FF9EA3', '#3F1A1D'],
  pinned: ['#F6E7B0', '#352E14', '#6B5B23'],
  badge: '#353C40',
  priorityMiddle: '#1D4C58',
  ageing: ['#4F8D9B', '#E3BD5C', '#E0913C', '#D8642F', '#C7424E'],
};

/** The line round a filled state: its text colour, quietly. */
const mix = (text: string, fill: string): string => `color-mix(in srgb, ${text} 35%, ${fill})`;

function fluentOverrides(p: Palette): Partial<Theme> {
  const [background1, background2, background3] = p.background;
  const [foreground1, foreground2, foreground3] = p.foreground;
  const [stroke1, stroke2, stroke3, strokeAccessible] = p.stroke;
  return {
    ...type,
    colorNeutralBackground1: background1,
    colorNeutralBackground1Hover: background3,
    colorNeutralBackground1Pressed: p.selected[0],
    colorNeutralBackground1Selected: p.selected[0],
    colorNeutralBackground2: background2,
    colorNeutralBackground2Hover: background3,
    colorNeutralBackground3: background3,
    colorNeutralBackground3Hover: background3,
    colorSubtleBackgroundHover: background3,
    colorSubtleBackgroundPressed: p.selected[0],
    colorSubtleBackgroundSelected: p.selected[0],
    colorNeutralForeground1: foreground1,
    colorNeutralForeground1Hover: foreground1,
    colorNeutralForeground1Pressed: foreground1,
    colorNeutralForeground2: foreground2,
    colorNeutralForeground3: foreground3,
    colorNeutralForeground4: foreground3,
    colorNeutralStroke1: stroke1,
    colorNeutralStroke1Hover: strokeAccessible,
    colorNeutralStroke2: stroke2,
    colorNeutralStroke3: stroke3,
    colorNeutralStrokeAccessible: strokeAccessible,
    colorNeutralStrokeAccessibleHover: foreground2,
    colorStrokeFocus2: foreground1,
    colorStrokeFocus1: background1,
    colorStatusSuccessBackground1: p.success[1],
    colorStatusSuccessBorder1: mix(p.success[0], p.success[1]),
    colorStatusSuccessForeground1: p.success[0],
    colorStatusSuccessForeground3: p.success[0],
    colorStatusWarningBackground1: p.warning[1],
    colorStatusWarningBorder1: mix(p.warning[0], p.warning[1]),
    colorStatusWarningForeground1: p.warning[0],
    colorStatusWarningForeground3: p.warning[0],
    colorStatusDangerBackground1: p.danger[1],
    colorStatusDangerBorder1: mix(p.danger[0], p.danger[1]),
    colorStatusDangerForeground1: p.danger[0],
    colorStatusDangerForeground3: p.danger[0],
    colorPaletteRedForeground1: p.danger[0],
    colorPaletteRedBorder2: p.danger[0],
    colorBrandBackground: p.brand,
    colorBrandBackgroundHover: p.brandHover,
    colorBrandBackgroundPressed: p.brandPressed,
    colorBrandBackgroundSelected: p.brand,
    colorBrandBackground2: p.tint,
    colorBrandForeground1: p.brandText,
    colorBrandForeground2: p.brandText,
    colorBrandForegroundLink: p.brandText,
    colorBrandForegroundLinkHover: p.brandText,
    colorBrandStroke1: p.brandText,
    colorCompoundBrandBackground: p.brand,
    colorCompoundBrandBackgroundHover: p.brandHover,
    colorCompoundBrandBackgroundPressed: p.brandPressed,
    colorCompoundBrandForeground1: p.brandText,
    colorCompoundBrandStroke: p.brand,
    colorCompoundBrandStrokeHover: p.brandHover,
  };
}

function houseTokens(p: Palette): HouseTokens {
  return {
    colorCanvas: p.canvas,
    colorSelected: p.selected[0],
    colorSelectedHover: p.selected[1],
    colorSuccessText: p.success[0],
    colorSuccessFill: p.success[1],
    colorSuccessSolid: p.success[2],
    colorWarningText: p.warning[0],
    colorWarningFill: p.warning[1],
    colorDangerText: p.danger[0],
    colorDangerFill: p.danger[1],
    colorPinnedText: p.pinned[0],
    colorPinnedFill: p.pinned[1],
    colorPinnedLine: p.pinned[2],
    colorBadge: p.badge,
    colorPriorityMiddle: p.priorityMiddle,
    colorAgeing0: p.ageing[0],
    colorAgeing1: p.ageing[1],
    colorAgeing2: p.ageing[2],
    colorAgeing3: p.ageing[3],
    colorAgeing4: p.ageing[4],
    ageingHatch1: 'none',
    ageingHatch2: 'none',
    ageingHatch3: 'none',
    ageingHatch4: 'none',
  };
}

const hatch = (degrees: number): string => `repeating-linear-gradient(${degrees}deg, #000 0 2px, transparent 2px 6px)`;

/** High contrast is Fluent's own palette; the house tokens fall back on its text, background and highlight. */
const highContrastTokens = (base: Theme): HouseTokens => ({
  colorCanvas: base.colorNeutralBackground1,
  colorSelected: base.colorNeutralBackground1,
  colorSelectedHover: base.colorNeutralBackground1,
  colorSuccessText: base.colorNeutralForeground1,
  colorSuccessFill: base.colorNeutralBackground1,
  colorSuccessSolid: base.colorNeutralForeground1,
  colorWarningText: base.colorNeutralForeground1,
  colorWarningFill: base.colorNeutralBackground1,
  colorDangerText: base.colorNeutralForeground1,
  colorDangerFill: base.colorNeutralBackground1,
  colorPinnedText: base.colorNeutralForeground1,
  colorPinnedFill: base.colorNeutralBackground1,
  colorPinnedLine: base.colorNeutralForeground1,
  colorBadge: base.colorNeutralBackground1,
  colorPriorityMiddle: base.colorNeutralBackground1,
  colorAgeing0: dark.ageing[0],
  colorAgeing1: dark.ageing[1],
  colorAgeing2: dark.ageing[2],
  colorAgeing3: dark.ageing[3],
  colorAgeing4: dark.ageing[4],
  ageingHatch1: hatch(45),
  ageingHatch2: hatch(135),
  ageingHatch3: hatch(90),
  ageingHatch4: hatch(0),
});

export const themes: Record<'light' | 'dark' | 'contrast', HouseTheme> = {
  light: { ...createLightTheme(brandRamp), ...fluentOverrides(light), ...houseTokens(light) },
  dark: { ...createDarkTheme(brandRamp), ...fluentOverrides(dark), ...houseTokens(dark) },
  contrast: { ...teamsHighContrastTheme, ...type, ...highContrastTokens(teamsHighContrastTheme) },
};
export type ThemeName = keyof typeof themes;
