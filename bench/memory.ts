/** What 500 training steps leave behind, in Node and in Chromium. `npm run bench -- memory` */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runInChromium } from './support/in-chromium';
import { runInNode } from './support/in-node';

setFlagsFromString('--expose-gc');
Reflect.set(globalThis, 'gc', runInNewContext('gc'));
console.log('in Node');
await runInNode('memory');
console.log('in Chromium');
await runInChromium('memory', process.argv.slice(2), ['--enable-blink-features=ForceEagerMeasureMemory']);
