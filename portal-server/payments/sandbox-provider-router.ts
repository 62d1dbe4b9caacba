import type { Router } from 'express';
import type { Services } from '../app/services.ts';
import { paymentsOf } from './context.ts';

/** The built-in provider's pages and API, to be mounted at {@link SANDBOX_PATH} when the configuration names the sandbox. */
export const sandboxProviderRouter = (services: Services): Router => paymentsOf(services).sandbox().router;
