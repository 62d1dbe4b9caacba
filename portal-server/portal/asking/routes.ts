import type { RequestHandler, Router } from 'express';
import type { PortalFunction } from '../../../src-shared/domain/portal-settings.ts';
import type { Services } from '../../app/services.ts';
import type { VisitHandler } from '../session.ts';
import { alreadyPaidFormHandler, alreadyPaidPageHandler } from './already-paid.ts';
import { donePath, oncePressed, whenOffered } from './asking.ts';
import { complaintFormHandler, complaintPageHandler } from './complaint.ts';
import { contactFormHandler, contactPageHandler } from './contact.ts';
import { conversationFileHandler, conversationFormHandler, conversationHandler, conversationsHandler, threadPath } from './conversation.ts';
import { doneHandler } from './done.ts';
import { copyFormHandler, copyPageHandler, poNumberFormHandler, poNumberPageHandler } from './invoice-asks.ts';
import { ownPlanFormHandler, ownPlanPageHandler, planFormHandler, planPageHandler } from './plan.ts';
import { promiseFormHandler, promisePageHandler, promisePartFormHandler, promisePartHandler } from './promise.ts';
import { proposalFormHandler, proposalHandler } from './proposal.ts';
import { questionFormHandler, questionPageHandler } from './question.ts';

/** How the portal wraps a page and a form: inside a visit, and for a form that it is ours. */
interface Wrap {
  page(handler: VisitHandler): RequestHandler;
  form(handler: VisitHandler): RequestHandler[];
  fileForm(handler: VisitHandler): RequestHandler[];
}

type Make = (services: Services) => VisitHandler;

/** Path, the function it belongs to, page and form. */
const ASKS: readonly [path: string, offered: PortalFunction, page: Make, form: Make, files?: 'files'][] = [
  ['/portal/plan', 'plan', planPageHandler, planFormHandler],
  ['/portal/plan/own', 'plan', ownPlanPageHandler, ownPlanFormHandler],
  ['/portal/promise', 'promise', promisePageHandler, promiseFormHandler],
  ['/portal/promise/part', 'promise', promisePartHandler, promisePartFormHandler],
  ['/portal/complaint', 'complaint', complaintPageHandler, complaintFormHandler, 'files'],
  ['/portal/already-paid', 'alreadyPaid', alreadyPaidPageHandler, alreadyPaidFormHandler, 'files'],
  ['/portal/question', 'question', questionPageHandler, questionFormHandler, 'files'],
  ['/portal/contact', 'contactDetails', contactPageHandler, contactFormHandler],
  ['/portal/po-number', 'poNumber', poNumberPageHandler, poNumberFormHandler],
  ['/portal/copy', 'copy', copyPageHandler, copyFormHandler],
];

/** The pages on which a debtor asks something, and what comes of it. */
export function askingRoutes(router: Router, services: Services, { page, form, fileForm }: Wrap): void {
  for (const [path, offered, show, take, files] of ASKS) {
    router.get(path, page(whenOffered(services, offered, show(services))));
    const handler = oncePressed(services, take(services), donePath);
    router.post(path, (files ? fileForm : form)(whenOffered(services, offered, handler)));
  }
  router.get('/portal/done/:requestId', page(doneHandler(services)));
  router.get('/portal/conversations', page(conversationsHandler(services)));
  router.get('/portal/conversation/:threadId', page(conversationHandler(services)));
  router.post('/portal/conversation/:threadId', fileForm(oncePressed(services, conversationFormHandler(services), threadPath)));
  router.get('/portal/conversation/:threadId/file/:documentId', page(conversationFileHandler(services)));
  router.get('/portal/proposal/:requestId', page(proposalHandler(services)));
  router.post('/portal/proposal/:requestId', form(proposalFormHandler(services)));
}
