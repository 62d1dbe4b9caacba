import { EventEmitter } from 'node:events';

// Loaded before a utility process's own code.
const port = new EventEmitter();
process.on('message', (data) => port.emit('message', { data, ports: [] }));
process.once('disconnect', () => process.exit(1));
Object.defineProperty(process, 'parentPort', {
  value: Object.assign(port, { postMessage: (message: unknown) => process.send?.(message) }),
});
