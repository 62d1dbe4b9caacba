export { mailDocument } from './mail-document.ts';
export { MessageReader } from './message-reader.tsx';
export { OutgoingMail } from './outgoing-mail.tsx';
