export { Documents } from './documents.tsx';
export { DropHint, DropZone } from './drop-zone.tsx';
