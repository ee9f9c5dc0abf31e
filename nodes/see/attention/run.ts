import { type Examples, type Generator, GenloomError, type Run } from '@/graph';
import { type AttentionMaps, attentionMaps, looksOf } from '@/ml/attention-maps';
import { captionTensor, captionWriter } from '@/ml/captions';
import { applyScaling } from '@/ml/data/points';
import { diffusionLevel } from '@/ml/diffusion/levels';
import { addNoise } from '@/ml/diffusion/parameterisation';
import { gaussianNoise } from '@/ml/functions/noise';
import { createRandom } from '@/ml/random';
import { type Tensor, tensor, tensor1d, tidy } from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { captionWordsOf } from '../../common/caption-words';
import { requireKnownShape, takeExamples } from '../../common/examples';
import { damaged, rolesOf } from '../../common/network';
import { processOf } from '../../common/noise-process';
import type { seeAttention } from './node';
import { mapsView } from './view';

export const run: Run<typeof seeAttention> = async ({ model, examples }, params, { seed, preview }) => {
  requireKnownShape(examples, model.shape, 'Connect examples like those that the model was trained on.');
  if (params.example > examples.count)
    throw none(
      'see.no-example',
      `There are ${examples.count.toLocaleString('en')} examples, and number ${params.example.toLocaleString('en')} was asked for.`,
      `Set “Example” to ${examples.count.toLocaleString('en')} or less.`,
    );
  const one = takeExamples(examples, [params.example - 1]);
  const found = await mapsOf(model, one, params.noise, seed);
  if (found.length === 0)
    throw none(
      'see.no-attention',
      'There is no attention in this model.',
      'Train one with “DiT”, “ViT encoder” or “Image attention” in it.',
    );
  const maps = found[params.block - 1];
  if (!maps)
    throw none(
      'see.no-block',
      `This model has ${found.length} block${found.length === 1 ? '' : 's'} with attention, and block ${params.block} was asked for.`,
      `Set “Block” to ${found.length} or less.`,
    );
  if (params.head > maps.heads)
    throw none(
      'see.no-head',
      `This block has ${maps.heads} heads, and head ${params.head} was asked for.`,
      `Set “Head” to ${maps.heads} or less, or to 0.`,
    );
  const { rows, columns } = gridOf(maps.places, model.shape);
  const row = Math.min(rows, params.row ?? Math.ceil((rows + 1) / 2));
  const column = Math.min(columns, params.column ?? Math.ceil((columns + 1) / 2));
  const looks = looksOf(maps, (row - 1) * columns + column - 1);
  const wanted = params.head === 0 ? looks.map((_, index) => index) : [params.head];
  const shown = wanted.map((index) => ({
    title: index === 0 ? 'all heads' : `head ${index}`,
    shares: looks[index] ?? new Float32Array(maps.places),
  }));
  const caption = `block ${params.block} of ${found.length}: where row ${row}, column ${column} looks`;
  preview({ ...mapsView(one, shown, { rows, columns, row, column }), caption }, 'maps', 'stays');
  const data = new Float32Array(shown.length * maps.places);
  for (const [index, { shares }] of shown.entries()) data.set(shares, index * maps.places);
  return { maps: { shape: [rows, columns, 1], count: shown.length, data } };
};

/** What all blocks with attention look at, in the networks of a model that take such an example. */
async function mapsOf(model: Generator, one: Examples, noise: number, seed: number): Promise<AttentionMaps[]> {
  const takers = Object.values(rolesOf(model.networks)).filter(
    ({ examples }) => examples?.shape.join() === one.shape.join(),
  );
  const found: AttentionMaps[] = [];
  for (const network of takers) {
    const weights = uploadWeights(network, model.weights);
    const { time = false, classes = 0, captions } = network.examples ?? {};
    const words = captions && captionWordsOf(model);
    const input = noised(model, one, time ? noise : 0, seed);
    const told = {
      ...(time && { time: tensor1d([noise]) }),
      ...(classes > 0 && { label: tensor1d([one.labels?.[0] ?? classes], 'int32') }),
      ...(words && { caption: captionTensor(captionWriter(words)([one.captions?.[0] ?? ''])) }),
    };
    try {
      found.push(...(await attentionMaps(network, weights, { input, ...told })));
    } finally {
      for (const given of [input, ...Object.values(told)]) given.dispose();
      disposeAll(weights);
    }
  }
  return found;
}

/** The example as training saw it, with as much noise as the model would have at this time. */
const noised = ({ family, settings, scaling }: Generator, one: Examples, time: number, seed: number): Tensor =>
  tidy(() => {
    const clean = tensor(applyScaling(one, scaling).data, [1, ...one.shape]);
    if ((family !== 'diffusion' && family !== 'distilled') || time === 0) return clean;
    const process = processOf(settings);
    if (!process) throw damaged();
    const { signal, noise } =
      process.method === 'diffusion'
        ? diffusionLevel(
            process.schedule,
            Math.min(process.schedule.steps - 1, Math.round(time * process.schedule.steps)),
          )
        : { signal: 1 - time, noise: time };
    return addNoise(clean, gaussianNoise([1, ...one.shape], createRandom(seed)), { signal, noise });
  });

/** How the places of a block lie: in the proportions of the image. */
function gridOf(places: number, [height = 1, width = 1]: readonly number[]) {
  const rows = Math.max(1, Math.round(Math.sqrt((places * height) / width)));
  return { rows, columns: Math.max(1, Math.round(places / rows)) };
}

const none = (code: string, title: string, fix: string) => new GenloomError({ code, title, fix });
