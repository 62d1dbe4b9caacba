import { runCore, type ToCore } from '../core/core-process.ts';

/** The core inside Electron's utility process. */
runCore({
  post: (message) => process.parentPort.postMessage(message),
  onMessage: (listener) => process.parentPort.on('message', (event) => listener(event.data as ToCore)),
});
