import type { MessageRow, QueryArgs } from '../../src-shared/contract/index.ts';
import { all, type QueryContext } from './context.ts';

/** Outgoing messages, newest first. */
export function listMessages(ctx: QueryContext, args: Required<QueryArgs<'messages.list'>>): MessageRow[] {
  const clauses = ["m.direction = 'out'"];
  const params: unknown[] = [];
  if (args.administrationId !== null) {
    clauses.push('m.administration_id = ?');
    params.push(args.administrationId);
  }
  if (args.debtorId !== null) {
    clauses.push('m.debtor_id = ?');
    params.push(args.debtorId);
  }
  const rows = all<Omit<MessageRow, 'stepName'> & { facts: string }>(
    ctx,
    `SELECT m.id, m.administration_id AS administrationId, m.debtor_id AS debtorId, d.name AS debtorName, m.channel, m.recipient, m.subject,
       m.facts, m.currency, m.amount, m.state, m.created_at AS createdAt, m.sent_at AS sentAt, m.error
     FROM messages m JOIN debtors d ON d.id = m.debtor_id WHERE ${clauses.join(' AND ')} ORDER BY m.created_at DESC, m.id DESC LIMIT ?`,
    ...params,
    args.limit,
  );
  return rows.map(({ facts, ...row }) => ({ ...row, stepName: (JSON.parse(facts) as { stepName: string }).stepName }));
}
