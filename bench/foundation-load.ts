/**
 * How fast a published model of 100 MB is loaded, and how much memory it takes at the most, when its bytes are read from a file as they are needed. In
 * Node. `npm run bench -- foundation-load`
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runInNode } from './support/in-node';

setFlagsFromString('--expose-gc');
Reflect.set(globalThis, 'gc', runInNewContext('gc'));
await runInNode('foundation-load');
