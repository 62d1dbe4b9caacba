import { AppError } from '../../src-shared/kernel/index.ts';
import type { Services } from '../app/services.ts';
import { type MessageContent, renderMessage } from './prepare-message.ts';

/**
 * What a message says: as it was sent, or as it would be sent now when it still waits for its first attempt.
 * Who may read it is for the caller to check, by the message's administration.
 * @throws AppError `not-found`
 */
export function messageBody(services: Pick<Services, 'store' | 'config' | 'keys'>, messageId: string): Promise<MessageContent> {
  return services.store.read(async (tx) => {
    const message = await tx.get('messages', messageId);
    if (!message) throw new AppError('not-found', { table: 'messages', id: messageId });
    const stored = await tx.get('messageBodies', messageId);
    if (stored) return { subject: message.subject, html: stored.html, text: stored.text };
    return renderMessage(tx, services, message);
  });
}
