import { parentPort } from 'node:worker_threads';
import { invariant } from '../../src-shared/kernel/index.ts';
import { runCore } from './core-process.ts';

const port = parentPort;
invariant(port, 'worker.ts runs as a worker thread');
runCore({ post: (message) => port.postMessage(message), onMessage: (listener) => port.on('message', listener) });
