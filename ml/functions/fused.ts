import { engine, getBackend, getKernel, type NamedAttrMap, type Tensor } from '../tf';

/**
 * Runs a kernel that does in one pass what would be many ops, where the current backend has one of that name: TF.js's registry tells, so that nothing
 * here knows whose it is. Undefined where there is none, and the same is then composed of ops. Call it inside of `withGradient`, which keeps it off the
 * tape: such kernels come with their gradient as another kernel.
 */
export function runFused(
  name: string,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  attrs: NamedAttrMap = {},
): readonly Tensor[] | undefined {
  if (!hasFused(name)) return undefined;
  const given: Record<string, Tensor> = {};
  for (const [key, tensor] of Object.entries(inputs)) if (tensor) given[key] = tensor;
  const outputs: Tensor | Tensor[] = engine().runKernel(name, given, attrs);
  return Array.isArray(outputs) ? outputs : [outputs];
}

/** Whether the current backend has a kernel of this name. */
export const hasFused = (name: string): boolean => getKernel(name, getBackend()) !== undefined;

/** The same for a function that will be differentiated: only where the backend has its gradient, `${name}Grad`, too. */
export function forwardFused(
  name: string,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  attrs: NamedAttrMap = {},
): readonly Tensor[] {
  return (getKernel(`${name}Grad`, getBackend()) && runFused(name, inputs, attrs)) || [];
}

/**
 * The gradient of what `forwardFused` ran, from what was saved for it. @throws TypeError where the backend has no kernel of that name
 */
export function gradientFused(
  name: string,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  attrs: NamedAttrMap = {},
): Tensor[] {
  const outputs = runFused(name, inputs, attrs);
  if (!outputs) throw new TypeError(`The backend has no kernel ${name}, which the gradient of this function needs.`);
  return [...outputs];
}
