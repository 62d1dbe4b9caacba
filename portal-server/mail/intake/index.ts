export { TaskMailboxReader } from './task-mailbox-reader.ts';
