import type { HostBridge } from '../../src-shared/contract/index.ts';
import type { Transport } from './transport.ts';

/** Electron: the preload script hands us the core; it is there as long as the window is. */
export function bridgeTransport(bridge: HostBridge): Transport {
  return {
    send: (frame) => {
      bridge.send(frame);
      return true;
    },
    onFrame: (listener) => bridge.onFrame(listener),
    onState: () => () => undefined,
  };
}
