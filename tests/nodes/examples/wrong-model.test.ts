import { expect, test } from 'vitest';
import { type AnyContract, extendNode, type GeneratorFamily } from '@/graph';
import { generateFromExamples } from '@/nodes/generate/from-examples/node';
import { latentWalk } from '@/nodes/generate/latent-walk/node';
import { reconstruct } from '@/nodes/generate/reconstruct/node';
import { seeFlow } from '@/nodes/see/flow/node';
import { seeLatent } from '@/nodes/see/latent/node';
import { distil } from '@/nodes/train/distil/node';

const FAMILIES: readonly GeneratorFamily[] = ['diffusion', 'distilled', 'vae', 'vq-vae', 'autoencoder', 'gan', 'flow'];

interface Taking {
  readonly contract: AnyContract;
  /** The families that it takes. */
  readonly fitting: readonly GeneratorFamily[];
  readonly params?: object;
  /** What is said of all others. */
  readonly code: string;
}

const nodes: readonly Taking[] = [
  { contract: generateFromExamples, fitting: ['diffusion'], code: 'generate.no-diffusion' },
  {
    contract: latentWalk,
    fitting: ['vae', 'autoencoder', 'gan'],
    params: { walk: 'examples' },
    code: 'latent.none',
  },
  { contract: reconstruct, fitting: ['vae', 'vq-vae', 'autoencoder'], code: 'latent.no-encoder' },
  { contract: seeFlow, fitting: ['flow'], code: 'see.no-flow' },
  { contract: seeLatent, fitting: ['vae', 'autoencoder'], code: 'latent.no-encoder' },
  { contract: distil, fitting: ['diffusion'], code: 'distil.no-steps' },
];

test.each(nodes)(
  '“$contract.title” takes no model of a family that it cannot use',
  ({ contract, fitting, params, code }) => {
    const wired = (family: GeneratorFamily) => {
      const inputs = { model: { generator: { family } }, examples: { exampleShape: [2] } };
      const found = extendNode(contract, inputs, contract.params.parse(params ?? {}), { nodeId: 'node' });
      return found.ok ? null : found.error.code;
    };
    for (const family of FAMILIES)
      expect([family, wired(family)]).toEqual([family, fitting.includes(family) ? null : code]);
  },
);
