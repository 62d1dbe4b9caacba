import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  raw: string;
  mail: ParsedMail;
}

/** What the server does with a message: nothing is "take it", a number refuses with that code, `drop` breaks the connection. */
export type Verdict = number | 'drop' | undefined;

export interface TestSmtpServer {
  port: number;
  /** Every message whose last byte came in, taken or not. */
  received: ReceivedMail[];
  /** Decides on a message when all of it is in. */
  onData: (mail: ParsedMail, count: number) => Verdict | Promise<Verdict>;
  /** Decides on a recipient. */
  onRecipient: (address: string) => Verdict;
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is given and fails on request. */
export async function startSmtpServer(options: SMTPServerOptions = {}): Promise<TestSmtpServer> {
  const refusal = (code: number) => Object.assign(new Error(code < 500 ? 'try again later' : 'no such mailbox'), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onRcptTo(address, _session, callback) {
      const verdict = self.onRecipient(address.address);
      callback(typeof verdict === 'number' ? refusal(verdict) : undefined);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const mail = await simpleParser(raw);
        self.received.push({ raw, mail });
        const verdict = await self.onData(mail, self.received.length);
        if (verdict === 'drop') {
          const connections = (server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }).connections;
          for (const connection of connections) if (connection.id === session.id) connection._socket.destroy();
        } else callback(verdict === undefined ? undefined : refusal(verdict));
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: TestSmtpServer = {
    port: (server.server.address() as AddressInfo).port,
    received: [],
    onData: () => undefined,
    onRecipient: () => undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return self;
}
