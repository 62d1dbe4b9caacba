export { PostponeDialog } from './postpone-dialog.tsx';
export { Worklist } from './worklist.tsx';
