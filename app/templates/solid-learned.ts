import { node, note, template, wire } from './build';

const compare = { compare: 'pairs', points: 2_048, reach: 0.05 } as const;

/** One solid three times, each as a small network that says how far its surface is: what sees places decides how sharp it comes out. */
export const solidLearned = template(
  'solid-learned',
  'One solid, learned',
  'A mug as a network: asked about any place, it says how far the surface is. Three networks of a size learn it from the same distances, and differ in what they see of a place: bare coordinates, waves over them, or what three learned planes hold there. Press Run, turn the three, and make finer meshes of the same networks.',
  {
    nodes: [
      node('solid', 'source.solids', 0, 320, { count: 1, keep: 'mug', detail: 64 }, { title: 'The solid' }),
      node('bare', 'train.implicit-surface', 270, 0, { encoder: 'none' }, { title: 'From bare coordinates' }),
      node('waves', 'train.implicit-surface', 270, 320, { encoder: 'fourier' }, { title: 'From Fourier features' }),
      node('planes', 'train.implicit-surface', 270, 640, { encoder: 'triplane' }, { title: 'From three planes' }),
      node('bare-mesh', 'generate.surface-meshes', 530, 0, {}, { title: 'By coordinates' }),
      node('waves-mesh', 'generate.surface-meshes', 530, 320, {}, { title: 'By waves' }),
      node('planes-mesh', 'generate.surface-meshes', 530, 640, {}, { title: 'By planes' }),
      node('bare-compare', 'evaluate.solids', 790, 0, compare),
      node('waves-compare', 'evaluate.solids', 790, 320, compare),
      node('planes-compare', 'evaluate.solids', 790, 640, compare),
    ],
    wires: ['bare', 'waves', 'planes'].flatMap((way) => [
      wire(`solid.meshes → ${way}.meshes`),
      wire(`${way}.surface → ${way}-mesh.surface`),
      wire(`${way}-mesh.meshes → ${way}-compare.made`),
      wire(`solid.meshes → ${way}-compare.real`),
    ]),
    notes: [
      note(
        'look',
        1050,
        0,
        208,
        250,
        'What to look at\n\nThe rim and the handle. A network learns what changes slowly first, so from bare coordinates edges come out round; waves and planes tell near places apart. The Chamfer distance says by how much.',
      ),
      note(
        'try',
        1050,
        320,
        208,
        250,
        'Then try\n\n“Cells each way” at 16 and at 96: nothing learns anew. 1 band, and 8. 8 solids in “The solid” and in “Solids” of the middle one: one network, a code each. Your own GLB.',
      ),
    ],
  },
);
