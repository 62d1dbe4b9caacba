export { paymentCallbacksRouter } from './callbacks.ts';
export { paymentsOf, SANDBOX_PATH } from './context.ts';
export { startPaymentJobs } from './jobs.ts';
export { sandboxProviderRouter } from './sandbox-provider-router.ts';
