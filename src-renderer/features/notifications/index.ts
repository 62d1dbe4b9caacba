export { Bell } from './bell.tsx';
export { notificationText } from './notification-text.ts';
export { TaskButton } from './task-button.tsx';
