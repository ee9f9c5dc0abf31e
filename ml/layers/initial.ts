import { NetworkError, type ParameterSpec, sizeOf } from '../network';
import type { Random } from '../random';

/** Standard deviation of a new weight in GPT-2 (Radford et al. 2019; its published code). */
const GPT2_DEVIATION = 0.02;

/** Numbers from N(0, 0.02²), scaled. GPT-2 scales what projects into the residual stream by `1 / √(2 · layers)`. */
export function normalValues(spec: ParameterSpec, random: Random, scale = 1): Float32Array {
  const values = new Float32Array(sizeOf(spec.shape));
  for (let index = 0; index < values.length; index++) values[index] = random.normal() * GPT2_DEVIATION * scale;
  return values;
}

/** Uniform numbers of the deviation `gain / √inputs`, which keeps the size of what flows through (He et al. 2015, eq. 10, with gain √2 for ReLU). */
export const uniformValues = (spec: ParameterSpec, random: Random, gain = 1): Float32Array =>
  valuesWithin(gain * Math.sqrt(3 / Math.max(1, inputsOf(spec))), spec, random);

/** Uniform numbers within `±√(6 / (inputs + outputs))`, which suits both ways through a layer (Glorot & Bengio 2010, eq. 16). */
export const xavierValues = (spec: ParameterSpec, random: Random): Float32Array =>
  valuesWithin(Math.sqrt(6 / Math.max(1, inputsOf(spec) + (spec.shape.at(-1) ?? 1))), spec, random);

const inputsOf = ({ shape }: ParameterSpec): number => sizeOf(shape.slice(0, -1));

const valuesWithin = (bound: number, { shape }: ParameterSpec, random: Random): Float32Array =>
  new Float32Array(sizeOf(shape)).map(() => bound * (2 * random.next() - 1));

/** The same number everywhere: 1 for the weights of norms, 0 for biases. */
export const constantValues = (spec: ParameterSpec, value: number): Float32Array =>
  new Float32Array(sizeOf(spec.shape)).fill(value);

/** First values of a linear part: biases 0, weights normal. */
export const linearValues = (spec: ParameterSpec, random: Random, scale = 1): Float32Array =>
  spec.name.endsWith('bias') ? constantValues(spec, 0) : normalValues(spec, random, scale);

/** The specs of a linear part `name`: weight `[inputs, outputs]`, and bias `[outputs]` if it has one. */
export function linearSpecs(name: string, inputs: number, outputs: number, bias: boolean): ParameterSpec[] {
  const weight = { name: `${name}.weight`, shape: [inputs, outputs] };
  return bias ? [weight, { name: `${name}.bias`, shape: [outputs] }] : [weight];
}

/** The specs of a part, as a layer made of parts names them: `part.name`. */
export const within = (part: string, specs: readonly ParameterSpec[]): ParameterSpec[] =>
  specs.map((spec) => ({ ...spec, name: `${part}.${spec.name}` }));

/** The given names' values that belong to a part, by the part's own names. */
export function partOf<Value>(part: string, values: Readonly<Record<string, Value>>): Record<string, Value> {
  const start = `${part}.`;
  const own = Object.entries(values).filter(([name]) => name.startsWith(start));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(start.length), value]));
}

/** The value of this name. @throws NetworkError where there is none. */
export function required<Value>(values: Readonly<Record<string, Value>>, name: string): Value {
  const value = values[name];
  if (value === undefined) throw new NetworkError(`“${name}” is missing.`);
  return value;
}

/** The only input of a layer that takes one. @throws NetworkError for any other number of inputs. */
export function onlyInput<Value>(inputs: readonly Value[]): Value {
  const [input] = inputs;
  if (input === undefined || inputs.length !== 1) throw new NetworkError(`takes one input, and has ${inputs.length}.`);
  return input;
}
