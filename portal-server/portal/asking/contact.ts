import type { Request, Response } from 'express';
import { contactDetails, mainContact } from '../../../src-shared/commands/propose-contact-change.ts';
import { isAddress } from '../../../src-shared/domain/recipient.ts';
import { CONTACT_FIELDS, type ContactField } from '../../../src-shared/domain/requests.ts';
import { newId } from '../../../src-shared/kernel/index.ts';
import type { Services } from '../../app/services.ts';
import { pageContext, sendPage } from '../request.ts';
import type { Visit, VisitHandler } from '../session.ts';
import { allowedOf, ask, type FormError, refusalText, toDone } from './asking.ts';
import { field } from './fields.ts';
import { contactPage } from './pages/contact.tsx';

async function load(services: Services, visit: Visit) {
  return services.store.read(async (tx) => ({
    ...(await allowedOf(tx, visit)),
    current: contactDetails(visit.debtor, await mainContact(tx, visit.debtor)),
  }));
}

type Loaded = Awaited<ReturnType<typeof load>>;
type Answers = Record<ContactField, string>;

export function contactPageHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const loaded = await load(services, visit);
    show(services, visit, req, res, loaded, loaded.current, []);
  };
}

const LENGTHS: Record<ContactField, number> = { contactName: 200, email: 254, phone: 50, street: 200, postalCode: 20, city: 100 };

export function contactFormHandler(services: Services): VisitHandler {
  return async (visit, req, res) => {
    const body = req.body as Record<string, unknown>;
    const w = pageContext(services, req, res, { visit }).words;
    const loaded = await load(services, visit);
    const answers = Object.fromEntries(CONTACT_FIELDS.map((name) => [name, field(body, name, LENGTHS[name])])) as Answers;
    const errors: FormError[] = [];
    if (answers.email ? !isAddress(answers.email) : loaded.current.email !== '')
      errors.push({ field: 'email', text: w.t('portal.error.email') });
    if (errors.length > 0) return show(services, visit, req, res, loaded, answers, errors);
    // Only what is different is asked: what is left as it was must not overwrite what somebody changes meanwhile.
    const changed = CONTACT_FIELDS.filter((name) => answers[name] !== loaded.current[name]).map((name) => [name, answers[name]]);
    try {
      toDone(res, await ask(services, visit, req, 'propose-contact-change', Object.fromEntries(changed)));
    } catch (error) {
      show(services, visit, req, res, loaded, answers, [{ field: 'contactName', text: w.t(refusalText(error)) }]);
    }
  };
}

function show(services: Services, visit: Visit, req: Request, res: Response, loaded: Loaded, answers: Answers, errors: FormError[]): void {
  const context = pageContext(services, req, res, { visit });
  const once = newId(services.clock.now());
  sendPage(res, contactPage(context, { ...loaded, answers, errors, once }), errors.length > 0 ? 422 : 200);
}
