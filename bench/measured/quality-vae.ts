/**
 * MNIST, black and white (each pixel 1 where it is more than a half): minus the evidence bound of a VAE with 20 latent numbers, on 1,000 images put aside of
 * the 10,000, one code drawn for each image and the mean over several draws.
 */
import { bar } from '../support/bar';
import { changed, digitVae } from '../support/digits';
import { finish, startWasm } from '../support/environment';
import { mnistParts } from '../support/mnist';

const [STEPS, COPIES] = [2_000, 4];
await startWasm();

const began = performance.now();
const { training: whole, validation: aside } = await mnistParts();
// What is measured is as it came, but black and white; what is learned from is also moved and turned a little.
const training = await changed(whole, { binary: true, copies: COPIES, shift: 1.5, rotate: 8 });
const validation = await changed(aside, { binary: true });

const learned = performance.now();
const { metrics } = await digitVae({ training, validation }, STEPS, (step, { trainingLoss, validationLoss, kl }) => {
  if (validationLoss === undefined || trainingLoss === undefined) return;
  console.log(
    `step ${step}: training ${trainingLoss.toFixed(2)}, validation ${validationLoss.toFixed(2)} nats, of which ${kl?.toFixed(2)} KL`,
  );
});
const seconds = (performance.now() - learned) / 1000;
for (const { name, value, unit = '' } of metrics.values) console.log(`${name}: ${value.toFixed(3)} ${unit}`);
console.log(
  `${training.count} images to learn from, ${validation.count} put aside; ${STEPS} steps in ${seconds.toFixed(0)} s (${((1000 * seconds) / STEPS).toFixed(1)} ms each), ${((performance.now() - began) / 1000).toFixed(0)} s with preparing`,
);
const elbo = metrics.values.find(({ name }) => name === '−ELBO, validation')?.value ?? Number.NaN;
bar('quality-vae.elbo', elbo, { atMost: 115 });
finish();
