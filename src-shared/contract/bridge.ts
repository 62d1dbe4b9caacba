import type { ReplyFrame, RequestFrame } from './frames.ts';

/** Name under which the preload script exposes the core to the page. This file holds no schemas, so that the preload stays tiny. */
export const BRIDGE = 'kasstroom';

/** What a host gives the page: frames out, frames in. Electron exposes it through the preload; the web host is a WebSocket. */
export interface HostBridge {
  send(frame: RequestFrame): void;
  onFrame(listener: (frame: ReplyFrame) => void): () => void;
}
