export { SettleDialog } from './settle-dialogs.tsx';
export { Settlement } from './settlement.tsx';
