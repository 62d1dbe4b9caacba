/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import { formatMoney, type MessageKey, translate } from '../../../src-shared/i18n/index.ts';
import { parseDecimal } from '../../../src-shared/kernel/index.ts';
import type { Language } from '../../../src-shared/schema/index.ts';
import type { Html } from '../../app/jsx/index.ts';
import { print } from '../../app/jsx/index.ts';
import type { SandboxPayment } from './store.ts';

export const OUTCOMES = ['paid', 'pending', 'failed', 'canceled', 'expired'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Unlike the portal on purpose: nobody should take it for the creditor's page, or for a bank's. */
export const CHECKOUT_CSS = `
*{box-sizing:border-box}body{margin:0;background:#23262b;color:#1b1e22;font:17px/1.5 system-ui,sans-serif}
main{max-width:28rem;margin:0 auto;min-height:100vh;background:#fff;padding:0 1.25rem 2rem}
.tape{margin:0 -1.25rem 1.5rem;padding:.75rem 1.25rem;background:#ffd54a;font-weight:600}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 .5rem}dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0 0 1.5rem}
dt{color:#555c66}dd{margin:0;overflow-wrap:anywhere}.sum{font-size:2rem;font-weight:700;margin:0 0 1rem}
form{display:grid;gap:.5rem}button,.back{display:block;width:100%;min-height:3rem;padding:.5rem 1rem;font:inherit;font-weight:600;border:2px solid #3b4048;border-radius:6px;background:#fff;color:inherit;text-align:left;cursor:pointer}
button.go{background:#1b1e22;color:#fff}.back{color:inherit;text-decoration:none}
button:focus-visible,a:focus-visible{outline:3px solid #1b1e22;outline-offset:2px;box-shadow:0 0 0 6px #ffd54a}`;

const OPEN: readonly string[] = ['open', 'pending', 'authorized'];

export function checkoutPage(payment: SandboxPayment): string {
  const language: Language = payment.locale.startsWith('en') ? 'en' : 'nl';
  const t = (key: MessageKey, params = {}): string => translate(language, key, params);
  const amount = formatMoney(parseDecimal(payment.value, payment.currency).minor, payment.currency, language);
  const body = print(
    <main>
      <p class="tape">{t('sandbox.no-real-money')}</p>
      <h1>{t('sandbox.title')}</h1>
      <p class="sum">{amount}</p>
      <dl>
        <dt>{t('sandbox.description')}</dt>
        <dd>{payment.description}</dd>
        <dt>{t('sandbox.method')}</dt>
        <dd>{payment.method || '–'}</dd>
        <dt>{t('sandbox.status')}</dt>
        <dd>{payment.status}</dd>
      </dl>
      {OPEN.includes(payment.status) ? choices(t) : ended(payment, t)}
    </main>,
  );
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">`;
  return `<!doctype html><html lang="${language}"><head>${head}<title>${t('sandbox.title')}</title><style>${CHECKOUT_CSS}</style></head><body>${body}</body></html>`;
}

type Translate = (key: MessageKey) => string;

function choices(t: Translate): Html | null {
  return (
    <form method="post">
      {OUTCOMES.map((outcome) => (
        <button key={outcome} type="submit" class={outcome === 'paid' ? 'go' : ''} name="outcome" value={outcome}>
          {t(`sandbox.outcome.${outcome}`)}
        </button>
      ))}
    </form>
  );
}

function ended(payment: SandboxPayment, t: Translate): Html | null {
  return (
    <form method="post">
      <a class="back" href={payment.redirectUrl}>
        {t('sandbox.back')}
      </a>
      {payment.status === 'paid' && payment.refundedValue === '0' && (
        <button type="submit" name="outcome" value="refund">
          {t('sandbox.refund')}
        </button>
      )}
    </form>
  );
}
