import { anyToAny } from '@/app/templates/any-to-any';
import { bar } from '../support/bar';
import { figuresOf } from '../support/run-template';

const figures = await figuresOf(anyToAny);
for (const [node, own] of figures)
  for (const [name, value] of own) console.log(`${node}, ${name}: ${value.toFixed(3)}`);
const of = (node: string, name: string) => figures.get(node)?.get(name) ?? Number.NaN;

// A blind guess has the logarithm of the vocabulary: about 5.5 nats.
bar('four-modalities.loss-of-text, nats', of('losses', 'Loss of text'), { atMost: 1 });
bar('four-modalities.loss-of-captions, nats', of('losses', 'Loss of captions'), { atMost: 0.4 });
bar('four-modalities.loss-of-pictures, nats', of('losses', 'Loss of pictures'), { atMost: 1.3 });
bar('four-modalities.loss-of-melodies, nats', of('losses', 'Loss of melodies'), { atMost: 1 });
bar('four-modalities.loss-of-motions, nats', of('losses', 'Loss of motions'), { atMost: 1 });
bar('four-modalities.completed-pictures-right, %', of('picture-right', 'Top-1'), { atLeast: 70 }, 1);
bar('four-modalities.drawn-as-said, %', of('drawn-right', 'Top-1'), { atLeast: 75 }, 1);
bar('four-modalities.said-of-pictures-right, %', of('said-right', 'Exact match'), { atLeast: 75 }, 1);
bar('four-modalities.melodies-in-key, %', of('melody-right', 'In key'), { atLeast: 95 }, 1);
bar('four-modalities.melodies-of-whole-bars, %', of('melody-right', 'Whole bars'), { atLeast: 80 }, 1);
bar('four-modalities.motion-off-at-the-end, %', of('motion-right', 'Error after 44 steps'), { atMost: 20 }, 1);
bar('four-modalities.energy-off-at-the-end, %', of('motion-right', 'Drift of energy'), { atMost: 15 }, 1);
