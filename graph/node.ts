import type { GraphBody } from './document';
import type { UserFacingError } from './errors';
import type { Json, JsonObject } from './json';
import type { GeneratorFamily, Kind, MoleculeProperty, ValueOf } from './kinds';
import type { Dim, Network, Shape } from './network';
import type { Lineage } from './plan/lineage';
import type { View } from './view';
import type * as z from './zod';

/** The six phases of the generative pipeline; each has one hue on screen. */
export type Phase = 'prepare' | 'train' | 'align' | 'generate' | 'evaluate' | 'act';

export interface PortOptions {
  readonly title?: string;
  readonly optional?: boolean;
}
export interface Port<K extends Kind = Kind> extends PortOptions {
  readonly kind: K;
}
/** Ports are written as a kind, or as `port(kind, options)`. */
export type Ports = Readonly<Record<string, Kind | Port>>;

/** A port with a title, or that may stay empty. */
export function port<K extends Kind, O extends PortOptions>(kind: K, options: O): { readonly kind: K } & O {
  return { kind, ...options };
}

/** A port of the graph inside a node: an “Input” or an “Output” of it. */
export interface BodyPort extends Port {
  readonly id: string;
  readonly title: string;
  /** What is written in an “Input” of what it is for. */
  readonly help?: string;
}
/** The ports of the graph inside a node, from the top down. */
export interface BodyPorts {
  readonly inputs: readonly BodyPort[];
  readonly outputs: readonly BodyPort[];
}

/** How a node wraps the graph inside it, which it runs as often as it likes. */
export interface Wraps {
  /** What is inside when the node is new. */
  readonly starts: GraphBody;
  /** Its ports besides those that it has anyway. */
  readonly ports: (body: BodyPorts) => {
    readonly inputs: Ports;
    readonly outputs: Ports;
    /** Inputs that it goes through one by one. */
    readonly each?: readonly string[];
  };
  /** It is called by somebody who writes and reads: a graph that becomes one gets ports for that, where it has none. */
  readonly called?: true;
  /** Why it cannot run such a graph, where it cannot. */
  readonly refuse?: (body: BodyPorts) => UserFacingError | null;
}

/** How a node goes on that needs only some of its inputs. What is not needed does not run. */
export interface Chooses {
  /** The input that it needs before anything else. */
  readonly first: string;
  /** It goes on where what gives that one fails. */
  readonly survives?: true;
}

/** What became of the first input of a node that chooses. */
export type First = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** The long form of a port. */
export function portOf(declared: Kind | Port): Port {
  return 'kind' in declared ? declared : { kind: declared };
}

type KindOf<P> = P extends { readonly kind: infer K } ? K : P;
type OptionalPort<P> = P extends { readonly optional: true } ? true : false;
export type InputValues<I extends Ports> = {
  readonly [N in keyof I as OptionalPort<I[N]> extends true ? never : N]: ValueOf<KindOf<I[N]>>;
} & { readonly [N in keyof I as OptionalPort<I[N]> extends true ? N : never]?: ValueOf<KindOf<I[N]>> };
export type OutputValues<O extends Ports> = { readonly [N in keyof O]: ValueOf<KindOf<O[N]>> };

/** What is known of a value before it exists; all of it optional. */
export interface Facts {
  readonly network?: Network;
  readonly vocabularySize?: Dim;
  readonly blockLength?: Dim;
  /** Of a model over tokens: that it fills gaps, and does not go on writing. */
  readonly objective?: 'masked';
  /** Of examples: the shape of one, `[2]` or `[28, 28, 1]`. */
  readonly exampleShape?: Shape;
  /** Of a model that writes examples down as codes: the shape of a code. */
  readonly latentShape?: Shape;
  /** Of examples, or what learned from them: the names of their classes. */
  readonly classes?: readonly string[];
  /** Of a knowledge graph: the types of its entities, and its relations. */
  readonly vocabulary?: { readonly types: readonly string[]; readonly relations: readonly string[] };
  /** Of a predictor of molecules: the property that it foretells. */
  readonly property?: MoleculeProperty;
  /** Of examples: that each has a caption; `perhaps` where only reading their files will tell. */
  readonly captioned?: true | 'perhaps';
  /** Of a generative model: its family, and of a denoiser what it predicts. */
  readonly generator?: { readonly family: GeneratorFamily; readonly predicts?: string };
  /** Which tokenizer output this was made with (`nodeId.port`), so that two tokenizers are not mixed up. */
  readonly tokenizedBy?: string;
}
export type FactsOf<P extends Ports> = { readonly [N in keyof P]?: Facts };

/** What `extend` may use: symbols of its own, unification over the whole graph, and ways to refuse with a sentence. */
export interface ExtendContext {
  readonly nodeId: string;
  /** A symbol that no other node has, for what only running can tell: `V:<this node>`. */
  symbol(name: string): string;
  /**
   * Makes two shapes the same over the whole graph by binding their symbols. Where two sizes differ, it refuses what is wired to the port, with the
   * sentence that `tell` makes of them.
   */
  unify(port: string, left: Shape, right: Shape, tell: (left: number, right: number) => UserFacingError): void;
  /** Who gives a port its value, to be named in a sentence: that node's title in quotes, or the port's own where only the value is known. */
  sourceOf(port: string): string;
  /** Refuses what is wired to a port. Never returns. */
  refuse(port: string, error: UserFacingError): never;
}

/**
 * What a node has to say beyond its summary, each line optional. It is loaded when somebody uses the node, not with the editor; its keys are those of
 * the contract that it explains.
 */
export interface Explanation<C extends Explained = Explained> {
  /** What it does, for somebody who does not know the field: two to five sentences. */
  readonly more?: string;
  /** Plain text with Unicode mathematics. */
  readonly formula?: string;
  /** What to look at while it runs, and what it tells. */
  readonly lookAt?: string;
  /** Paper or reference implementation. */
  readonly source?: string;
  /** What a parameter means, under its control; one whose label says it all needs none. */
  readonly params?: HelpsFor<C['params']['shape']>;
  /** What an input or an output is, where its kind and its title do not say it. */
  readonly inputs?: HelpsFor<C['inputs']>;
  readonly outputs?: HelpsFor<C['outputs']>;
}
type Explained = Pick<NodeContract, 'inputs' | 'outputs' | 'params'>;
type HelpsFor<T> = { readonly [N in keyof T]?: string };

export type BlockSource = { readonly block: string } | { readonly preset: string } | { readonly output: string };

/** A block that a preset opens into. */
export interface OpenedBlock {
  /** Among the blocks of one preset. */
  readonly id: string;
  readonly type: string;
  /** What differs from its type's defaults. */
  readonly params?: { readonly [key: string]: Json };
  /**
   * What feeds its inputs: the network of another block, what feeds an input of the preset, or an output of a preset that stays beside its blocks. A network that is not named here comes from the block before, or,
   * of the first, from what feeds the preset's network.
   */
  readonly inputs?: Readonly<Record<string, BlockSource>>;
  /** The column it stands in, from the left; 0 where nothing is said. */
  readonly column?: number;
}

/**
 * Pure: the blocks that compute the same as a preset with these parameters, in the order in which they act; the last gives what the preset gave.
 * @throws GenloomError where what comes in is not known well enough, or nothing does the same
 */
export type Open<P> = (params: P, inputs: FactsOf<Ports>) => readonly OpenedBlock[];

/** A node as everybody but the worker sees it. `defineNode` keeps the exact types of ports and parameters. */
export interface NodeContract<I extends Ports = Ports, O extends Ports = Ports, P extends z.ZodObject = z.ZodObject> {
  /** `family.name`: never changes once released. */
  readonly type: string;
  /** Counts up whenever the meaning of the parameters or the result changes; it is part of every key. */
  readonly version: number;
  readonly phase: Phase;
  readonly title: string;
  readonly summary: string;
  /** Other words people search for. */
  readonly keywords?: readonly string[];
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  /** Loaded by `loadExplanation`, when somebody uses the node. The module exports `explain: Explanation<typeof contract>`; as of `run`, its type is not repeated here. */
  readonly explain?: () => Promise<object>;
  /** Nodes that draw random numbers show a seed, and it is part of their key. */
  readonly seeded?: boolean;
  /** Of a node whose phase does not say it: it computes with TensorFlow.js, and takes a worker and its backend to itself. */
  readonly computes?: true;
  /** It tells how its inputs were made: its context has their `lineage`. */
  readonly tellsLineage?: boolean;
  /** The parameter that only says how far to go: results with a smaller value are continued, not thrown away. */
  readonly continues?: keyof z.infer<P> & string;
  /** Its checkpoint holds what it did so far, step by step, and a run that was cut off or waits goes on from there: the page says so. */
  readonly resumes?: boolean;
  /** Of a node whose ports are numbered, `tool1`, `tool2`, as many as a parameter says: a wire into the last makes room for one more. */
  readonly grows?: { readonly port: string; readonly param: keyof z.infer<P> & string; readonly most: number };
  /** Blocks of a network stand one above the other: `between` others, network ports at the top and the bottom; the `last` gives the network to its side. */
  readonly vertical?: 'between' | 'last';
  /** Of a node whose parameters say what its ports are; `inputs` and `outputs` are those that it has besides. Asked by `contractOf`. */
  readonly ports?: (params: z.infer<P>) => { readonly inputs: Ports; readonly outputs: Ports };
  /** Of a node that runs the graph inside it. */
  readonly wraps?: Wraps;
  /** Of a node that needs only some of its inputs: the first, and then the one that it says, if any. It runs with those two alone. */
  readonly chooses?: Chooses & { readonly next: (first: First, params: z.infer<P>) => string | null };
  /** Inputs and parameters that may change while what was made of them by parts is remembered: they are no part of the name that its checkpoint is found by. */
  readonly remembers?: readonly string[];
  /** One line under the title on the canvas, from the parameters: `4 heads · RoPE`. */
  readonly subtitle?: (params: z.infer<P>) => string;
  /** Pure: what can be known of the outputs from what is known of the inputs. Blocks have only this, and no `run`. */
  readonly extend?: (inputs: FactsOf<I>, params: z.infer<P>, context: ExtendContext) => FactsOf<O>;
  /** Advice that is no error: things to look at, with a fix where there is one. */
  readonly advise?: (inputs: FactsOf<I>, params: z.infer<P>) => readonly UserFacingError[];
  /** Of a preset: the blocks that it stands for. Only who opens one loads this. */
  readonly opens?: () => Promise<{ readonly open: Open<z.infer<P>> }>;
  /** Of a node that stays where it is while its blocks are put beside it: the output that they spell out. `open` is told of it under this name, once it is there. */
  readonly opensBeside?: keyof O & string;
  /** Parameters of an older version → parameters of the next one. */
  readonly migrate?: Readonly<
    Record<number, (params: { readonly [key: string]: Json }) => { readonly [key: string]: Json }>
  >;
  /**
   * Only a worker calls this. The module exports `run: Run<typeof contract>`; its type is not repeated here, since it is made from this one
   * (a test holds that each module has it).
   */
  readonly run?: () => Promise<object>;
}

/** Declares a node; the page, the checker and the reference derive everything from what it returns. */
export function defineNode<const I extends Ports, const O extends Ports, P extends z.ZodObject>(
  contract: NodeContract<I, O, P>,
): NodeContract<I, O, P> {
  return contract;
}

/** A contract whose exact types do not matter, as the catalogue holds them. */
export interface AnyContract
  extends Omit<
    NodeContract,
    'extend' | 'advise' | 'subtitle' | 'continues' | 'grows' | 'opens' | 'opensBeside' | 'ports' | 'chooses'
  > {
  readonly grows?: { readonly port: string; readonly param: string; readonly most: number };
  readonly continues?: string;
  readonly chooses?: Chooses & { next(first: First, params: never): string | null };
  subtitle?(params: never): string;
  ports?(params: never): { readonly inputs: Ports; readonly outputs: Ports };
  extend?(inputs: FactsOf<Ports>, params: never, context: ExtendContext): FactsOf<Ports>;
  advise?(inputs: FactsOf<Ports>, params: never): readonly UserFacingError[];
  opens?(): Promise<{ readonly open: Open<never> }>;
  readonly opensBeside?: string;
}

/** What a node has to say beyond its contract; null when its module has nothing. Rejects where it cannot be loaded. */
export async function loadExplanation({ explain }: Pick<AnyContract, 'explain'>): Promise<Explanation | null> {
  const module = await explain?.();
  return isExplained(module) ? module.explain : null;
}

const isExplained = (module: object | undefined): module is { readonly explain: Explanation } =>
  module !== undefined && 'explain' in module && typeof module.explain === 'object';

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly message?: string;
}

/** A seeded, splittable stream of random numbers (see `ml/random.ts`). */
export interface RandomSource {
  next(): number;
  int(n: number): number;
  normal(): number;
  shuffle<T>(items: T[]): T[];
  split(label: string): RandomSource;
}

/** What a step is given besides its inputs and parameters. */
export interface RunContext {
  readonly nodeId: string;
  /** Names the run that the step belongs to: what is asked of services in one run shares its budget. */
  readonly runId: string;
  readonly key: string;
  readonly seed: number;
  /** How what comes in was made, for contracts that tell it. */
  readonly lineage?: Lineage;
  readonly random: RandomSource;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
  /** The TF.js backend that is active in this worker: its name and threads. */
  readonly backend: { readonly name: string; readonly threads: number };
  progress(progress: Progress): void;
  /** Shows something while the node works; with `stays`, what it shows is also the picture of that output once it is made. */
  preview(view: View, port?: string, stays?: 'stays'): void;
  metric(step: number, values: Readonly<Record<string, number>>): void;
  log(level: 'info' | 'warning', text: string): void;
  /**
   * Lets messages through: cancel, pause. Await it in every long loop; cheap when little time has passed since the last call.
   * @throws GenloomError `cancelled` once the user has cancelled; waits while the run is paused
   */
  breathe(): Promise<void>;
  /** The graph inside, of a node that wraps one. */
  readonly body?: Body;
  /** Opens a graph that came as a value, to be run in this step. @throws GenloomError where it has a mistake */
  readonly openBody: (body: GraphBody, settings?: JsonObject) => Body;
  /** Training state that outlives the tab; keyed by everything but the parameter named in `continues`. */
  readonly checkpoint: {
    /** What it is found by: the same for work that goes on, another for any other. None in a graph that a step runs, where nothing is kept. */
    readonly name?: string;
    load(): Promise<Checkpoint | null>;
    save(checkpoint: Checkpoint): Promise<void>;
  };
  /** Bytes of a file the user gave, by its hash. @throws GenloomError `asset.missing` when it is not on this device */
  readonly asset: (sha256: string) => Promise<Uint8Array>;
  /**
   * Posts JSON to Genloom’s own server, and gives what it answers as it comes: the page’s server, or the one that was named where there is no page. Cancel
   * ends it; sizes are bounded both ways.
   * @throws GenloomError `server.none` where there is no server, `server.unreachable`, `server.too-large`, or what the server refuses with
   */
  readonly server: (path: `/api/${string}`, body: object) => Promise<ReadableStream<Uint8Array>>;
  /** Tells whoever runs this inside itself what a language model used, so that limits count all of it. */
  readonly spend?: (spent: Spent) => void;
}

/** What a language model used: tokens read and written, and US dollars as far as a price is known. */
export interface Spent {
  readonly tokens: number;
  readonly dollars: number;
}

/** A setting of a graph inside a node, and what it may be. */
export interface BodySetting {
  readonly name: string;
  readonly title: string;
  /** JSON Schema; null where it cannot be said in one. */
  readonly schema: JsonObject | null;
}

/** A graph that a step runs, as often as it likes. */
export interface Body extends BodyPorts {
  /** The graph itself, and what is set in it from outside. */
  readonly graph: GraphBody;
  readonly set: JsonObject;
  /** The settings that can be set from outside, by their names there. */
  readonly settings: readonly BodySetting[];
  /**
   * Runs what its outputs need, and nothing else. Two runs may be under way at once; what computes takes turns.
   * @param inputs by the ids of its inputs
   * @returns by the ids of its outputs
   * @throws GenloomError what went wrong inside, with the node that it went wrong in
   */
  run(
    inputs: Readonly<Record<string, unknown>>,
    options?: {
      /** What is said of this run where something goes wrong in it: `item 3`. */
      readonly label?: string;
      readonly settings?: { readonly [name: string]: Json };
      /** Hears what language models inside used. */
      readonly spend?: (spent: Spent) => void;
    },
  ): Promise<Readonly<Record<string, unknown>>>;
}

export interface Checkpoint {
  readonly step: number;
  /** Structured-cloneable: plain data and typed arrays. */
  readonly state: unknown;
  /** What the page shows of it before the training goes on. */
  readonly view?: View;
}

/** The execution of a node: inputs and parameters come typed and checked. */
export type Run<C> =
  C extends NodeContract<infer I, infer O, infer P>
    ? (inputs: InputValues<I>, params: z.infer<P>, context: RunContext) => Promise<OutputValues<O>> | OutputValues<O>
    : never;
