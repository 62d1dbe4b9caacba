export { DebtorGroupTab } from './debtor-group-tab.tsx';
