import { type CallName, type CallResult, calls } from '../../src-shared/contract/index.ts';
import { AppError } from '../../src-shared/kernel/index.ts';
import { currentVersions } from '../queries/refusals.ts';
import type { CoreFacade } from './core-facade.ts';

type Parsed<N extends CallName> = (typeof calls)[N]['args']['_zod']['output'];
type Handlers = { [N in CallName]: (core: CoreFacade, args: Parsed<N>) => Promise<CallResult<N>> };

const handlers: Handlers = {
  'auth.sign-in': async (core, { email, password }) => {
    await core.signIn(email, password);
    return {};
  },
  'auth.sign-out': async (core) => {
    await core.signOut();
    return {};
  },
  'sync.now': async (core) => {
    await core.syncNow();
    return {};
  },
  'sync.dismiss-refusal': async (core, { commandId }) => {
    core.store.outbox.dismiss(commandId);
    core.emit('status', core.status());
    return {};
  },
  'sync.retry-refusal': (core, { commandId }) => retryRefusal(core, commandId),
  'sessions.end': async (core, { sessionId }) => {
    await core.server.endSession(sessionId);
    return {};
  },
  'profile.server': async (core, { url }) => ({ serverUrl: await core.setServer(url) }),
  'preferences.language': async (core, { language }) => {
    core.profile.update({ language });
    core.emit('session', {});
    return {};
  },
  'document.begin': (core, args) => core.documents.begin(args),
  'document.give': async (core, { id, offset, data }) => ({
    offset: await core.documents.uploads.take(id, offset, Buffer.from(data, 'base64')),
  }),
  'document.cancel': async (core, { id }) => {
    core.documents.uploads.cancel(id);
    return {};
  },
  'portal.view': (core, { debtorId }) => core.server.portalView(debtorId),
  'portal.logo': (core, { administrationId, data }) => core.server.keepLogo(administrationId, Buffer.from(data, 'base64')),
  'hand-over.make-file': async (core, { handOverId }) => {
    const made = await core.documents.makeHandOverFile(handOverId);
    await core.syncNow();
    return made;
  },
  'portal-access.link': (core, { accessId }) => core.server.portalLink(accessId),
  'mail.test': (core, { to }) => core.server.testMail(to),
};

/** @throws AppError `not-found` when the refusal was dealt with before, or the new command's refusal; then the old one stays */
async function retryRefusal(core: CoreFacade, commandId: string): Promise<{ commandId: string }> {
  const refusal = core.store.outbox.refused().find((it) => it.commandId === commandId);
  if (!refusal) throw new AppError('not-found', { table: 'refused', id: commandId });
  const given = await core.give(refusal.name, refusal.args, await currentVersions(core.context().cache.rows, refusal.expected));
  core.store.outbox.dismiss(commandId);
  core.emit('status', core.status());
  return { commandId: given.commandId };
}

export const callHandlers = {
  async handle(core: CoreFacade, name: string, args: unknown): Promise<unknown> {
    if (!Object.hasOwn(calls, name)) throw new AppError('contract.unknown', { name });
    const call = name as CallName;
    const parsed = calls[call].args.safeParse(args ?? {});
    if (!parsed.success) throw new AppError('contract.bad-arguments', { name, field: parsed.error.issues[0]?.path.join('.') ?? '' });
    return (handlers[call] as (core: CoreFacade, args: unknown) => Promise<unknown>)(core, parsed.data);
  },
};
