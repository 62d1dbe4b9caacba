// Source of the scripts that run in the page: one in its own world, one in the isolated world of the preload script.

/** Name of the isolated world. */
export const WORLD = 'electron-preload';
/** Page → main process; exists in the preload's world only. */
export const SEND = '__standInSend';
/** Main process → page; exists in the preload's world only. */
export const RECEIVE = '__standInReceive';

/**
 * One end of the bridge between the two worlds. Events are dispatched synchronously and their details are copied from one
 * world to the other, so that neither gets hold of an object of the other; functions travel as numbers.
 */
const bridgeEnd = `function bridgeEnd(channel, mine, theirs) {
  const functions = new Map();
  const answers = [];
  const pack = (value) => {
    if (typeof value === 'function') { functions.set(functions.size + 1, value); return { f: functions.size }; }
    if (value instanceof Promise) throw new Error('stand-in: promises do not cross the bridge');
    if (Array.isArray(value)) return { a: value.map(pack) };
    if (value && typeof value === 'object') return { o: Object.entries(value).map(([key, item]) => [key, pack(item)]) };
    return { v: value };
  };
  const unpack = (packed) => {
    if ('f' in packed) return (...args) => ask({ call: packed.f, args: pack(args) });
    if ('a' in packed) return packed.a.map(unpack);
    if ('o' in packed) return Object.fromEntries(packed.o.map(([key, item]) => [key, unpack(item)]));
    return packed.v;
  };
  const tell = (detail) => window.dispatchEvent(new CustomEvent(channel + theirs, { detail }));
  const ask = (detail) => {
    tell(detail);
    const answer = answers.pop();
    if ('error' in answer) throw new Error(answer.error);
    return unpack(answer.value);
  };
  window.addEventListener(channel + mine, ({ detail }) => {
    if ('answer' in detail) answers.push(detail.answer);
    else if ('expose' in detail) Object.defineProperty(window, detail.expose, { value: Object.freeze(unpack(detail.value)), enumerable: true });
    else {
      let answer;
      try { answer = { value: pack(functions.get(detail.call)(...unpack(detail.args))) }; }
      catch (error) { answer = { error: String(error && error.message || error) }; }
      tell({ answer });
    }
  });
  return { expose: (name, value) => tell({ expose: name, value: pack(value) }) };
}`;

const topFrameOnly = (body: string): string => `(() => { if (window !== window.top) return; ${body} })();`;

export const pageWorldScript = (channel: string): string =>
  topFrameOnly(`${bridgeEnd} bridgeEnd(${JSON.stringify(channel)}, ':page', ':preload');`);

/** What a sandboxed preload script finds, and then the script itself. */
export function preloadWorldScript(channel: string, preload: string, isolated: boolean): string {
  const expose = isolated
    ? `bridgeEnd(${JSON.stringify(channel)}, ':preload', ':page').expose`
    : `() => { throw new Error('contextBridge API can only be used when contextIsolation is enabled'); }`;
  return topFrameOnly(`${bridgeEnd}
    const listeners = new Map();
    const of = (channel) => { if (!listeners.has(channel)) listeners.set(channel, new Set()); return listeners.get(channel); };
    const send = globalThis.${SEND};
    globalThis.${RECEIVE} = (channel, args) => { for (const listener of [...of(channel)]) listener({}, ...args); };
    const ipcRenderer = {
      send: (channel, ...args) => send(JSON.stringify({ channel, args: structuredClone(args) })),
      on: (channel, listener) => { of(channel).add(listener); return ipcRenderer; },
      off: (channel, listener) => { of(channel).delete(listener); return ipcRenderer; },
    };
    const modules = { electron: { ipcRenderer, contextBridge: { exposeInMainWorld: ${expose} } } };
    const require = (name) => { if (!(name in modules)) throw new Error('module not found: ' + name); return modules[name]; };
    const module = { exports: {} };
    (function (require, module, exports) { ${preload}
    })(require, module, module.exports);`);
}

/** What a page with Node in it would find; enough for a test to see that it is there. */
export const nodeInPageScript = topFrameOnly(
  `window.process = { versions: { node: '0' } }; window.require = () => { throw new Error('stand-in: Node in the page'); };`,
);
