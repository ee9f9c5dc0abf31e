import { imagesThatFit, imagesView, type Run } from '@/graph';
import { takeArrays } from '@/ml/arrays';
import { applyScaling } from '@/ml/data/points';
import { embedCaptions, embedPictures } from '@/ml/joint/embed';
import { contrastive } from '@/ml/objectives/contrastive';
import { openVectors } from '@/ml/retrieval/dense';
import { evenlySpaced } from '../../common/examples';
import { jointNetworks } from '../../common/joint-network';
import { rolesOf } from '../../common/network';
import { scalingOf } from '../../common/scaling';
import { trainNetworks } from '../common/example-training';
import { givenTo, learnCaptionWords, requireCaptions } from '../common/labels';
import type { TrainingWords } from '../common/words';
import type { trainContrastive } from './node';

const FOUND = { better: 'higher', apart: true } as const;
const wordsOf = (batch: number): TrainingWords => ({
  loss: 'loss of pairs, nats',
  unit: 'nats',
  speed: 'pictures/s',
  measures: {
    words: {
      title: 'Words found',
      help: `The share of pictures whose own words lie nearest of ${batch}, 0 to 1.`,
      ...FOUND,
    },
    pictures: {
      title: 'Pictures found',
      help: `The share of captions whose own picture lies nearest of ${batch}, 0 to 1.`,
      ...FOUND,
    },
  },
});

/** At each look so many captions are looked for among so many pictures, and so many of the nearest are shown of each. */
const LOOK = { captions: 4, pictures: 400, across: 6 } as const;

export const run: Run<typeof trainContrastive> = async (inputs, params, context) => {
  const { examples, validation } = inputs;
  requireCaptions(inputs.words, givenTo(examples, validation));
  const length = inputs.words.examples?.captions?.length ?? 1;
  const words = learnCaptionWords(examples, inputs.words.examples?.captions?.words ?? 0, context);
  const vocabulary = { words, length };
  const networks = jointNetworks(inputs.pictures, inputs.words, params);
  const roles = rolesOf(networks);
  const scaling = scalingOf(examples);
  const shown = evenlySpaced(validation && validation.count > 0 ? validation : examples, LOOK.pictures);
  const asked = distinct(shown.captions ?? []).slice(0, LOOK.captions);
  const scaled = applyScaling(shown, scaling);
  const across = Math.min(
    LOOK.across,
    shown.count,
    Math.floor(imagesThatFit(examples.shape) / Math.max(1, asked.length)),
  );
  const { trained, metrics } = await trainNetworks(
    networks,
    roles,
    examples,
    validation,
    { ...params, samples: asked.length * across },
    context,
    {
      words: wordsOf(params.batchSize),
      objective: contrastive(roles, vocabulary, params.loss),
      scaling,
      async sample(weights) {
        const pictures = await embedPictures(roles.picture, weights, scaled, context.breathe);
        const captions = await embedCaptions(roles.words, weights, vocabulary, asked, context.breathe);
        const open = openVectors(pictures, params.width);
        const nearest = asked.flatMap((_, row) =>
          open
            .search(captions.subarray(row * params.width, (row + 1) * params.width), across)
            .map(({ place }) => place),
        );
        return takeArrays(scaled, nearest).data;
      },
      // Each row what lies nearest to one caption.
      picture: (found) =>
        found.shape.length === 3
          ? imagesView(found, {
              columns: across,
              captionOf: (at) => (at % across === 0 ? (asked[at / across] ?? '') : ''),
            })
          : null,
    },
  );
  return {
    encoder: { ...trained, networks, vocabulary, width: params.width, loss: params.loss },
    metrics: { ...metrics, values: [...metrics.values, { name: 'Words known', value: words.length }] },
  };
};

const distinct = (captions: readonly string[]): string[] => [...new Set(captions)];
