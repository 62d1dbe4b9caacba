/** @jsxRuntime automatic */
/** @jsxImportSource ../../app/jsx */

import { type Day, dayAt } from '../../../src-shared/kernel/index.ts';
import type { Row } from '../../../src-shared/schema/index.ts';
import type { Html } from '../../app/jsx/index.ts';
import { Icon } from './icons.tsx';
import { type PageContext, renderPage } from './layout.tsx';

export interface DeviceFacts {
  devices: readonly Row<'portalDevices'>[];
  /** The one that is looked at. */
  ownId: string | null;
  today: Day;
}

/** Where the visitor is let in without asking. */
export function devicesPage(context: PageContext, facts: DeviceFacts): string {
  const { words: w } = context;
  return renderPage(context, {
    title: w.t('portal.devices.title'),
    narrow: true,
    children: (
      <>
        <div>
          <a class="crumb" href="/portal">
            <Icon name="left" />
            {w.t('portal.back')}
          </a>
          <h1>{w.t('portal.devices.title')}</h1>
          <p class="lead">{w.t(facts.devices.length > 0 ? 'portal.devices.text' : 'portal.devices.none')}</p>
        </div>
        {facts.devices.map((device) => deviceCard(context, facts, device))}
      </>
    ),
  });
}

function deviceCard({ words: w, visit, administration }: PageContext, facts: DeviceFacts, device: Row<'portalDevices'>): Html | null {
  const name = device.name || w.t('portal.devices.unnamed');
  const used = dayAt(new Date(device.lastUsedAt), administration?.timeZone ?? 'Europe/Amsterdam');
  return (
    <section class="card pad" aria-labelledby={`d-${device.id}`}>
      <h2 id={`d-${device.id}`}>{name}</h2>
      <p class="small muted">
        {device.id === facts.ownId ? w.t('portal.devices.this-one') : w.t('portal.devices.used', { day: w.day(used, facts.today) })}
      </p>
      <form method="post" action="/portal/devices" class="gap">
        <input type="hidden" name="csrf" value={visit?.csrf ?? ''} />
        <button class="btn2" type="submit" name="device" value={device.id}>
          <span>
            {w.t('portal.devices.forget')}
            <span class="vh"> {name}</span>
          </span>
        </button>
      </form>
    </section>
  );
}
