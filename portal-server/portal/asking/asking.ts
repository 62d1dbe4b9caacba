import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { FiledRequest } from '../../../src-shared/commands/portal-requests.ts';
import { loadAdministrationSettings } from '../../../src-shared/domain/administration-settings.ts';
import {
  type PortalFunction,
  type PortalRules,
  type PortalSettings,
  portalRulesOf,
  segmentOf,
} from '../../../src-shared/domain/portal-settings.ts';
import type { RowReader } from '../../../src-shared/domain/row-reader.ts';
import type { MessageKey } from '../../../src-shared/i18n/index.ts';
import { AppError } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { giveCommand } from '../../sync/execute.ts';
import { messagePage } from '../pages/messages.tsx';
import { pageContext, sendPage } from '../request.ts';
import { actorOf, type Visit, type VisitHandler } from '../session.ts';
import { filesOf } from './form-body.ts';

/** What a company allows the debtor of a visit, with its own words. */
export interface Allowed {
  settings: PortalSettings;
  rules: PortalRules;
}

export async function allowedOf(tx: RowReader, { debtor, administration }: Pick<Visit, 'debtor' | 'administration'>): Promise<Allowed> {
  const settings = await loadAdministrationSettings(tx, administration.id, 'portal');
  return { settings, rules: portalRulesOf(settings, await segmentOf(tx, debtor, administration.currency)) };
}

/** A fault in a form: the field it is at and what to do about it. */
export interface FormError {
  field: string;
  text: string;
}

/**
 * Runs a handler only where the company offers the function; an old link to one that is switched off says whom to call.
 */
export function whenOffered(services: Services, name: PortalFunction, handler: VisitHandler): VisitHandler {
  return async (visit, req, res) => {
    const { rules } = await services.store.read((tx) => allowedOf(tx, visit));
    if (rules.functions[name] !== 'off') return handler(visit, req, res);
    sendPage(res, messagePage(pageContext(services, req, res, { visit }), 'switched-off'), 404);
  };
}

/** One press of one button: the visit, the form's own number, and all that was filled in and sent along. */
function pressOf(visit: Visit, req: Request): string {
  const hash = createHash('sha256').update(JSON.stringify([visit.sessionId, req.path, req.body]));
  for (const { name, bytes } of filesOf(req).files) hash.update(`\u0000${name}\u0000${bytes.length}\u0000`).update(bytes);
  return `portal-form:${hash.digest('hex')}`;
}

/** Gives what a form asks. The same form sent again is asked once, and answered alike. */
export function ask<Result = FiledRequest>(services: Services, visit: Visit, req: Request, name: string, args: object): Promise<Result> {
  const given = { debtorId: visit.debtor.id, ...args };
  return giveCommand<Result>(services, { commandId: pressOf(visit, req), name, args: given, actor: actorOf(visit) });
}

/**
 * Answers a form that was sent before with where the first time led: what it asked for is done, so the rows it was about
 * have changed, and looking at them again would call it a fault.
 */
export function oncePressed(services: Services, handler: VisitHandler, where: (result: FiledRequest) => string): VisitHandler {
  return async (visit, req, res) => {
    const earlier = await services.store.read((tx) => tx.get('commandResults', pressOf(visit, req)));
    if (earlier?.outcome.status !== 'applied') return handler(visit, req, res);
    res.redirect(303, where(earlier.outcome.value as FiledRequest));
  };
}

export const donePath = ({ requestId }: Pick<FiledRequest, 'requestId'>): string => `/portal/done/${requestId}`;

export const toDone = (res: Response, { requestId }: Pick<FiledRequest, 'requestId'>): void => res.redirect(303, donePath({ requestId }));

/** Refusals that are about what was filled in, as the words to put at a field; others are faults. */
const REFUSALS: Readonly<Record<string, MessageKey>> = {
  'request.amount-changed': 'portal.error.amount-changed',
  'request.nothing-open': 'portal.error.nothing-open',
  'request.day-past': 'portal.error.day-past',
  'request.day-future': 'portal.error.day-future',
  'request.terms-order': 'portal.error.day-past',
  'request.terms-differ': 'portal.error.amount-changed',
  'request.nothing-changed': 'portal.error.nothing-changed',
  'request.no-proposal': 'portal.error.no-proposal',
  'request.mixed-currencies': 'portal.error.mixed-currencies',
  'payment.nothing-chosen': 'portal.error.nothing-chosen',
  'payment.covered-by-credit': 'portal.error.covered-by-credit',
};

/** @throws the error itself when it is not the debtor's to mend */
export function refusalText(error: unknown): MessageKey {
  const key = error instanceof AppError ? REFUSALS[error.code] : undefined;
  if (!key) throw error;
  return key;
}
