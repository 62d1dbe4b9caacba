import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { AppError } from '../../src-shared/kernel/index.ts';
import type { CliIo } from './output.ts';

/** Questions to a person at the terminal; an empty answer is the default. @throws AppError `input.ended` when the person leaves */
export interface Asker {
  text(question: string, fallback: string): Promise<string>;
  /** Shows nothing of what is typed. */
  secret(question: string): Promise<string>;
  close(): void;
}

/** Null when nobody is there to answer: a script, a pipe, or output that a program reads. */
export function askerFor({ stdin, stdout, stderr }: CliIo, json: boolean): Asker | null {
  if (json || !stdin.isTTY || !stdout.isTTY) return null;
  let muted = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!muted) stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: stdin, output, terminal: true });
  // Ctrl-C and Ctrl-D close the terminal; without this the question would wait for ever.
  const ended = new AbortController();
  lines.once('close', () => ended.abort());
  const ask = async (question: string): Promise<string> => {
    try {
      return (await lines.question(question, { signal: ended.signal })).trim();
    } catch (cause) {
      throw new AppError('input.ended', {}, { cause });
    }
  };
  return {
    async text(question, fallback) {
      return (await ask(`${question}${fallback ? ` [${fallback}]` : ''}: `)) || fallback;
    },
    async secret(question) {
      stderr.write(`${question}: `);
      muted = true;
      try {
        return await ask('');
      } finally {
        muted = false;
        stderr.write('\n');
      }
    },
    close: () => lines.close(),
  };
}
