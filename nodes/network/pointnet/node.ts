import { addOperation, defineNode, formatShape, isCloud, network, z } from '@/graph';
import { exampleStemOf } from '../example-wiring';
import { describePointnet } from '../parameters';

export const pointnet = defineNode({
  type: 'network.pointnet',
  version: 1,
  phase: 'train',
  title: 'PointNet',
  summary: 'Reads a cloud of points as one row of numbers, whatever order its points come in.',
  keywords: ['point cloud', '3d', 'lidar', 'encoder', 'permutation', 'set', 'max pool', 'shared mlp'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    width: z.number().int().min(4).max(1_024).default(64).meta({ unit: 'numbers', scale: 'log' }),
    layers: z.number().int().min(1).max(8).default(2),
    features: z
      .number()
      .int()
      .min(4)
      .max(4_096)
      .default(256)
      .meta({ label: 'Features', unit: 'numbers', scale: 'log' }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ features }) => `${features} features of a cloud`,
  extend: ({ network: facts }, { width, layers, features }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    if (!stem) return {};
    if (!isCloud(stem.shape))
      return around.refuse('network', {
        code: 'network.no-cloud',
        title: `This reads clouds of points, [points, 3], and what comes in has the shape ${formatShape(stem.shape)}.`,
        fix: 'Put it right under an “Example input” that is given “Points on solids”.',
      });
    const [points = 0] = stem.shape;
    const params = { points, width, layers, features };
    return {
      network: {
        ...facts,
        network: addOperation(stem.network, {
          layer: 'pointnet',
          params,
          shape: ['B', features],
          ...describePointnet(params),
        }),
      },
    };
  },
});
