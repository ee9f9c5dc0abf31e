import type { Catalogue } from '../catalogue';
import type { AnyContract, Phase } from '../node';
import { fieldsOf } from '../params';
import type { View } from '../view';
import type { Step } from './plan';

/** A step that a value stands on: exactly what its key was hashed from, and what people call it. */
export interface Ancestor {
  readonly key: string;
  readonly type: string;
  readonly version: number;
  readonly title: string;
  readonly phase: Phase;
  /** Its parameters as the inspector has them, without those that say nothing where others are as they are. */
  readonly settings: readonly Setting[];
  readonly seed: number | null;
  /** By input, which step’s output came in. */
  readonly inputs: Readonly<Record<string, { readonly key: string; readonly port: string }>>;
  /** What the store remembers of its results, by output; it may have forgotten. */
  readonly views: Readonly<Record<string, View>>;
}

export interface Setting {
  readonly label: string;
  readonly value: unknown;
  readonly unit?: string;
}

export interface Lineage {
  /** By input, which step’s output came in. */
  readonly inputs: Readonly<Record<string, { readonly key: string; readonly port: string }>>;
  /** Every step that the inputs stand on, each once and after those it stands on. */
  readonly ancestors: readonly Ancestor[];
}

/**
 * How everything that comes into a step was made. It holds nothing that the step’s key was not hashed from, so the key still says all: titles and places
 * in the document are no part of it, and equal steps of two nodes are one ancestor.
 */
export function lineageOf(
  step: Step,
  steps: ReadonlyMap<string, Step>,
  catalogue: Catalogue,
  viewsOf: (key: string) => Readonly<Record<string, View>> = () => ({}),
): Lineage {
  const ancestors = new Map<string, Ancestor>();
  const seen = new Set<string>();
  const visit = (nodeId: string): void => {
    const one = steps.get(nodeId);
    if (!one || seen.has(nodeId)) return;
    seen.add(nodeId);
    for (const input of Object.values(one.inputs)) visit(input.nodeId);
    const contract = catalogue.get(one.type);
    if (!contract || ancestors.has(one.key)) return;
    const { key, type, version, seed } = one;
    const { title, phase, seeded } = contract;
    ancestors.set(key, {
      key,
      type,
      version,
      title,
      phase,
      settings: settingsOf(one, contract),
      seed: seeded ? seed : null,
      inputs: endsOf(one),
      views: viewsOf(key),
    });
  };
  for (const input of Object.values(step.inputs)) visit(input.nodeId);
  return { inputs: endsOf(step), ancestors: [...ancestors.values()] };
}

function settingsOf({ params }: Step, contract: AnyContract): Setting[] {
  return fieldsOf(contract).flatMap(({ name, label, unit, options, when }) => {
    const value = params[name];
    if (value === null || value === '' || (when && !when.is.some((one) => one === params[when.param]))) return [];
    const chosen = options?.find((option) => option.value === value)?.label ?? value;
    return [{ label, value: chosen, ...(unit !== undefined && { unit }) }];
  });
}

const endsOf = ({ inputs }: Step) =>
  Object.fromEntries(Object.entries(inputs).map(([name, { key, port }]) => [name, { key, port }]));
