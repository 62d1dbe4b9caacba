// The stand-in for the module `electron`, with the test's way into it.
import './control.ts';

export * from './modules.ts';
