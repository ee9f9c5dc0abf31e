import {
  type AnyContract,
  type Body,
  bodyPorts,
  type Catalogue,
  check,
  contractOf,
  describeError,
  extendNode,
  type Facts,
  fieldSchema,
  fieldsOf,
  flatten,
  GenloomError,
  GIVEN,
  type GraphBody,
  type GraphDocument,
  type JsonObject,
  kindName,
  openBody,
  pathTitle,
  plan,
  portOf,
  type RunContext,
  type Step,
  type StepInput,
  SUBGRAPH,
  type View,
} from '@/graph';
import { codecOf } from './artifacts/kinds';

/** What a graph that runs inside a step needs of the thread that it runs in. */
export interface BodyHost {
  readonly catalogue: Catalogue;
  /** Runs one node of it, with plain values, and gives plain values. */
  run(
    step: Step,
    inputs: Readonly<Record<string, unknown>>,
    spend?: RunContext['spend'],
  ): Promise<Readonly<Record<string, unknown>>>;
  /** What happens to a node of it, by its path. */
  show(path: string, state: 'running' | 'finished', views: () => Readonly<Record<string, View>>): void;
  fail(path: string, error: ReturnType<typeof describeError>): void;
}

/** What one node gave in one round. */
interface Made {
  readonly values: Readonly<Record<string, unknown>>;
  readonly facts: Readonly<Record<string, Facts>>;
}

/** A graph inside a node with one choice of settings, checked and planned. */
interface Prepared {
  readonly document: GraphDocument;
  readonly steps: ReadonlyMap<string, Step>;
  readonly outputs: ReturnType<typeof openBody>['outputs'];
  readonly contracts: ReadonlyMap<string, AnyContract | undefined>;
}

/**
 * Opens a graph so that it runs in this thread, round after round, without its values ever leaving it: nothing is encoded, kept or sent. It is planned once for
 * each choice of settings. What an output needs is computed when it is asked for, so that what a node inside does not choose never runs.
 * @throws GenloomError where it has a mistake
 */
export function createBody(graph: GraphBody, settings: JsonObject, host: BodyHost): Body {
  const { catalogue } = host;
  const prepared = new Map<string, Prepared>();
  const prepare = (changed: JsonObject): Prepared => {
    const name = JSON.stringify(changed);
    const known = prepared.get(name) ?? prepareBody(graph, { ...settings, ...changed }, catalogue);
    prepared.set(name, known);
    return known;
  };
  prepare({});
  return {
    ...bodyPorts(graph, catalogue),
    graph,
    set: settings,
    settings: settingsOf(graph, catalogue),
    async run(inputs, { label, settings: changed = {}, spend } = {}) {
      const round = createRound(prepare(changed), inputs, host, label, spend);
      const outputs: Record<string, unknown> = {};
      for (const { id, source } of round.outputs)
        outputs[id] = source && (await round.at(source.node)).values[source.port];
      return outputs;
    },
  };
}

function settingsOf(graph: GraphBody, catalogue: Catalogue) {
  const contract = contractOf({ type: SUBGRAPH, body: graph, params: {} }, catalogue);
  return contract
    ? fieldsOf(contract).map((field) => ({ name: field.name, title: field.label, schema: fieldSchema(field) }))
    : [];
}

function prepareBody(graph: GraphBody, settings: JsonObject, catalogue: Catalogue): Prepared {
  const { document, outputs } = openBody(graph, settings, catalogue);
  const checked = check(document, catalogue);
  const { nodes } = flatten(document);
  const { every } = plan(document, catalogue, { targets: [], isCached: () => false, checked });
  for (const { title, source } of outputs) {
    if (source && every.has(source.node)) continue;
    const problem = checked.problems.find(({ level }) => level === 'error');
    throw new GenloomError({
      code: 'body.broken',
      title: `What leads to “${title}” cannot run.`,
      ...(problem && { detail: `${pathTitle(document, problem.nodeId, catalogue)}: ${problem.title}` }),
      fix: 'Open the node and mend what is inside.',
    });
  }
  const contracts = new Map(
    [...every.keys()].map((id) => {
      const node = nodes.get(id);
      return [id, node && contractOf(node, catalogue)];
    }),
  );
  return { document, steps: every, outputs, contracts };
}

/** One round: every node that is asked for runs once. */
function createRound(
  { document, steps, outputs, contracts }: Prepared,
  given: Readonly<Record<string, unknown>>,
  host: BodyHost,
  label: string | undefined,
  spend: RunContext['spend'],
) {
  const nodes = new Map<string, Promise<Made>>();

  function at(nodeId: string): Promise<Made> {
    const made = nodes.get(nodeId) ?? make(nodeId);
    nodes.set(nodeId, made);
    return made;
  }

  async function make(nodeId: string): Promise<Made> {
    const step = steps.get(nodeId);
    if (!step) throw new GenloomError({ code: 'body.broken', title: `“${nodeId}” cannot run.` });
    if (step.type === GIVEN) return givenTo(step);
    const contract = contracts.get(nodeId);
    if (step.kind === 'extend' && contract) return extended(step, contract);
    const inputs = contract?.chooses ? await chosen(step, contract.chooses) : await all(step);
    try {
      host.show(nodeId, 'running', NOTHING);
      const values = await host.run(step, inputs, spend);
      host.show(nodeId, 'finished', () => viewsOf(step, values));
      return { values, facts: factsOf(step, values) };
    } catch (error) {
      if (error instanceof GenloomError && error.code === 'cancelled') throw error;
      host.fail(nodeId, describeError(error));
      throw told(error, nodeId);
    }
  }

  function givenTo(step: Step): Made {
    const value = given[String(step.params.input)];
    return { values: { value }, facts: factsOf(step, { value }) };
  }

  /** A block: the network that comes in, extended by what the contract says. */
  async function extended(step: Step, contract: AnyContract): Promise<Made> {
    const facts: Record<string, Facts> = {};
    for (const [port, input] of Object.entries(step.inputs))
      facts[port] = (await at(input.nodeId)).facts[input.port] ?? {};
    const result = extendNode(contract, facts, step.params, { nodeId: step.nodeId });
    if (!result.ok) throw told(new GenloomError(result.error), step.nodeId);
    const values = Object.fromEntries(Object.entries(result.facts).map(([port, { network }]) => [port, network]));
    return { values, facts: result.facts };
  }

  // One after another: what computes would only get in its own way.
  async function all(step: Step): Promise<Record<string, unknown>> {
    const inputs: Record<string, unknown> = {};
    for (const [port, input] of Object.entries(step.inputs)) inputs[port] = await valueAt(input);
    return inputs;
  }

  async function chosen(step: Step, chooses: NonNullable<AnyContract['chooses']>): Promise<Record<string, unknown>> {
    const { first, survives } = chooses;
    const input = step.inputs[first];
    if (!input) return all(step);
    const began = await valueAt(input).then(
      (value) => ({ ok: true, value }) as const,
      (error: unknown) => {
        if (!survives || (error instanceof GenloomError && error.code === 'cancelled')) throw error;
        return { ok: false } as const;
      },
    );
    const next = chooses.next(began, step.params as never);
    const second = next === null ? undefined : step.inputs[next];
    return {
      ...(began.ok && { [first]: began.value }),
      ...(next !== null && second && { [next]: await valueAt(second) }),
    };
  }

  async function valueAt({ nodeId, port, conversion }: StepInput): Promise<unknown> {
    const value = (await at(nodeId)).values[port];
    return conversion ? conversion.convert(value) : value;
  }

  function factsOf(step: Step, values: Readonly<Record<string, unknown>>): Made['facts'] {
    return Object.fromEntries(
      Object.entries(contracts.get(step.nodeId)?.outputs ?? {}).flatMap(([port, declared]) => {
        const facts = codecOf(kindName(portOf(declared).kind)).facts?.(values[port]);
        return facts ? [[port, facts]] : [];
      }),
    );
  }

  function viewsOf(step: Step, values: Readonly<Record<string, unknown>>): Readonly<Record<string, View>> {
    return Object.fromEntries(
      Object.entries(contracts.get(step.nodeId)?.outputs ?? {}).map(([port, declared]) => [
        port,
        codecOf(kindName(portOf(declared).kind)).look(values[port], {}),
      ]),
    );
  }

  /** What went wrong, and where. */
  function told(error: unknown, nodeId: string): GenloomError {
    const { code, title, detail, fix, particulars } = describeError(error);
    const where = [`In “${pathTitle(document, nodeId, host.catalogue)}”`, label && `with ${label}`]
      .filter(Boolean)
      .join(', ');
    return new GenloomError(
      {
        code,
        title,
        detail: [`${where}.`, detail].filter(Boolean).join(' '),
        ...(fix !== undefined && { fix }),
        ...(particulars && { particulars }),
      },
      { cause: error },
    );
  }

  return { at, outputs };
}

const NOTHING = () => ({});
