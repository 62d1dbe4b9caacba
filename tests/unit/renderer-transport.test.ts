import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { CoreClient } from '../../src-renderer/data/core-client.ts';
import { SocketTransport } from '../../src-renderer/data/socket-transport.ts';
import type { ReplyFrame, RequestFrame } from '../../src-shared/contract/index.ts';
import { waitFor } from '../support/wait-for.ts';

/** A core at the other end of a real WebSocket, which answers as a test tells it to. */
class ScriptedCore {
  readonly received: RequestFrame[] = [];
  readonly sockets: ServerSocket[] = [];
  answer: (frame: RequestFrame) => ReplyFrame | null = () => null;
  #server: WebSocketServer | undefined;

  async start(port = 0): Promise<number> {
    const server = new WebSocketServer({ port, host: '127.0.0.1' });
    this.#server = server;
    server.on('connection', (socket) => {
      this.sockets.push(socket);
      socket.on('message', (data) => {
        const frame = JSON.parse(String(data)) as RequestFrame;
        this.received.push(frame);
        const reply = this.answer(frame);
        if (reply) socket.send(JSON.stringify(reply));
      });
    });
    await new Promise((resolve) => server.once('listening', resolve));
    return (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets.splice(0)) socket.terminate();
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(undefined)));
  }
}

const counts = (id: number, mine: number): ReplyFrame => ({ kind: 'reply', id, ok: true, value: { mine, all: mine } });
const ask = (client: CoreClient) => client.query('worklist.counts', { administrationId: null });

describe('the page’s way to the core over a WebSocket', () => {
  const core = new ScriptedCore();
  const transports: SocketTransport[] = [];
  const connect = (port: number): CoreClient => {
    const transport = new SocketTransport(`ws://127.0.0.1:${port}/core`);
    transports.push(transport);
    return new CoreClient(transport);
  };

  afterEach(async () => {
    for (const transport of transports.splice(0)) transport.stop();
    await core.stop();
    core.received.length = 0;
    core.answer = () => null;
  });

  it('keeps what is asked before the connection is there, and matches replies to requests', async () => {
    core.answer = ({ id }) => counts(id, id);
    const client = connect(await core.start());
    const [first, second] = await Promise.all([ask(client), ask(client)]);
    expect([first.mine, second.mine]).toEqual([1, 2]);
  });

  it('hands on a refusal with its code and parameters', async () => {
    core.answer = ({ id }) => ({
      kind: 'reply',
      id,
      ok: false,
      error: { code: 'dunning.before-last-run', params: { lastRunDate: '2026-11-20' }, retry: false },
    });
    const client = connect(await core.start());
    await expect(client.command('run-dunning', {})).rejects.toMatchObject({
      code: 'dunning.before-last-run',
      params: { lastRunDate: '2026-11-20' },
    });
  });

  it('does not take a reply that is not what the contract says', async () => {
    core.answer = ({ id }) => ({ kind: 'reply', id, ok: true, value: { mine: 'many' } });
    const client = connect(await core.start());
    await expect(ask(client)).rejects.toMatchObject({ code: 'contract.unexpected-reply', params: { name: 'worklist.counts' } });
  });

  it('rejects what is in flight when the connection is lost, refuses more, and works again after it is back', async () => {
    const port = await core.start();
    const client = connect(port);
    const states: string[] = [];
    client.onState((state) => states.push(state));
    const inFlight = ask(client);
    await waitFor(() => expect(core.received.length).toBe(1));
    await core.stop();
    await expect(inFlight).rejects.toMatchObject({ code: 'network.unreachable', retry: true });
    await expect(ask(client)).rejects.toMatchObject({ code: 'network.unreachable' });

    core.answer = ({ id }) => counts(id, 7);
    await core.start(port);
    await waitFor(() => expect(states.at(-1)).toBe('open'));
    expect(await ask(client)).toEqual({ mine: 7, all: 7 });
    expect(states).toContain('closed');
  });

  it('tells of events, checked against the contract', async () => {
    const client = connect(await core.start());
    const changed: string[][] = [];
    client.on('changed', ({ tables }) => changed.push(tables));
    await waitFor(() => expect(core.sockets.length).toBe(1));
    core.sockets[0]?.send(JSON.stringify({ kind: 'event', name: 'changed', data: { tables: ['invoices'] } }));
    await waitFor(() => expect(changed.length).toBe(1));
    expect(changed).toEqual([['invoices']]);
  });
});
