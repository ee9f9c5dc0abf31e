import { add, engine, ones, type Scalar, type Tensor, tidy, zeros } from '../tf';

type TapeNode = ReturnType<typeof engine>['state']['activeTape'][number];

/**
 * A loss and its gradients towards tensors that it was made from, as `tf.valueAndGrads` has them, in far less memory: that keeps whatever the way forward
 * saved, and every gradient of an inner value, until the last gradient is there. Here each goes as soon as the one operation that needs it is behind us.
 * Call within a `tidy`; inputs that the loss does not depend on have no gradient. It reads the tape of TF.js 4.22's engine.
 *
 * Called inside of another `lossOf`, it gives gradients that the outer loss can go on with, as a gradient penalty does. Every operation that leads from
 * `towards` to the inner loss must then have a gradient whose own operations have one: `ml/gan/gradient-penalty.ts` says which do.
 * @throws TypeError for an operation without a gradient, or inside of TF.js's own `grad`, which loses what an operation's result contributes
 */
export function valueAndGradients(lossOf: () => Scalar, towards: readonly Tensor[]): ValueAndGradients {
  const { gradientDepth, activeTape } = engine().state;
  if (gradientDepth === 0) return outermost(lossOf, towards);
  if (activeTape instanceof Tape) return inner(lossOf, towards, activeTape);
  throw new TypeError('Gradients of gradients are computed inside of valueAndGradients only.');
}

interface ValueAndGradients {
  value: Scalar;
  gradients: (Tensor | undefined)[];
}

/** Takes the tape off from its end, and frees what each operation saved once it is behind. */
function outermost(lossOf: () => Scalar, towards: readonly Tensor[]): ValueAndGradients {
  const leaves = new Set(towards.map(({ id }) => id));
  const { value, tape } = record(lossOf, leaves);
  const gradients = createGradients(value);
  try {
    const needed = leadFrom(leaves, tape);
    for (let node = tape.at(-1); node; node = tape.at(-1)) {
      const inputs = needed.get(node);
      if (inputs) gradients.passOn(node, inputs);
      gradients.drop(node, leaves);
      forget(node);
      tape.pop();
    }
  } finally {
    tape.forEach(forget);
  }
  return { value, gradients: towards.map(({ id }) => gradients.towards(id)) };
}

/** Leaves the tape as it is, and writes the way back onto it: the outer way back reads both. */
function inner(lossOf: () => Scalar, towards: readonly Tensor[], tape: Tape): ValueAndGradients {
  const { state } = engine();
  const start = tape.length;
  tape.reach(towards.map(({ id }) => id));
  let value: Scalar;
  state.gradientDepth += 1;
  try {
    value = tidy(lossOf);
  } finally {
    state.gradientDepth -= 1;
  }
  const forward = Array.from(tape).slice(start);
  const leaves = new Set(towards.map(({ id }) => id));
  const gradients = createGradients(value);
  for (const [node, inputs] of [...leadFrom(leaves, forward)].reverse()) {
    gradients.passOn(node, inputs);
    gradients.drop(node, leaves);
  }
  return { value, gradients: towards.map(({ id }) => gradients.towards(id)) };
}

/** The gradients of a value towards what it was made from, as far as the way back has come. */
function createGradients(value: Scalar) {
  /** By the id of the tensor that they are towards. Plain ones: made from the value, they would lead an outer gradient back into it. */
  const known = new Map<number, Tensor>([[value.id, ones(value.shape)]]);
  const release = (tensor: Tensor) => {
    // An operation may hand on the very gradient it was given.
    if (![...known.values()].includes(tensor)) tensor.dispose();
  };
  const accumulate = ({ id }: Tensor, gradient: Tensor) => {
    const sum = known.get(id);
    known.set(id, sum ? add(sum, gradient) : gradient);
    if (sum) {
      release(sum);
      release(gradient);
    }
  };
  return {
    towards: (id: number) => known.get(id),
    /** From an operation's outputs to those of its inputs. */
    passOn(node: TapeNode, inputs: readonly string[]): void {
      for (const [input, gradient] of gradientsOf(node, inputs, known)) accumulate(input, gradient);
    },
    /** Those towards an operation's outputs, which nothing reads any more. */
    drop(node: TapeNode, leaves: ReadonlySet<number>): void {
      for (const { id } of node.outputs) {
        const gradient = known.get(id);
        if (!gradient || leaves.has(id)) continue;
        known.delete(id);
        release(gradient);
      }
    },
  };
}

/** Operations of which TF.js saves inputs for the sake of their shapes, which a tensor tells after it is disposed of too. */
const SHAPES_ONLY: ReadonlySet<string> = new Set(['Add', 'Sub', 'Reshape', 'Sum', 'ExpandDims', 'Slice', 'Concat']);

/** Operations whose results stay as they are when their inputs move a little: no gradient leads through them, and TF.js has none. */
const FLAT: ReadonlySet<string> = new Set([
  ...['Greater', 'GreaterEqual', 'Less', 'LessEqual', 'Equal', 'NotEqual'],
  ...['LogicalAnd', 'LogicalOr', 'LogicalNot', 'OnesLike', 'ZerosLike'],
]);

/**
 * A tape that holds on to no numbers that no gradient reads, as none reads what frozen weights alone made, and on which whatever is made from a result stands after the operation that made it. TF.js
 * writes down the copy of a result that an operation saves (tanh, sigmoid and softmax do) before the operation itself.
 */
class Tape extends Array<TapeNode> {
  /** The tensors, by their ids, that gradients are wanted towards, and all that was made from them. */
  private readonly reached = new Set<number>();

  reach(ids: Iterable<number>): void {
    for (const id of ids) this.reached.add(id);
  }

  override push(...nodes: TapeNode[]): number {
    for (const node of nodes) {
      const leads = Object.values(node.inputs).some((input) => this.reached.has(input?.id ?? -1));
      if (SHAPES_ONLY.has(node.kernelName) || !leads) forget(node);
      let place = this.length;
      while (place > 0 && usesResult(this[place - 1], node)) place--;
      if (leads)
        for (const made of [node, ...Array.from(this).slice(place)]) this.reach(made.outputs.map(({ id }) => id));
      if (place === this.length) super.push(node);
      else this.splice(place, 0, node);
    }
    return this.length;
  }
}

const usesResult = (node: TapeNode | undefined, { outputs }: TapeNode): boolean =>
  Object.values(node?.inputs ?? {}).some((input) => outputs.some(({ id }) => id === input?.id));

/** Runs a function and gives what TF.js wrote down of it, last operation last. */
function record(lossOf: () => Scalar, leaves: Iterable<number>): { value: Scalar; tape: TapeNode[] } {
  const { state } = engine();
  const tape = new Tape();
  tape.reach(leaves);
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
    if (FLAT.has(node.kernelName)) continue;
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
