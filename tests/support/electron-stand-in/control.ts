import type { ControlReply, ControlRequest } from './control-messages.ts';
import { errorShapeOf } from './control-messages.ts';

// The test's way into the main process, as Playwright has one into a real Electron.
process.on('message', (message: ControlRequest) => {
  void answer(message).then((reply) => process.send?.(reply));
});

async function answer({ id, body, arg }: ControlRequest): Promise<ControlReply> {
  try {
    const electron: unknown = await import('./modules.ts');
    // The test's own function, sent as text because it runs in this process.
    const run = new Function('electron', 'arg', `return (${body})(electron, arg)`) as (electron: unknown, arg: unknown) => unknown;
    return { id, value: await run(electron, arg) };
  } catch (error) {
    return { id, error: errorShapeOf(error) };
  }
}
