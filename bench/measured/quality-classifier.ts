/** MNIST: the share of 1,000 images put aside that a classifier tells, trained on 9,000 with copies that are moved and turned a little. */
import { bar } from '../support/bar';
import { digitClassifier } from '../support/digits';
import { finish, startWasm } from '../support/environment';
import { mnistParts } from '../support/mnist';

const STEPS = 1_500;
await startWasm();
const parts = await mnistParts();
const began = performance.now();
const { classifier, metrics } = await digitClassifier(parts, STEPS, (step, { validationLoss }) => {
  if (validationLoss !== undefined) console.log(`step ${step}: validation loss ${validationLoss.toFixed(4)} nats`);
});
console.log(`trained in ${((performance.now() - began) / 1000).toFixed(0)} s`);
for (const { name, value, unit = '' } of metrics.values) console.log(`${name}: ${value.toFixed(3)} ${unit}`);
bar('quality-classifier.accuracy', 100 * (classifier.accuracy ?? Number.NaN), { atLeast: 98 }, 1);
finish();
