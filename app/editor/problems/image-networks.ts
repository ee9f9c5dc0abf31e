import {
  addNodeEdit,
  applyEdit,
  batch,
  type Catalogue,
  check,
  connectEdit,
  type Edit,
  type GraphDocument,
  type GraphNode,
  type JsonObject,
  removeEdit,
  setParamsEdit,
} from '@/graph';
import { nearestBefore } from './nearest-before';

/** The advice of trainers whose networks were made for points, and are given images. */
export const NARROW = 'train.narrow-network';

/** A network that is made for images, in the place of what stands between its beginning and its output. */
interface Preset {
  readonly type: string;
  readonly params: JsonObject;
  /** It ends in an example itself, so that the output under it goes too. */
  readonly whole?: boolean;
  /** It must be told what images it is to make. */
  readonly told?: boolean;
  /** How wide noise or codes are, at the node where it begins or ends. */
  readonly begins?: JsonObject;
  readonly ends?: JsonObject;
}
interface Family {
  readonly networks: Readonly<Record<string, Preset>>;
  readonly params: JsonObject;
}

/** Images of so many pixels are learned within minutes on two cores; larger ones take longer, and can be asked for afterwards. */
const [SIZE, LARGEST] = [16, 32];
/** As many as are measured, in few steps: a thousand images take a denoiser a while. */
const MADE = { count: 200, steps: 20 };

const learning = (steps: number, more: JsonObject): JsonObject => ({
  steps,
  decaySteps: steps,
  batchSize: 32,
  evaluateEvery: 200,
  samples: 32,
  ...more,
});
const decoder = { type: 'network.image-decoder', told: true, whole: true } as const;
const encoder = { type: 'network.image-encoder' } as const;

/** What each family learns small images with, within about a minute. `npm run bench -- own-images` measures it. */
const FAMILIES: Readonly<Record<string, Family>> = {
  'train.diffusion': {
    networks: {
      network: {
        type: 'network.unet',
        whole: true,
        params: { channels: 48, levels: 2, growth: 'same', blocks: 1, patch: '2', attention: true },
      },
    },
    params: learning(1_200, { predicts: 'x0', learningRate: 0.002, minimumLearningRate: 0.00002, average: 0.99 }),
  },
  'train.flow': {
    networks: { network: { type: 'network.glow', params: { levels: 2, steps: 4, width: 32 } } },
    params: learning(1_200, { learningRate: 0.003, minimumLearningRate: 0.00003 }),
  },
  'train.vae': {
    networks: {
      encoder: { ...encoder, params: { channels: 16, halvings: 2 }, ends: { latent: 16 } },
      decoder: { ...decoder, params: { channels: 16, doublings: 2 }, begins: { width: 16 } },
    },
    params: learning(1_200, { learningRate: 0.002 }),
  },
  'train.gan': {
    networks: {
      generator: { ...decoder, params: { channels: 12, doublings: 2, activation: 'relu' }, begins: { width: 32 } },
      critic: { ...encoder, params: { channels: 16, halvings: 2, norm: 'none', activation: 'leaky-relu' } },
    },
    params: learning(1_200, {
      loss: 'non-saturating',
      r1: 1,
      criticMoves: 1,
      learningRate: 0.0015,
      minimumLearningRate: 0.0002,
      beta2: 0.99,
      average: 0.995,
      augment: 'translation',
    }),
  },
};

/** Puts networks for images under every trainer that has been advised so, with settings that suit them, and has images made small: one edit. */
export function imageNetworksEdit(document: GraphDocument, catalogue: Catalogue): Edit | null {
  const advised = new Set(
    check(document, catalogue).problems.flatMap(({ code, nodeId }) => (code === NARROW ? [nodeId] : [])),
  );
  const edits: Edit[] = [];
  let now = document;
  const make = (edit: Edit | null): void => {
    if (!edit) return;
    edits.push(edit);
    now = applyEdit(now, edit);
  };
  for (const trainer of document.nodes.filter(({ id }) => advised.has(id))) {
    const family = FAMILIES[trainer.type];
    if (!family) continue;
    for (const [port, preset] of Object.entries(family.networks)) swap(trainer, port, preset);
    make(setParamsEdit(now, trainer.id, family.params));
    const source = nearestBefore(now, { node: trainer.id, port: 'examples' }, ({ type }) => SIZED.has(type));
    if (source && !fits(source.params.size)) make(setParamsEdit(now, source.id, { size: SIZE }));
    for (const { from, to } of now.wires) {
      const maker = now.nodes.find(({ id }) => id === to.node);
      if (from.node === trainer.id && maker?.type === 'generate.examples') make(setParamsEdit(now, maker.id, MADE));
    }
  }
  return edits.length > 0 ? batch(edits) : null;

  function swap(trainer: GraphNode, port: string, { type, params, whole, told, begins, ends }: Preset): void {
    const chain = chainTo(now, trainer.id, port);
    const [begin, ...rest] = chain;
    const end = rest.at(-1);
    const replaced = whole || end?.type !== OUTPUT ? rest : rest.slice(0, -1);
    const [first, last] = [replaced[0], replaced.at(-1)];
    // Trainers may share a network: then the first of them has seen to it.
    if (!begin || !first || first.type === type) return;
    const added = addNodeEdit(now, catalogue, type, first.position);
    make(added.edit);
    make(setParamsEdit(now, added.id, params));
    for (const group of now.groups.filter(({ nodes }) => nodes.includes(first.id)))
      make({ op: 'set-group', group: group.id, before: group, after: { ...group, nodes: [...group.nodes, added.id] } });
    const onwards = now.wires.filter(({ from }) => from.node === last?.id);
    make(removeEdit(now, { nodes: replaced.map(({ id }) => id) }));
    make(connect(begin.id, 'network', added.id, 'network'));
    for (const { to } of onwards) make(connect(added.id, 'network', to.node, to.port));
    const examples = now.wires.find(({ to }) => to.node === trainer.id && to.port === 'examples');
    if (told && examples) make(connect(examples.from.node, examples.from.port, added.id, 'examples'));
    if (begins) make(setParamsEdit(now, begin.id, begins));
    if (ends && end && !replaced.includes(end)) make(setParamsEdit(now, end.id, ends));
  }

  function connect(from: string, output: string, to: string, input: string): Edit | null {
    return connectEdit(now, { node: from, port: output }, { node: to, port: input });
  }
}

const OUTPUT = 'network.example-output';
/** Nodes that say how large images are. */
const SIZED = new Set(['source.images', 'prepare.images']);

/** A size that was chosen is left as it is, where it can be halved twice and learned in a while. */
const fits = (size: unknown): boolean => typeof size === 'number' && size <= LARGEST && size % 4 === 0;

/** The blocks of a network from its beginning to what is wired to a port. */
function chainTo({ nodes, wires }: GraphDocument, trainer: string, port: string): readonly GraphNode[] {
  const chain: GraphNode[] = [];
  let end = { node: trainer, port };
  for (;;) {
    const wire = wires.find(({ to }) => to.node === end.node && to.port === end.port);
    const above = wire && nodes.find(({ id }) => id === wire.from.node);
    if (!above || chain.includes(above)) return chain;
    chain.unshift(above);
    end = { node: above.id, port: 'network' };
  }
}
