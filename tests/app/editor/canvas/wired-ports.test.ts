import { expect, test } from 'vitest';
import { wiredPorts } from '@/app/editor/canvas/wired-ports';
import { node, template, wire } from '@/app/templates/build';
import { catalogue } from '@/nodes';

test('an unknown node has a port for each of its wires, in the shape of what is at the other end', () => {
  const document = template('future', 'Future', '', {
    nodes: [
      node('text', 'source.text', 0, 0),
      node('dream', 'future.dream', 300, 0),
      node('clean', 'prepare.clean', 600, 0),
      node('encode', 'tokenize.encode', 600, 200),
      node('train', 'train.language-model', 900, 0),
      node('sleep', 'future.sleep', 900, 200),
    ],
    wires: [
      wire('text.text → dream.anything'),
      wire('dream.result → clean.text'),
      wire('dream.result → encode.text'),
      wire('dream.brain → train.network'),
      wire('dream.rest → sleep.rest'),
    ],
  });
  expect(wiredPorts(document, catalogue, 'dream')).toEqual({
    inputs: [{ name: 'anything', family: 'data' }],
    outputs: [
      { name: 'result', family: 'data' },
      { name: 'brain', family: 'network' },
      { name: 'rest', family: 'value' },
    ],
  });
  expect(wiredPorts(document, catalogue, 'sleep')).toEqual({
    inputs: [{ name: 'rest', family: 'value' }],
    outputs: [],
  });
});
