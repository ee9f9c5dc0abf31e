import { defineNode, network, z } from '@/graph';
import { exampleStemOf } from '../example-wiring';
import { channelsField, imageActivationField } from '../image-fields';
import { addLaidOut } from '../image-wiring';

const sideField = (label: string) => z.number().int().min(1).max(256).default(7).meta({ label, unit: 'pixels' });

export const layOut = defineNode({
  type: 'network.lay-out',
  version: 1,
  phase: 'train',
  title: 'Numbers to image',
  summary: 'Lays out numbers as a small image with many channels.',
  keywords: ['reshape', 'unflatten', 'decoder', 'generator'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    height: sideField('Height'),
    width: sideField('Width'),
    channels: channelsField,
    activation: imageActivationField,
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ height, width, channels }) => `${height} × ${width} · ${channels} channels`,
  extend: ({ network: facts }, { activation, ...image }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    return stem ? { network: { ...facts, network: addLaidOut(stem, image, activation) } } : {};
  },
});
