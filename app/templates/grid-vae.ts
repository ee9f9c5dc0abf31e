import { node, wire } from './build';

/**
 * A VAE that writes images down with a code for each place, as latent diffusion wants it: its trainer is `v-train`.
 * @param images who gives the images, `images.examples`
 * @param grid places along each side: a quarter of the pixels
 */
export const gridVae = (images: string, grid: number, steps: number) => ({
  nodes: [
    node('v-input', 'network.example-input', 300, 20),
    node('v-encoder', 'network.image-encoder', 300, 140, { channels: 16, halvings: 2, grid: true }),
    node('v-code', 'network.example-output', 300, 262, { gives: 'latent', latent: 4, grid: true }, { title: 'Code' }),
    node('v-noise', 'network.noise-input', 300, 400, { width: 4, grid }),
    node('v-decoder', 'network.image-decoder', 300, 520, { channels: 16, doublings: 2 }),
    node('v-train', 'train.vae', 560, 0, {
      steps,
      decaySteps: steps,
      batchSize: 32,
      learningRate: 0.002,
      evaluateEvery: 100,
      samples: 36,
    }),
  ],
  wires: [
    wire(`${images} → v-input.examples`),
    wire('v-input.network → v-encoder.network'),
    wire('v-encoder.network → v-code.network'),
    wire('v-noise.network → v-decoder.network'),
    wire(`${images} → v-decoder.examples`),
    wire('v-code.network → v-train.encoder'),
    wire('v-decoder.network → v-train.decoder'),
    wire(`${images} → v-train.examples`),
    wire('v-train.model → into.model'),
  ],
});

export const GRID_VAE_GROUP = {
  id: 'vae',
  title: 'Encoder and decoder',
  nodes: ['v-input', 'v-encoder', 'v-code', 'v-noise', 'v-decoder'],
};
