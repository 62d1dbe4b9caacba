import { worklistViewSchema } from '../../src-shared/contract/index.ts';
