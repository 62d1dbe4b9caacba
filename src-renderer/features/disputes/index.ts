export { DebtorDisputes } from './debtor-disputes.tsx';
export { Disputes } from './disputes.tsx';
export { OpenDisputeDialog } from './open-dialog.tsx';
export { daysLeftText, daysLeftTone } from './sla-tag.tsx';
export { disputeTypeName } from './type-name.ts';
