/** A browser without a window: follows nothing by itself, keeps cookies, reads forms. */
export class PortalBrowser {
  private readonly base: string;
  private readonly cookies = new Map<string, string>();

  constructor(base: string) {
    this.base = base;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.request(path, { headers });
  }

  /** Sends a form the way a browser does, with its own origin. */
  async post(path: string, fields: Iterable<[string, string]>, headers: Record<string, string> = {}): Promise<Page> {
    const body = new URLSearchParams([...fields]);
    return this.request(path, { method: 'POST', body, headers: { origin: this.base, 'sec-fetch-site': 'same-origin', ...headers } });
  }

  /** Sends a form with files in it. */
  async postFiles(path: string, fields: Iterable<[string, string]>, files: readonly { name: string; bytes: Uint8Array }[]): Promise<Page> {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    for (const { name, bytes } of files) body.append('files', new Blob([new Uint8Array(bytes)]), name);
    return this.request(path, { method: 'POST', body, headers: { origin: this.base, 'sec-fetch-site': 'same-origin' } });
  }

  /** Comes in by a link and ends on the overview. */
  async enter(link: string): Promise<Page> {
    const page = await this.get(link);
    if (page.status !== 303) return page;
    return this.get(page.location);
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  private async request(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Page> {
    const url = new URL(path, this.base);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, ...(cookie && url.origin === new URL(this.base).origin ? { cookie } : {}) };
    const response = await fetch(url, { ...init, redirect: 'manual', headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const split = pair.indexOf('=');
      if (/expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(pair.slice(0, split));
      else this.cookies.set(pair.slice(0, split), pair.slice(split + 1));
    }
    return new Page(response.status, response.headers, await response.text());
  }
}

export class Page {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;

  constructor(status: number, headers: Headers, html: string) {
    this.status = status;
    this.headers = headers;
    this.html = html;
  }

  get location(): string {
    return this.headers.get('location') ?? '';
  }

  /** What a reader sees, with single spaces. */
  get text(): string {
    return this.html
      .replace(/<style>.*?<\/style>/gs, '')
      .replace(/<(br|p|li|tr|td|th|h\d|dt|dd|div|section|span|b|a|button|small|label)\b[^>]*>/g, ' ')
      .replace(/<[^>]*>/g, '')
      .replace(/&#(\d+);/g, (_match, code: string) => String.fromCodePoint(Number(code)))
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&amp;/g, '&')
      .replace(/[\s\u00A0]+/g, ' ')
      .trim();
  }

  /** The fields a browser would send with the form to `action` (null: to the page itself), buttons left out. */
  fields(action: string | null): [string, string][] {
    const pattern = action === null ? '<form method="post">(.*?)</form>' : `<form[^>]*action="${action}"[^>]*>(.*?)</form>`;
    const form = new RegExp(pattern, 's').exec(this.html)?.[1];
    if (form === undefined) throw new Error(`no form to ${action ?? 'the page itself'} here`);
    return [...form.matchAll(/<input\b([^>]*)>/g)].flatMap(([, attributes = '']): [string, string][] => {
      const value = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
      const name = value('name');
      const type = value('type') ?? 'text';
      const off = (type === 'checkbox' || type === 'radio') && !/\bchecked\b/.test(attributes);
      return name === undefined || off ? [] : [[name, value('value') ?? '']];
    });
  }
}
