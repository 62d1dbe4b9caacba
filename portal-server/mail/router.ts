import { Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../src-shared/kernel/index.ts';
import { paths } from '../../src-shared/protocol/index.ts';
import type { Services } from '../app/services.ts';
import { bearer } from '../sync/router.ts';
import { authenticate, type Caller } from '../sync/sign-in.ts';
import { messageBody } from './message-body.ts';
import { testMail } from './test-mail.ts';

/** What desktops ask of mail besides what is synced: the text of a message, and whether the settings work. */
export function mailRouter(services: Services): Router {
  const router = Router();
  router.get(paths.messageBody, async (request, response) => {
    const caller = await authenticate(services, bearer(request));
    await mayRead(services, caller, request.params.id);
    response.json(await messageBody(services, request.params.id));
  });
  router.post(paths.mailTest, async (request, response) => {
    const caller = await authenticate(services, bearer(request));
    if (!caller.actor.roles.some(({ role }) => role === 'administrator')) throw new AppError('not-allowed', { command: 'mail.test' });
    const parsed = z.object({ to: z.email() }).safeParse(request.body);
    if (!parsed.success) throw new AppError('request.malformed', { field: 'to' });
    response.json(await testMail(services, parsed.data.to));
  });
  return router;
}

/** A message of an administration the caller has no role in is as good as none. */
async function mayRead({ store }: Services, caller: Caller, messageId: string): Promise<void> {
  const message = await store.read((tx) => tx.get('messages', messageId));
  const visible = caller.actor.roles.some((role) => role.administrationId === null || role.administrationId === message?.administrationId);
  if (!message || !visible) throw new AppError('not-found', { table: 'messages', id: messageId });
}
