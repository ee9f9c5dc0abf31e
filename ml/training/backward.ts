import { add, engine, onesLike, type Scalar, type Tensor, tidy, zeros } from '../tf';

type TapeNode = ReturnType<typeof engine>['state']['activeTape'][number];

/**
 * A loss and its gradients towards tensors that it was made from, as `tf.valueAndGrads` has them, in far less memory: that keeps whatever the way forward
 * saved, and every gradient of an inner value, until the last gradient is there. Here each goes as soon as the one operation that needs it is behind us.
 * Call within a `tidy`; inputs that the loss does not depend on have no gradient. It reads the tape of TF.js 4.22's engine.
 */
export function valueAndGradients(
  lossOf: () => Scalar,
  towards: readonly Tensor[],
): { value: Scalar; gradients: (Tensor | undefined)[] } {
  const { value, tape } = record(lossOf);
  /** Gradients by the id of the tensor that they are towards. */
  const gradients = new Map<number, Tensor>([[value.id, onesLike(value)]]);
  const leaves = new Set(towards.map(({ id }) => id));
  const release = (tensor: Tensor) => {
    // An operation may hand on the very gradient it was given.
    if (![...gradients.values()].includes(tensor)) tensor.dispose();
  };
  const accumulate = ({ id }: Tensor, gradient: Tensor) => {
    const sum = gradients.get(id);
    gradients.set(id, sum ? add(sum, gradient) : gradient);
    if (sum) {
      release(sum);
      release(gradient);
    }
  };
  try {
    const needed = leadFrom(leaves, tape);
    for (let node = tape.at(-1); node; node = tape.at(-1)) {
      const inputs = needed.get(node);
      if (inputs) for (const [input, gradient] of gradientsOf(node, inputs, gradients)) accumulate(input, gradient);
      for (const { id } of node.outputs) {
        const gradient = gradients.get(id);
        if (!gradient || leaves.has(id)) continue;
        gradients.delete(id);
        release(gradient);
      }
      forget(node);
      tape.pop();
    }
  } finally {
    tape.forEach(forget);
  }
  return { value, gradients: towards.map(({ id }) => gradients.get(id)) };
}

/** Operations of which TF.js saves inputs for the sake of their shapes, which a tensor tells after it is disposed of too. */
const SHAPES_ONLY: ReadonlySet<string> = new Set(['Add', 'Sub', 'Reshape', 'Sum', 'ExpandDims', 'Slice', 'Concat']);

/** A tape that holds on to no numbers that no gradient reads. */
class Tape extends Array<TapeNode> {
  override push(...nodes: TapeNode[]): number {
    for (const node of nodes) if (SHAPES_ONLY.has(node.kernelName)) forget(node);
    return super.push(...nodes);
  }
}

/** Runs a function and gives what TF.js wrote down of it, last operation last. */
function record(lossOf: () => Scalar): { value: Scalar; tape: TapeNode[] } {
  const { state } = engine();
  if (state.gradientDepth > 0) throw new TypeError('Gradients of gradients are not computed here.');
  const tape = new Tape();
  state.activeTape = tape;
  state.gradientDepth += 1;
  try {
    return { value: tidy(lossOf), tape };
  } catch (error) {
    tape.forEach(forget);
    throw error;
  } finally {
    state.gradientDepth -= 1;
    state.activeTape = [];
  }
}

/** The operations that depend on these tensors, each with the names of those of its inputs that do. */
function leadFrom(leaves: ReadonlySet<number>, tape: readonly TapeNode[]): ReadonlyMap<TapeNode, readonly string[]> {
  const reached = new Set(leaves);
  const found = new Map<TapeNode, readonly string[]>();
  for (const node of tape) {
    const names = Object.keys(node.inputs).filter((name) => reached.has(node.inputs[name]?.id ?? -1));
    if (names.length === 0) continue;
    found.set(node, names);
    for (const { id } of node.outputs) reached.add(id);
  }
  return found;
}

/** Gradients towards an operation's inputs, where its output has one: a loss need not depend on all that was computed. */
function gradientsOf(node: TapeNode, names: readonly string[], known: ReadonlyMap<number, Tensor>): [Tensor, Tensor][] {
  const { gradient, outputs, inputs } = node;
  if (!outputs.some(({ id }) => known.has(id))) return [];
  if (!gradient) throw new TypeError(`TF.js has no gradient for ${node.kernelName}.`);
  const found = tidy(() => {
    const towards = gradient(outputs.map(({ id, shape }) => known.get(id) ?? zeros(shape)));
    return names.map((name) => {
      const made = towards[name]?.();
      if (!made) throw new TypeError(`TF.js has no gradient for the input “${name}” of ${node.kernelName}.`);
      return made;
    });
  });
  return names.flatMap((name, index): [Tensor, Tensor][] => {
    const [input, made] = [inputs[name], found[index]];
    return input && made ? [[input, made]] : [];
  });
}

function forget({ saved }: TapeNode): void {
  for (const tensor of saved ?? []) tensor.dispose();
}
