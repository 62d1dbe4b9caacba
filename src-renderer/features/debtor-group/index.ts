export { DebtorGroupTab } from './debtor-group-tab.tsx';
export { GroupSwitch } from './group-switch.tsx';
