import { BRIDGE, type HostBridge } from '../../src-shared/contract/index.ts';
import { bridgeTransport } from './bridge-transport.ts';
import { SocketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload script; absent in a browser. */
    [BRIDGE]?: HostBridge;
  }
}

/** The way to the core this page was given. */
export function connect(page: Window): Transport {
  const bridge = page[BRIDGE];
  if (bridge) return bridgeTransport(bridge);
  const { protocol, host } = page.location;
  return new SocketTransport(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/core`);
}
