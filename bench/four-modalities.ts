import { runInNode } from './support/in-node';

await runInNode('four-modalities');
