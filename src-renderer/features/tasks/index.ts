export { TaskDialog } from './task-dialog.tsx';
export { Tasks } from './tasks.tsx';
