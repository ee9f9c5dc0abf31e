import {
  type AnyContract,
  type Body,
  type Catalogue,
  type Checkpoint,
  contractOf,
  conversionTitled,
  describeError,
  type Facts,
  GenloomError,
  type GraphBody,
  INSIDE,
  type JsonObject,
  kindName,
  type Lineage,
  locatedOf,
  portOf,
  type RunContext,
  type Step,
  type UserFacingError,
  type ValueFacts,
  type View,
  WaitsForPerson,
} from '@/graph';
import { createRandom } from '@/ml/random';
import { codecOf } from './artifacts/kinds';
import type { StoredValue } from './artifacts/store';
import type { BackendHost } from './backend-host';
import { createBody } from './body';
import { type Command, createControl } from './control';
import { createGlimpses, type Glimpses } from './glimpses';
import { isOutOfMemory, outOfMemory } from './out-of-memory';
import { asksModel, computes } from './placement';
import { noServer, type ServerCall } from './server';
import { createTeller, type StepEvent, type Teller, tellerInside } from './teller';

/** An input as it crosses to a worker: its bytes, unless the worker holds the value already. */
export interface SentInput {
  readonly key: string;
  readonly port: string;
  readonly kind: string;
  readonly bytes: Uint8Array | null;
  /** Title of a lossless conversion. */
  readonly conversion: string | null;
}

export interface StepRequest {
  /** Names this step of this run, and no other. */
  readonly task: string;
  readonly runId: string;
  readonly nodeId: string;
  readonly type: string;
  readonly key: string;
  readonly params: { readonly [key: string]: unknown };
  readonly seed: number;
  readonly inputs: Readonly<Record<string, SentInput>>;
  readonly lineage?: Lineage;
  /** What its checkpoint is found by; of what lies inside a step nothing is kept. */
  readonly checkpoint?: string;
  /** The graph inside, of a node that runs it. */
  readonly body?: Step['body'];
}

/** What a step needs from the engine while it works; each crosses threads. */
export interface StepHooks {
  /** What it returns is awaited before the result is given. */
  emit(events: readonly StepEvent[]): unknown;
  loadCheckpoint(): Promise<Checkpoint | null>;
  saveCheckpoint(checkpoint: Checkpoint): Promise<void>;
  asset(sha256: string): Promise<Uint8Array | null>;
}

export type StepResult = StepEnd & {
  /** What was told last, and not sent before: nothing may overtake the result. */
  readonly told: readonly StepEvent[];
};
type StepEnd =
  | {
      readonly ok: true;
      readonly values: Readonly<Record<string, StoredValue>>;
      readonly views: Readonly<Record<string, View>>;
      readonly facts: ValueFacts;
      readonly seconds: number;
      /** What it warned of, the newest last. */
      readonly warnings: readonly string[];
    }
  | {
      readonly ok: false;
      readonly cancelled: boolean;
      /** A person is to say something first. */
      readonly waits: boolean;
      readonly error: UserFacingError;
      /** Memory was left behind or ran out: this thread should not run anything else. */
      readonly spoiled: boolean;
    };

export interface StepRunner {
  run(request: StepRequest, hooks: StepHooks): Promise<StepResult>;
  control(command: Command, tasks: readonly string[]): void;
  /** Gives up what runs and what waits. */
  close(): void;
}

/** Of more warnings the newest are kept, and of a longer one its beginning: they are stored with each result. */
const WARNINGS = { most: 8, length: 500 } as const;
const HELD_BYTES = 256 * 1024 * 1024;

/**
 * Runs steps in this thread, one after another: loads a node's execution, gives it plain values and a context, checks that it left no tensor behind, and
 * encodes what it returns. Decoded inputs are kept for the next step that needs them.
 */
export function createStepRunner(
  catalogue: Catalogue,
  backends: BackendHost,
  server: ServerCall = noServer,
): StepRunner {
  /** Loaded once: a graph inside a step runs its nodes a thousand times. */
  const executions = new Map<string, Execution>();
  const held = new Map<string, { readonly value: unknown; readonly size: number }>();
  let heldBytes = 0;
  const control = createControl();
  let last: Promise<unknown> = Promise.resolve();

  function hold(name: string, value: unknown, size: number): void {
    heldBytes += size - (held.get(name)?.size ?? 0);
    held.delete(name);
    held.set(name, { value, size });
    for (const [oldest, item] of held) {
      if (heldBytes <= HELD_BYTES || held.size === 1) break;
      held.delete(oldest);
      heldBytes -= item.size;
    }
  }

  function valueAt({ key, port, kind, bytes, conversion }: SentInput): unknown {
    const name = `${key}.${port}`;
    const known = held.get(name);
    if (!known && !bytes) throw new MissingInput(name);
    const value = known ? known.value : codecOf(kind).decode(bytes ?? new Uint8Array());
    if (!known && bytes) hold(name, value, bytes.length);
    return conversion === null ? value : conversionTitled(conversion)?.convert(value);
  }

  async function run(request: StepRequest, hooks: StepHooks): Promise<StepResult> {
    let heard: unknown;
    const teller = createTeller((events) => {
      heard = hooks.emit(events);
    });
    try {
      const end = await work(request, hooks, teller);
      const told = teller.rest();
      await heard;
      return { ...end, told };
    } finally {
      control.end();
    }
  }

  async function work(request: StepRequest, hooks: StepHooks, teller: Teller): Promise<StepEnd> {
    const kept: Kept = {
      staying: new Map(),
      warnings: [],
      glimpses: createGlimpses(teller),
      backend: watchBackend(teller),
    };
    control.begin(request.task);
    try {
      control.signal.throwIfAborted();
      const inputs = Object.fromEntries(Object.entries(request.inputs).map(([port, input]) => [port, valueAt(input)]));
      const began = performance.now();
      const outputs = await execute(request, inputs, { hooks, teller, kept });
      const seconds = (performance.now() - began) / 1000;
      kept.glimpses.flush();
      const leaked = kept.backend.left();
      if (leaked > 0)
        throw new GenloomError({
          code: 'step.leaked',
          title: 'This step forgot to give memory back.',
          detail: `${leaked} tensors were left behind: a mistake in the node, not in your graph.`,
          fix: 'Please report it with the graph.',
        });
      return { ...encodeOutputs(request, outputs, kept.staying), seconds, warnings: kept.warnings, ok: true };
    } catch (thrown) {
      const noMemory = isOutOfMemory(thrown);
      return {
        ok: false,
        cancelled: control.signal.aborted,
        waits: thrown instanceof WaitsForPerson,
        error: noMemory && thrown instanceof Error ? outOfMemory(thrown.message) : describeError(thrown),
        spoiled: noMemory || kept.backend.left() > 0,
      };
    }
  }

  /** The backend of one step: started when something in it first computes, and asked at the end what was left on it. */
  function watchBackend(teller: Teller): BackendWatch {
    let left = () => 0;
    let started: Promise<RunContext['backend']> | null = null;
    const start = async () => {
      const backend = await backends.ready();
      teller.every({ type: 'computes', backend: backend.label });
      const tensors = backends.tensors();
      left = () => backends.tensors() - tensors;
      return backend;
    };
    return {
      left: () => left(),
      ready() {
        started ??= start();
        return started;
      },
    };
  }

  /** Loads the execution of a node and runs it, with plain values. `inside` is its path where it lies in a graph that a step runs. */
  async function execute(
    request: Pick<
      StepRequest,
      'nodeId' | 'runId' | 'type' | 'key' | 'params' | 'seed' | 'lineage' | 'body' | 'checkpoint'
    >,
    inputs: Readonly<Record<string, unknown>>,
    around: Around,
    inside?: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    const contract = catalogue.get(request.type);
    const run = executions.get(request.type) ?? (await loadExecution(request.type, contract));
    executions.set(request.type, run);
    const backend = contract && computes(contract) ? await around.kept.backend.ready() : NO_BACKEND;
    const outputs: unknown = await run(inputs, request.params, contextOf(request, around, backend, inside));
    return isRecord(outputs) ? outputs : {};
  }

  /** A graph that a step runs: each of its nodes in this thread, with what happens to it told under its path. */
  function bodyIn(
    { nodeId, runId }: Pick<StepRequest, 'nodeId' | 'runId'>,
    { graph, settings }: NonNullable<Step['body']>,
    around: Around,
    inside: string | undefined,
  ): Body {
    const prefix = inside === undefined ? '' : inside + INSIDE;
    const { glimpses } = around.kept;
    // Of this graph alone: what waits for a graph inside this one must not keep it from running.
    const turns = inTurns();
    return createBody(graph, settings, {
      catalogue,
      show: (path, state, views) => glimpses.show(prefix + path, state, views),
      fail: (path, error) => glimpses.fail(prefix + path, error),
      async run({ nodeId: path, type, key, params, seed, body }, inputs, spend) {
        await control.breathe();
        const contract = catalogue.get(type);
        const request = { nodeId: nodeId + INSIDE + path, runId, type, key, params, seed, ...(body && { body }) };
        const work = () => execute(request, inputs, { ...around, spend: bothOf(around.spend, spend) }, prefix + path);
        return contract && computes(contract) && !asksModel(contract) ? turns(work) : work();
      },
    });
  }

  function encodeOutputs(request: StepRequest, outputs: unknown, staying: ReadonlyMap<string, View>) {
    const { type, key } = request;
    const contract = contractOf(locatedOf(request), catalogue);
    const values: Record<string, StoredValue> = {};
    const views: Record<string, View> = {};
    const facts: Record<string, ValueFacts[string]> = {};
    for (const [port, declared] of Object.entries(contract?.outputs ?? {})) {
      const value: unknown = isRecord(outputs) ? outputs[port] : undefined;
      if (value === undefined) throw new Error(`${type} promised “${port}” and did not give it`);
      const kind = kindName(portOf(declared).kind);
      const codec = codecOf(kind);
      const bytes = codec.encode(value);
      values[port] = { kind, bytes };
      views[port] = staying.get(port) ?? codec.look(value, {});
      facts[port] = told(codec.facts?.(value) ?? {});
      hold(`${key}.${port}`, value, bytes.length);
    }
    // What a node shows that is no output of it, an inspector say.
    for (const [port, view] of staying) views[port] ??= view;
    return { values, views, facts };
  }

  function contextOf(
    request: Pick<StepRequest, 'nodeId' | 'runId' | 'type' | 'key' | 'seed' | 'lineage' | 'body' | 'checkpoint'>,
    around: Around,
    backend: RunContext['backend'],
    inside: string | undefined,
  ): RunContext {
    const { signal } = control;
    const { hooks, kept } = around;
    const { staying, warnings } = kept;
    const teller = inside === undefined ? around.teller : tellerInside(around.teller, inside);
    const open = (graph: GraphBody, settings: JsonObject = {}) => bodyIn(request, { graph, settings }, around, inside);
    return {
      nodeId: request.nodeId,
      runId: request.runId,
      key: request.key,
      seed: request.seed,
      ...(request.lineage && { lineage: request.lineage }),
      ...(request.body && { body: open(request.body.graph, request.body.settings) }),
      openBody: open,
      random: createRandom(request.seed).split(request.type),
      signal,
      backend,
      progress: (progress) => teller.latest('progress', { type: 'progress', ...progress }),
      preview(view, port, stays) {
        if (stays && port !== undefined && inside === undefined) staying.set(port, view);
        teller.latest(`preview ${port ?? ''}`, { type: 'preview', view, ...(port === undefined ? {} : { port }) });
      },
      metric: (step, values) => teller.every({ type: 'metric', step, values }),
      log(level, text) {
        teller.every({ type: 'log', level, text });
        if (level === 'warning' && warnings.push(text.slice(0, WARNINGS.length)) > WARNINGS.most) warnings.shift();
      },
      breathe() {
        teller.tick();
        return control.breathe();
      },
      server: (path, body) => server(path, body, signal),
      ...(around.spend && { spend: around.spend }),
      checkpoint:
        request.checkpoint !== undefined
          ? {
              name: request.checkpoint,
              load: () => hooks.loadCheckpoint(),
              save: (checkpoint) => hooks.saveCheckpoint(checkpoint),
            }
          : NO_CHECKPOINT,
      asset: async (sha256) => {
        const bytes = await hooks.asset(sha256);
        if (bytes) return bytes;
        throw new GenloomError({
          code: 'asset.missing',
          title: 'This file is not on this device.',
          detail: 'Files that you choose stay in the browser you chose them in; the graph only knows their name.',
          fix: 'Choose the file again in the inspector.',
        });
      },
    };
  }

  return {
    run(request, hooks) {
      const next = last.then(() => run(request, hooks));
      // Who asked for a step is told what became of it; the next one does not care.
      last = next.catch(() => undefined);
      return next;
    },
    control: control.command,
    close: control.close,
  };
}

type Execution = (inputs: object, params: object, context: RunContext) => unknown;

/** @throws GenloomError `node.no-run` */
async function loadExecution(type: string, contract: AnyContract | undefined): Promise<Execution> {
  const module = await contract?.run?.();
  if (hasRun(module)) return module.run;
  throw new GenloomError({ code: 'node.no-run', title: `“${type}” cannot run in this version of Genloom.` });
}

const hasRun = (module: object | undefined): module is { readonly run: Execution } =>
  module !== undefined && 'run' in module && typeof module.run === 'function';

const NO_BACKEND = { name: 'none', threads: 1 } as const;

/** What of a step’s context outlives its work. */
interface Kept {
  readonly staying: Map<string, View>;
  readonly warnings: string[];
  readonly glimpses: Glimpses;
  readonly backend: BackendWatch;
}
interface BackendWatch {
  ready(): Promise<RunContext['backend']>;
  /** Tensors that were left behind. */
  left(): number;
}
/** What surrounds whatever runs within one step. */
interface Around {
  readonly hooks: StepHooks;
  readonly teller: Teller;
  readonly kept: Kept;
  /** Hears what language models inside used. */
  readonly spend?: RunContext['spend'];
}

const bothOf =
  (one: RunContext['spend'], other: RunContext['spend']): RunContext['spend'] =>
  (spent) => {
    one?.(spent);
    other?.(spent);
  };

/** What lies inside a step goes on from nothing: the step keeps what it has of its rounds. */
const NO_CHECKPOINT: RunContext['checkpoint'] = { load: async () => null, save: async () => {} };

/** Lets one thing at a time be computed: two at once would only get in each other’s way. */
function inTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Thrown when the engine thought that a value was here and it is not: it sends the bytes and asks again. */
export class MissingInput extends GenloomError {
  constructor(name: string) {
    super({ code: 'step.missing-input', title: 'A value was not where it was thought to be.', detail: name });
  }
}

/** All that a checker is told of a value; a network is known to it already. */
const TOLD = [
  'vocabularySize',
  'blockLength',
  'objective',
  'exampleShape',
  'latentShape',
  'generator',
  'classes',
  'captioned',
] as const satisfies readonly (keyof ValueFacts[string])[];

const told = (facts: Facts): ValueFacts[string] =>
  Object.fromEntries(TOLD.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
