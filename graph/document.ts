import { GenloomError } from './errors';
import { type Json, type JsonObject, jsonSchema } from './json';
import { type SetBy, setBySchema, type Variable, variablesSchema } from './variables/schema';
import * as z from './zod';

/** The most a document may hold. Everything that reads one refuses more, with a sentence. */
export const LIMITS = {
  bytes: 8 * 1024 * 1024,
  nodes: 5_000,
  wires: 20_000,
  groups: 500,
  notes: 500,
  identifier: 64,
  title: 200,
  text: 20_000,
  paramsText: 1_000_000,
  nesting: 12,
  /** Graphs inside graphs, one in the other. */
  depth: 32,
  exposed: 200,
  /** Inputs, and outputs, of the app that is made of a graph. */
  app: 100,
} as const;

export const DOCUMENT_FORMAT = 'genloom/graph';
export const DOCUMENT_VERSION = 1;

const identifier = z
  .string()
  .min(1)
  .max(LIMITS.identifier)
  .regex(/^[\w.-]+$/, 'may hold letters, digits, dots, dashes and underscores only');
const coordinate = z.number().min(-1e6).max(1e6);
const position = z.object({ x: coordinate, y: coordinate });
const size = z.object({ width: z.number().min(1).max(1e5), height: z.number().min(1).max(1e5) });
const endSchema = z.object({ node: identifier, port: identifier });

const exposedSchema = z.object({
  name: identifier,
  node: identifier,
  param: z.string().min(1).max(LIMITS.title),
  title: z.string().max(LIMITS.title).optional(),
});
const fromLibrarySchema = z.object({
  item: identifier,
  version: z.number().int().min(1).max(1_000_000),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'has to be a hash'),
  stays: z.number().int().min(1).max(1_000_000).optional(),
});
const nodeSchema = z.object({
  id: identifier,
  type: z.string().min(1).max(LIMITS.title),
  version: z.number().int().min(1).max(10_000),
  params: z.record(z.string().max(LIMITS.title), jsonSchema),
  position,
  title: z.string().max(LIMITS.title).optional(),
  muted: z.boolean().optional(),
  seed: z.number().int().min(0).max(0xffffffff).optional(),
  library: fromLibrarySchema.optional(),
  setBy: setBySchema.optional(),
  get body() {
    return bodySchema.optional();
  },
});
const wireSchema = z.object({ from: endSchema, to: endSchema });
const groupSchema = z.object({
  id: identifier,
  title: z.string().max(LIMITS.title),
  nodes: z.array(identifier).max(LIMITS.nodes),
});
const noteSchema = z.object({ id: identifier, text: z.string().max(LIMITS.text), position, size });

const levelShape = {
  nodes: z.array(nodeSchema).max(LIMITS.nodes),
  wires: z.array(wireSchema).max(LIMITS.wires),
  groups: z.array(groupSchema).max(LIMITS.groups),
  notes: z.array(noteSchema).max(LIMITS.notes),
};
const bodySchema: z.ZodType<GraphBody> = z.object({
  ...levelShape,
  exposed: z.array(exposedSchema).max(LIMITS.exposed),
});
/** A node at any level, by its path: `writer/train`; `$` is the graph itself, whose settings are its variables. */
const nodePath = z
  .string()
  .max((LIMITS.identifier + 1) * (LIMITS.depth + 1))
  .regex(/^(\$|[\w.-]+(\/[\w.-]+)*)$/, 'has to be the path of a node');
const appSchema = z.object({
  kind: z.enum(['form', 'chat']),
  title: z.string().max(LIMITS.title),
  intro: z.string().max(LIMITS.text),
  remembers: z.number().int().min(0).max(LIMITS.app).optional(),
  inputs: z
    .array(
      z.object({
        node: nodePath,
        param: z.string().min(1).max(LIMITS.title),
        title: z.string().max(LIMITS.title).optional(),
      }),
    )
    .max(LIMITS.app),
  outputs: z
    .array(z.object({ node: nodePath, port: identifier, title: z.string().max(LIMITS.title).optional() }))
    .max(LIMITS.app),
});
const documentSchema = z.object({
  format: z.literal(DOCUMENT_FORMAT),
  version: z.literal(DOCUMENT_VERSION),
  id: identifier,
  name: z.string().max(LIMITS.title),
  description: z.string().max(LIMITS.text),
  ...levelShape,
  variables: variablesSchema.optional(),
  app: appSchema.optional(),
});

type DeepReadonly<T> = T extends Json
  ? T
  : T extends (infer Item)[]
    ? readonly DeepReadonly<Item>[]
    : { readonly [K in keyof T]: DeepReadonly<T[K]> };

/** Where a node with a graph inside came from: an item of a person's library, which others who open the document need not have. */
export interface FromLibrary {
  readonly item: string;
  readonly version: number;
  /** Of the graph inside as that version has it: another hash, and it was changed here since. */
  readonly hash: string;
  /** The newest version that the person knew of and did not want. */
  readonly stays?: number | undefined;
}
export interface GraphNode {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly params: JsonObject;
  readonly position: { readonly x: number; readonly y: number };
  readonly title?: string | undefined;
  /** A muted node is left out of runs; where its first input fits its output, the value passes through. */
  readonly muted?: boolean | undefined;
  readonly seed?: number | undefined;
  /** It changes no key. */
  readonly library?: FromLibrary | undefined;
  /** Settings that are set by a variable of the graph; `params` keeps what they are without it. */
  readonly setBy?: SetBy | undefined;
  /** Of a subgraph: the graph that it stands for. */
  readonly body?: GraphBody | undefined;
}
export type WireEnd = DeepReadonly<z.infer<typeof endSchema>>;
export interface Wire {
  readonly from: WireEnd;
  readonly to: WireEnd;
}
export type Group = { readonly id: string; readonly title: string; readonly nodes: readonly string[] };
export type Note = {
  readonly id: string;
  readonly text: string;
  readonly position: { readonly x: number; readonly y: number };
  readonly size: { readonly width: number; readonly height: number };
};
/** What lies side by side on one canvas. */
export interface GraphLevel {
  readonly nodes: readonly GraphNode[];
  readonly wires: readonly Wire[];
  readonly groups: readonly Group[];
  readonly notes: readonly Note[];
}
/** A setting of a node inside a subgraph that is set from outside. */
export interface ExposedParam {
  /** Of the subgraph's own parameter. */
  readonly name: string;
  readonly node: string;
  readonly param: string;
  readonly title?: string | undefined;
}
/** The graph inside a node. Its “Input” and “Output” nodes are the ports of that node. */
export interface GraphBody extends GraphLevel {
  readonly exposed: readonly ExposedParam[];
}
/** A setting of a node, at any level, that whoever visits the app sets. */
export interface AppInput {
  /** Its path; `$` for a variable of the graph, whose id is then the setting. */
  readonly node: string;
  readonly param: string;
  readonly title?: string | undefined;
}
/** An output of a node, at any level, that the app shows. */
export interface AppOutput {
  readonly node: string;
  readonly port: string;
  readonly title?: string | undefined;
}
/**
 * The page that a graph becomes for those who only use it. It changes no key. What it names may be gone: such entries are kept and passed over, so that taking a
 * removal back brings them back too.
 */
export interface GraphApp {
  /** In a chat, messages go into the first input that is a text, and the first output answers. */
  readonly kind: 'form' | 'chat';
  readonly title: string;
  readonly intro: string;
  /** How many exchanges before it a message of a chat takes along; none where it is not said. */
  readonly remembers?: number | undefined;
  readonly inputs: readonly AppInput[];
  readonly outputs: readonly AppOutput[];
}
/** A graph as data: what is saved, shared, hashed and run. Nothing about a run lives in it. */
export interface GraphDocument extends GraphLevel {
  readonly format: typeof DOCUMENT_FORMAT;
  readonly version: typeof DOCUMENT_VERSION;
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Values that settings at every level may be set by. */
  readonly variables?: readonly Variable[] | undefined;
  readonly app?: GraphApp | undefined;
}

export interface DocumentProblem {
  /** `nodes.3.params.steps` */
  readonly path: string;
  readonly message: string;
}

/** A document that cannot be read; names every problem with its path (the first hundred). */
export class DocumentError extends GenloomError {
  readonly problems: readonly DocumentProblem[];
  /** The first problems in one line, for programs and logs. */
  readonly listing: string;

  /** `formal`: the problems are in the words of a schema, which say little to a person; they are told as particulars. */
  constructor(
    problems: readonly DocumentProblem[],
    title = 'This is not a graph that Genloom can open.',
    formal = false,
  ) {
    const lines = problems
      .slice(0, 100)
      .map((problem) => (problem.path ? `${problem.path}: ${problem.message}` : problem.message));
    const listing = `${lines.slice(0, 3).join(' · ')}${problems.length > 3 ? ` · and ${problems.length - 3} more` : ''}.`;
    super({
      code: 'document.invalid',
      title,
      detail: formal ? 'Parts of it are missing, or are not what a graph has in their place.' : listing,
      ...(formal ? { particulars: lines } : {}),
      fix: 'Open a file that was exported from Genloom, or a version saved earlier.',
    });
    this.name = 'DocumentError';
    this.problems = problems.slice(0, 100);
    this.listing = listing;
  }
}

/** Older shapes of the document, each with the step to the next one. None yet: version 1 is the first. */
const migrations: Readonly<Record<number, (document: Record<string, unknown>) => Record<string, unknown>>> = {};

/**
 * Reads a document from anything: the trust boundary. Bounds it, migrates it forward, and checks that ids are unique and wires and groups name
 * nodes that exist. Whether it makes sense as a graph is asked by `check`.
 * @throws DocumentError naming every problem with its path
 */
export function parseDocument(input: unknown): GraphDocument {
  const bounded = bound(input);
  const parsed = documentSchema.safeParse(migrateForward(bounded));
  if (!parsed.success)
    throw new DocumentError(
      parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
      undefined,
      true,
    );
  const problems = consistencyProblems(parsed.data);
  if (problems.length > 0) throw new DocumentError(problems);
  return parsed.data;
}

/** Reads a document from JSON text. @throws DocumentError */
export function parseDocumentText(text: string): GraphDocument {
  if (text.length > LIMITS.bytes)
    throw new DocumentError([{ path: '', message: `the file is larger than ${LIMITS.bytes / 1024 / 1024} MB` }]);
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw new DocumentError(
      [{ path: '', message: 'A graph is a .json file that “Export as JSON” wrote.' }],
      'This file is no graph of Genloom.',
    );
  }
  return parseDocument(input);
}

/** A document with nothing in it. */
export function emptyDocument(id: string, name = 'Untitled graph'): GraphDocument {
  return {
    format: DOCUMENT_FORMAT,
    version: DOCUMENT_VERSION,
    id,
    name,
    description: '',
    nodes: [],
    wires: [],
    groups: [],
    notes: [],
  };
}

/** Counts and nesting are bounded before the schema walks the input, so that a hostile document costs nothing. */
function bound(input: unknown): Record<string, unknown> {
  if (!isRecord(input)) throw new DocumentError([{ path: '', message: 'expected an object' }]);
  const problems: DocumentProblem[] = [];
  for (const key of ['nodes', 'wires', 'groups', 'notes'] as const) {
    const list = input[key];
    if (Array.isArray(list) && list.length > LIMITS[key])
      problems.push({
        path: key,
        message: `${list.length.toLocaleString('en')} are more than the ${LIMITS[key].toLocaleString('en')} a graph may have`,
      });
  }
  if (problems.length === 0) {
    const budget = { characters: LIMITS.bytes };
    const path = tooMuch(input, 0, budget);
    if (path)
      problems.push({
        path,
        message:
          budget.characters < 0 ? 'the document holds too much text' : `nested deeper than ${LIMITS.nesting} levels`,
      });
  }
  if (problems.length > 0) throw new DocumentError(problems);
  return input;
}

/** The path at which a value is nested too deeply or the text budget runs out, or null. A graph inside a node may be as deep as one outside. */
function tooMuch(value: unknown, depth: number, budget: { characters: number }, bodies = 0): string | null {
  if (typeof value === 'string') budget.characters -= value.length;
  else budget.characters -= 8;
  if (budget.characters < 0 || depth > LIMITS.nesting || bodies > LIMITS.depth) return '…';
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const inner = key === 'body' ? tooMuch(member, 0, budget, bodies + 1) : tooMuch(member, depth + 1, budget, bodies);
    if (inner) return inner === '…' ? key : `${key}.${inner}`;
  }
  return null;
}

function migrateForward(input: Record<string, unknown>): Record<string, unknown> {
  let document = input;
  if (typeof document.version === 'number' && document.version > DOCUMENT_VERSION)
    throw new DocumentError([
      { path: 'version', message: 'it was saved by a newer Genloom; reload this page to get the newest' },
    ]);
  for (;;) {
    const version = document.version;
    const step = typeof version === 'number' ? migrations[version] : undefined;
    if (!step) return document;
    document = step(document);
  }
}

function consistencyProblems(document: GraphDocument): DocumentProblem[] {
  const problems = [...levelProblems(document, ''), ...appProblems(document)];
  const nodes = countNodes(document);
  if (nodes > LIMITS.nodes)
    problems.push({
      path: 'nodes',
      message: `${nodes.toLocaleString('en')}, with those inside others, are more than the ${LIMITS.nodes.toLocaleString('en')} a graph may have`,
    });
  return problems;
}

function appProblems({ app }: GraphDocument): DocumentProblem[] {
  const twice = (list: 'inputs' | 'outputs', names: readonly string[]) =>
    names.flatMap((name, index) =>
      names.indexOf(name) === index ? [] : [{ path: `app.${list}.${index}`, message: `“${name}” is in it twice` }],
    );
  if (!app) return [];
  return [
    ...twice(
      'inputs',
      app.inputs.map(({ node, param }) => `${node} ${param}`),
    ),
    ...twice(
      'outputs',
      app.outputs.map(({ node, port }) => `${node} ${port}`),
    ),
  ];
}

/** The nodes of a graph, with those of all graphs inside it. */
export const countNodes = ({ nodes }: GraphLevel): number =>
  nodes.reduce((count, { body }) => count + 1 + (body ? countNodes(body) : 0), 0);

function levelProblems(level: GraphLevel, at: string): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const tell = (path: string, message: string) => problems.push({ path: at + path, message });
  const nodes = new Set<string>();
  const once = (list: 'nodes' | 'groups' | 'notes', seen: Set<string>) =>
    level[list].forEach((item, index) => {
      if (seen.has(item.id)) tell(`${list}.${index}.id`, `“${item.id}” is used twice`);
      seen.add(item.id);
    });
  once('nodes', nodes);
  once('groups', new Set());
  once('notes', new Set());
  const fed = new Set<string>();
  level.wires.forEach((wire, index) => {
    for (const end of ['from', 'to'] as const)
      if (!nodes.has(wire[end].node)) tell(`wires.${index}.${end}`, `there is no node “${wire[end].node}”`);
    const target = `${wire.to.node}\n${wire.to.port}`;
    if (fed.has(target)) tell(`wires.${index}.to`, `“${wire.to.port}” of “${wire.to.node}” has two wires`);
    fed.add(target);
  });
  level.groups.forEach((group, index) => {
    for (const node of group.nodes) if (!nodes.has(node)) tell(`groups.${index}.nodes`, `there is no node “${node}”`);
  });
  level.nodes.forEach(({ body }, index) => {
    if (!body) return;
    problems.push(...levelProblems(body, `${at}nodes.${index}.body.`));
    const names = new Set<string>();
    // A node that was removed inside may still be named here: taking that back brings its settings back too.
    body.exposed.forEach(({ name }, place) => {
      if (names.has(name)) tell(`nodes.${index}.body.exposed.${place}.name`, `“${name}” is used twice`);
      names.add(name);
    });
  });
  return problems;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
