import type { Page } from '@playwright/test';
import type { HostBridge, ReplyFrame } from '../../src-shared/contract/index.ts';
import { fromErrorShape } from '../../src-shared/kernel/index.ts';

type BridgedWindow = Window & { kasstroom: HostBridge; frames_?: ReplyFrame[] };

let last = 1_000_000;

/** The core as the page's own code reaches it: through the bridge, beside the real screens. */
export class PageCore {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Keeps every frame from now on, for {@link received}. */
  async listen(): Promise<void> {
    await this.page.evaluate(() => {
      const window_ = window as unknown as BridgedWindow;
      const frames: ReplyFrame[] = [];
      window_.frames_ = frames;
      window_.kasstroom.onFrame((frame) => frames.push(frame));
    });
  }

  received(): Promise<ReplyFrame[]> {
    return this.page.evaluate(() => (window as unknown as BridgedWindow).frames_ ?? []);
  }

  async send(frame: unknown): Promise<void> {
    await this.page.evaluate((given) => (window as unknown as BridgedWindow).kasstroom.send(given as never), frame);
  }

  /** @throws AppError the core's refusal */
  async ask<T>(kind: 'query' | 'call' | 'command', name: string, args: object = {}): Promise<T> {
    last += 1;
    const request = { id: last, kind, name, args };
    const reply = await this.page.evaluate(
      (frame) =>
        new Promise<ReplyFrame>((resolve) => {
          const { kasstroom } = window as unknown as BridgedWindow;
          const stop = kasstroom.onFrame((answer) => {
            if (answer.kind !== 'reply' || answer.id !== frame.id) return;
            stop();
            resolve(answer);
          });
          kasstroom.send(frame);
        }),
      request,
    );
    if (reply.kind !== 'reply') throw new Error('no reply');
    if (!reply.ok) throw fromErrorShape(reply.error);
    return reply.value as T;
  }
}
