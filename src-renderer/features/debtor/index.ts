export { DebtorCard } from './debtor-card.tsx';
export { DebtorPreview } from './debtor-preview.tsx';
export { type DebtorDialog, DebtorDialogs } from './dialogs.tsx';
