import { z } from 'zod';

/**
 * Desktop core ↔ server. All bodies are JSON; pull answers newline-delimited JSON, one {@link PullLine} a line.
 * Raise the version when a message changes its meaning; a test hashes this file's schemas so that it is not forgotten.
 */
export const PROTOCOL_VERSION = 2;
/** Request header that carries {@link PROTOCOL_VERSION}. */
export const PROTOCOL_HEADER = 'kasstroom-protocol';

export const paths = {
  signIn: '/api/sign-in',
  signOut: '/api/sign-out',
  /** Open sessions: one's own, or everybody's for the installation's administrators. */
  sessions: '/api/sessions',
  session: '/api/sessions/:id',
  /** One command that needs the server at once, outside the client's queue. */
  command: '/api/command',
  push: '/api/push',
  pull: '/api/pull',
  poke: '/api/poke',
  messageBody: '/api/messages/:id/body',
  mailTest: '/api/mail/test',
} as const;

export const errorShapeSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  retry: z.boolean(),
});

export const signInRequest = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().max(1024),
  clientId: z.string().max(64),
  device: z.string().max(200).default(''),
});
export const signInReply = z.object({ token: z.string(), userId: z.string(), expiresAt: z.string() });

export const sessionEntry = z.object({
  id: z.string(),
  userId: z.string(),
  device: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
});
export type SessionEntry = z.output<typeof sessionEntry>;
export const sessionsReply = z.object({ sessions: z.array(sessionEntry) });

export const outcomeSchema = z.discriminatedUnion('status', [
  /** `version` is the one its rows got. */
  z.object({ status: z.literal('applied'), value: z.unknown(), version: z.int().optional() }),
  z.object({ status: z.literal('refused'), error: errorShapeSchema }),
]);

export const pushedCommand = z.object({
  /** 1, 2, 3 … per client, without gaps. */
  mutationId: z.int().positive(),
  commandId: z.string().max(64),
  name: z.string(),
  args: z.unknown(),
  /**
   * Versions of the rows the user saw; another version on the server refuses the command. `after` names an earlier
   * command of the same user whose change of the row was seen too while it still waited: the version that command gave
   * the row is as good.
   */
  expected: z
    .array(z.object({ table: z.string(), id: z.string(), version: z.int(), after: z.string().max(64).optional() }))
    .max(1_000)
    .default([]),
});
export type PushedCommand = z.output<typeof pushedCommand>;

/** A command whose user waits for the server's answer; a repeat with the same id is harmless. */
export const commandRequest = pushedCommand.omit({ mutationId: true });
export type CommandRequest = z.output<typeof commandRequest>;

export const pushRequest = z.object({
  clientId: z.string().max(64),
  /** History that the client's acknowledged commands are part of; null when none has been yet. */
  epoch: z.string().nullable(),
  commands: z.array(pushedCommand).max(500),
});
export type PushRequest = z.output<typeof pushRequest>;
export const pushResult = z.object({ mutationId: z.int(), commandId: z.string(), outcome: outcomeSchema });
export type PushResult = z.output<typeof pushResult>;
export const pushReply = z.object({
  results: z.array(pushResult),
  /** Set when a command did not follow on the last one taken: send again from here. */
  resendFrom: z.int().optional(),
  /** Another installation uses this client id (a copied disk image): take a new one and push again. */
  clientIdTaken: z.boolean().optional(),
  /**
   * Set when the server's data has another history than the client knows (a backup was put back): nothing was taken.
   * Offer what this server may have lost again, before the rest.
   */
  epoch: z.string().optional(),
});
export type PushReply = z.output<typeof pushReply>;

export const pullRequest = z.object({
  clientId: z.string().max(64),
  /** Null when the client has nothing yet. */
  epoch: z.string().nullable(),
  version: z.int(),
  scopes: z.array(z.string()),
  /** Outcomes of the client's commands after this one are wanted. */
  lastMutationId: z.int(),
});
export type PullRequest = z.output<typeof pullRequest>;

export const pullLine = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('begin'),
    epoch: z.string(),
    /** True: forget everything first. */
    reset: z.boolean(),
    scopes: z.array(z.string()),
    /** Scopes that leave the cache. */
    drop: z.array(z.string()),
    /** Rows that will follow, for a progress bar; an estimate. */
    expectedRows: z.int(),
  }),
  z.object({ type: z.literal('rows'), table: z.string(), columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) }),
  z.object({ type: z.literal('remove'), table: z.string(), ids: z.array(z.string()) }),
  z.object({ type: z.literal('end'), version: z.int(), lastMutationId: z.int(), results: z.array(pushResult) }),
]);
export type PullLine = z.output<typeof pullLine>;

/** Data of a server-sent `poke` event. */
export const poke = z.object({ epoch: z.string(), version: z.int() });
export type Poke = z.output<typeof poke>;

export const messageBodyReply = z.object({ subject: z.string(), html: z.string(), text: z.string() });
export type MessageBody = z.output<typeof messageBodyReply>;
