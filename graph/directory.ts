import { type Kind, kindName } from './kinds';
import { type AnyContract, type PortOptions, type Ports, portOf } from './node';

/** What people choose nodes by, and what the picture of a graph shows of them: known of every node, before the contracts of those in use are loaded. */
export type NodeEntry = Pick<AnyContract, 'type' | 'title' | 'summary' | 'phase' | 'keywords' | 'vertical'> & {
  readonly inputs: Ports;
  readonly outputs: Ports;
};

interface WrittenPort extends PortOptions {
  /** The place of its kind in the list. */
  readonly kind: number;
}
type WrittenPorts = Readonly<Record<string, WrittenPort>>;
interface WrittenEntry extends Omit<NodeEntry, 'inputs' | 'outputs'> {
  readonly inputs: WrittenPorts;
  readonly outputs: WrittenPorts;
}

/** Entries as JSON keeps them: each kind once. */
export interface WrittenDirectory {
  readonly kinds: readonly Kind[];
  readonly entries: readonly WrittenEntry[];
}

/** Writes the entries of contracts, in their order. */
export function writeDirectory(contracts: Iterable<AnyContract>): WrittenDirectory {
  const kinds = new Map<string, { readonly kind: Kind; readonly place: number }>();
  const written = (ports: Ports): WrittenPorts =>
    Object.fromEntries(
      Object.entries(ports).map(([name, declared]) => {
        const { kind, ...options } = portOf(declared);
        const known = kinds.get(kindName(kind)) ?? { kind, place: kinds.size };
        kinds.set(kindName(kind), known);
        return [name, { ...options, kind: known.place }];
      }),
    );
  const entries = [...contracts].map(({ type, title, summary, phase, keywords, vertical, inputs, outputs }) => ({
    type,
    title,
    summary,
    phase,
    ...(keywords ? { keywords } : {}),
    ...(vertical ? { vertical } : {}),
    inputs: written(inputs),
    outputs: written(outputs),
  }));
  return { kinds: [...kinds.values()].map(({ kind }) => kind), entries };
}

/** Reads what `writeDirectory` wrote. */
export function readDirectory({ kinds, entries }: WrittenDirectory): ReadonlyMap<string, NodeEntry> {
  const read = (ports: WrittenPorts): Ports =>
    Object.fromEntries(
      Object.entries(ports).flatMap(([name, { kind: place, ...options }]) => {
        const kind = kinds[place];
        return kind ? [[name, { ...options, kind }]] : [];
      }),
    );
  return new Map(
    entries.map((entry) => [entry.type, { ...entry, inputs: read(entry.inputs), outputs: read(entry.outputs) }]),
  );
}
