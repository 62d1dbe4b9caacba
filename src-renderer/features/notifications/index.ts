export { Bell } from './bell.tsx';
export { TaskButton } from './task-button.tsx';
