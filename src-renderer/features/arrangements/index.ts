export { ArrangementsTab } from './arrangements-tab.tsx';
export { PlanDialog } from './plan-dialog.tsx';
export { PromiseDialog } from './promise-dialog.tsx';
