/** MNIST: the share of 1,000 images put aside that a classifier tells, trained on 9,000 with copies that are moved and turned a little. */
import { prepareImages } from '@/nodes/prepare/images/node';
import { run as prepare } from '@/nodes/prepare/images/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { digitClassifier } from '../support/digit-classifier';
import { finish, startWasm } from '../support/environment';
import { mnistParts } from '../support/mnist';

await startWasm();
const { training, validation } = await mnistParts();
const moved = prepareImages.params.parse({ copies: 2, shift: 2, rotate: 10 });
const { examples } = await prepare({ examples: training }, moved, testContext());
const began = performance.now();
const { accuracy } = await digitClassifier(examples, validation);
console.log(`trained in ${((performance.now() - began) / 1000).toFixed(0)} s`);
bar('accuracy', 100 * accuracy, { atLeast: 98 }, 1);
finish();
