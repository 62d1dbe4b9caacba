import { contextBridge, ipcRenderer } from 'electron';
import { BRIDGE, type HostBridge } from '../../src-shared/contract/bridge.ts';
import type { ReplyFrame } from '../../src-shared/contract/index.ts';
import { channels } from './channels.ts';

/** All the page gets: frames out, frames in. No Node, no Electron, no channel names. */
const bridge: HostBridge = {
  send(frame) {
    ipcRenderer.send(channels.send, frame);
  },
  onFrame(listener) {
    const handler = (_event: unknown, frame: ReplyFrame) => listener(frame);
    ipcRenderer.on(channels.frame, handler);
    return () => ipcRenderer.off(channels.frame, handler);
  },
};

contextBridge.exposeInMainWorld(BRIDGE, bridge);
