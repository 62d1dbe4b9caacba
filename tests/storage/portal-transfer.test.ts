import { electronicFormatIBAN, isValidIBAN } from 'ibantools';
import jsQr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { letterWayIn } from '../../portal-server/portal/index.ts';
import { qrPath } from '../../portal-server/portal/transfer.ts';
import { portalWorld } from '../support/portal-world.ts';
import { addCompany, addDebtor } from '../support/portfolio.ts';

const SCALE = 4;

/** What a telephone's camera reads from the code as it is drawn on the page. */
function scanned(html: string): string {
  const [, size = '0', path = ''] = /viewBox="0 0 (\d+) \1" shape-rendering="crispEdges"[^>]*><path d="([^"]+)"/.exec(html) ?? [];
  return scan(path, Number(size));
}

function scan(path: string, size: number): string {
  const width = size * SCALE;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      for (let column = Number(x) * SCALE; column < (Number(x) + Number(length)) * SCALE; column += 1) {
        pixels.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
      }
    }
  }
  return jsQr(pixels, width, width)?.data ?? '';
}

/** ISO 11649: what stands after RF and its check digits, with them at the end, leaves 1 when divided by 97. */
const isCreditorReference = (reference: string): boolean => {
  const digits = [...`${reference.slice(4)}${reference.slice(0, 4)}`].map((character) => String(Number.parseInt(character, 36))).join('');
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(reference) && BigInt(digits) % 97n === 1n;
};

describe('the code for a bank’s app', () => {
  it('scans, and says what the page says (EPC069-12)', async () => {
    const { browser } = await portalWorld();
    const page = await browser.get('/portal/pay?c=EUR');
    const lines = scanned(page.html).split('\n');
    expect(lines.slice(0, 5)).toEqual(['BCD', '002', '1', 'SCT', '']);
    expect(lines.slice(5, 8)).toEqual(['Lindeboer Koffie B.V.', 'NL91ABNA0417164300', 'EUR784.50']);
    expect(lines.slice(8)).toEqual(['', expect.stringMatching(/^RF/)]);
    expect(isValidIBAN(electronicFormatIBAN(lines[6]) ?? '')).toBe(true);
    expect(isCreditorReference(lines[9] ?? '')).toBe(true);
    expect(page.text.replace(/ /g, '')).toContain(lines[9]);
  });

  it('follows the amount that was chosen', async () => {
    const { browser } = await portalWorld();
    expect(scanned((await browser.get('/portal/pay?c=EUR&mode=other&amount=412,40')).html)).toContain('EUR412.40');
  });

  it('is left out where the standard does not go: another currency, no account', async () => {
    const { server, browser } = await portalWorld();
    const dollars = [
      { number: 'US-1', amount: 5_000, open: 5_000, currency: 'USD', issueDate: '2026-01-01' as never, dueDate: '2026-02-01' as never },
    ];
    await browser.enter((await addDebtor(server.services, await addCompany(server.services), {}, dollars)).link);
    expect((await browser.get('/portal/pay?c=USD')).html).not.toContain('crispEdges');
    await browser.enter((await addDebtor(server.services, await addCompany(server.services, { iban: '' }))).link);
    expect((await browser.get('/portal/pay?c=EUR')).text).not.toContain('Liever zelf overboeken');
  });
});

describe('the code on a letter', () => {
  it('leads to the portal', async () => {
    const { server, debtor } = await portalWorld();
    const { url } = await letterWayIn(server.services, { debtorId: debtor.debtorId, days: 30 });
    const drawn = qrPath(url);
    expect(drawn && scan(drawn.path, drawn.size)).toBe(url);
  });
});
