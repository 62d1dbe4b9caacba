export { Dunning } from './dunning.tsx';
