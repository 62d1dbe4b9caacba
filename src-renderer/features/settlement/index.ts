export { Settlement } from './settlement.tsx';
