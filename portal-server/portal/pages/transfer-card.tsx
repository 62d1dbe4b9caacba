/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */
import type { Html } from '../../app/jsx/index.ts';
import type { TransferDetails } from '../transfer.ts';
import type { Words } from '../words.ts';
import { Icon } from './icons.tsx';

/** For who would rather type or scan it into their own bank's app; one tap selects a whole value. */
export function TransferCard({ words: w, details, open }: { words: Words; details: TransferDetails; open: boolean }): Html | null {
  const amount = w.money(details.amount, details.currency);
  return (
    <details class="card pad fold" open={open}>
      <summary>
        <h2 class="grow">{w.t('portal.pay.transfer')}</h2>
        <Icon name="down" class="arrow" />
      </summary>
      <dl class="facts gap">
        <dt>{w.t('portal.pay.transfer.name')}</dt>
        <dd class="copy">{details.name}</dd>
        <dt>{w.t('portal.pay.transfer.iban')}</dt>
        <dd class="copy num">{details.iban}</dd>
        <dt>{w.t('portal.pay.transfer.amount')}</dt>
        <dd class="copy num">{amount}</dd>
        <dt>{w.t('portal.pay.transfer.reference')}</dt>
        <dd class="copy num">{details.reference}</dd>
      </dl>
      {details.qr && (
        <div class="qr">
          <svg
            class="code"
            viewBox={`0 0 ${details.qr.size} ${details.qr.size}`}
            shape-rendering="crispEdges"
            role="img"
            aria-label={w.t('portal.pay.transfer.qr', { amount, name: details.name, reference: details.reference })}
          >
            <path d={details.qr.path} />
          </svg>
          <p class="small">
            <b>{w.t('portal.pay.transfer.scan')}</b>
            {w.t('portal.pay.transfer.scan-how')}
          </p>
        </div>
      )}
      <p class="with">{w.t('portal.pay.transfer.when')}</p>
    </details>
  );
}
