export { NoteBox } from './note-box.tsx';
export { NoteDialog } from './note-dialog.tsx';
export { NoteMenu } from './note-menu.tsx';
