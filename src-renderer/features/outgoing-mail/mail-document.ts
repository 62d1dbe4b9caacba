/** What a mail may do in its frame: no scripts, no requests, no forms; pictures only when they are in the mail itself. */
const MAIL_POLICY = (nonce: string | undefined): string =>
  `default-src 'none'; img-src data:; style-src ${nonce === undefined ? "'unsafe-inline'" : `'nonce-${nonce}'`}; form-action 'none'; base-uri 'none'`;

const REFUSED = 'script, iframe, frame, object, embed, form, base, meta, link, noscript, template';

const INLINE = 'data-inline-style';

/**
 * Makes the styles of a mail passable before it is parsed: the page's policy also holds for documents that are only
 * parsed, and refuses (and reports) every style attribute and every sheet without the nonce.
 */
function preparedForParsing(source: string, nonce: string | undefined): string {
  const lifted = source.replace(/(<[a-z][^<>]*?\s)style(\s*=)/gi, `$1${INLINE}$2`);
  return nonce === undefined ? lifted : lifted.replace(/<style\b/gi, `<style nonce="${nonce}"`);
}

/** Inline styles as a style sheet, which the policy allows with the nonce. */
function liftInlineStyles(mail: Document): string {
  const rules: string[] = [];
  for (const element of mail.querySelectorAll(`[${INLINE}]`)) {
    const name = `s${rules.length}`;
    const declarations = element.getAttribute(INLINE) ?? '';
    element.setAttribute(INLINE, name);
    // Thrice, so that it still wins from the mail's own sheet, as an attribute would.
    const selector = `[${INLINE}="${name}"]`;
    rules.push(`${selector}${selector}${selector}{${declarations.replaceAll('}', '')}}`);
  }
  return rules.join('\n');
}

function dropHandlers(mail: Document): void {
  for (const element of mail.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith('on') || /^\s*javascript:/i.test(value)) element.removeAttribute(name);
    }
  }
}

/** The links of a mail open outside; returns how many there are. */
function sendLinksOutside(mail: Document): number {
  const links = [...mail.querySelectorAll('a[href]')];
  for (const link of links) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  return links.length;
}

export interface MailDocument {
  html: string;
  links: number;
}

/** A mail's html as the document of a sandboxed frame under its own strict policy. */
export function mailDocument(source: string, nonce: string | undefined): MailDocument {
  const mail = new DOMParser().parseFromString(preparedForParsing(source, nonce), 'text/html');
  for (const element of mail.querySelectorAll(REFUSED)) element.remove();
  dropHandlers(mail);
  const links = sendLinksOutside(mail);
  const lifted = liftInlineStyles(mail);
  const sheet = mail.createElement('style');
  if (nonce !== undefined) sheet.setAttribute('nonce', nonce);
  sheet.textContent = `:root{color-scheme:light;background:#fff}\n${lifted}`;
  const policy = mail.createElement('meta');
  policy.setAttribute('http-equiv', 'Content-Security-Policy');
  policy.setAttribute('content', MAIL_POLICY(nonce));
  mail.head.prepend(policy, sheet);
  return { html: `<!doctype html>${mail.documentElement.outerHTML}`, links };
}
