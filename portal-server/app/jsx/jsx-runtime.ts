import type { JSX as PreactJSX } from 'preact';

/**
 * JSX that is text at once. The pages are made anew for every request and never change in the browser, so the tree that
 * a component library builds, compares and then prints would be thrown away: printing straight away is three times as
 * fast, and that is half of what a page costs. Attribute types are Preact's; names are written as HTML has them.
 *
 * Everything that is not markup made here is escaped. There is no way around it, on purpose.
 */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Child = Html | string | number | boolean | null | undefined | readonly Child[];
type Component = (props: Record<string, unknown>) => Html | null;

const VOID: ReadonlySet<string> = new Set(['input', 'meta', 'br', 'hr', 'img', 'link']);

export function jsx(type: string | Component, props: Record<string, unknown>): Html | null {
  if (typeof type === 'function') return type(props);
  let tag = `<${type}`;
  for (const name in props) {
    if (name !== 'children') tag += attribute(name, props[name]);
  }
  if (VOID.has(type)) return new Html(`${tag}>`);
  return new Html(`${tag}>${print(props.children as Child)}</${type}>`);
}

export const jsxs = jsx;

export const Fragment = ({ children }: { children?: Child }): Html => new Html(print(children));

/**
 * Markup with holes, for what repeats most on a page: html`<td class="${look}">${text}</td>`. What goes into a hole is
 * escaped like any child; an attribute's value must stand in double quotes.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Child[]): Html {
  let text = parts[0] ?? '';
  for (let i = 0; i < values.length; i += 1) text += print(values[i]) + (parts[i + 1] ?? '');
  return new Html(text);
}

function attribute(name: string, value: unknown): string {
  if (value === undefined || value === null || value === false) return '';
  return value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`;
}

/** Children as text: `false`, `null` and their like are nothing, as in every JSX. */
export function print(child: Child): string {
  if (typeof child === 'string') return escaped(child);
  if (child instanceof Html) return child.text;
  if (typeof child === 'number') return String(child);
  if (!Array.isArray(child)) return '';
  let text = '';
  for (const each of child as readonly Child[]) text += print(each);
  return text;
}

const SPECIAL = /[&<>"\u0080-\uffff]/;
const ALL_SPECIAL = /[&<>"]|[\ud800-\udbff][\udc00-\udfff]|[\u0080-\uffff]/g;
const REFERENCES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Pages are pure ASCII: an engine writes such text several times faster, and no charset can garble it. */
const escaped = (text: string): string => (SPECIAL.test(text) ? text.replace(ALL_SPECIAL, reference) : text);

const reference = (character: string): string => REFERENCES[character] ?? `&#${character.codePointAt(0)};`;

/** What TypeScript looks up for JSX of this runtime; types only. */
export declare namespace JSX {
  type Element = Html | null;
  type ElementType = string | ((props: never) => Html | null);
  interface ElementChildrenAttribute {
    children: unknown;
  }
  interface IntrinsicAttributes {
    key?: string | number;
  }
  type IntrinsicElements = {
    [Tag in keyof PreactJSX.IntrinsicElements]: Omit<PreactJSX.IntrinsicElements[Tag], 'children'> & { children?: Child };
  } & { img: { alt?: string } }; // lost in the Omit: Preact has a picture's type as a union
}
