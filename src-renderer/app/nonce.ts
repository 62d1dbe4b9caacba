/** The nonce of this page's content security policy; undefined where the host serves the page without one (development). */
export function pageNonce(document: Document): string | undefined {
  const content = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
  return content === '' || content.startsWith('__') ? undefined : content;
}
