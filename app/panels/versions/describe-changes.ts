import { catalogue, contractFor } from '@/app/catalogue';
import {
  defaultParams,
  fieldsOf,
  type GraphApp,
  type GraphDocument,
  type GraphLevel,
  type GraphNode,
  type Json,
  titleOf,
  type Variable,
} from '@/graph';

/**
 * What changed between two states of a graph, in words: `Steps of Train language model: 500 → 2,000`, `Added Deduplicate`. Moves are told together, since where a
 * node stands changes no result.
 */
export function describeChanges(before: GraphDocument, after: GraphDocument): readonly string[] {
  const lines: string[] = [];
  if (before.name !== after.name) lines.push(`Renamed “${before.name}” to “${after.name}”`);
  if (before.description !== after.description) lines.push('Changed the description');
  return [
    ...lines,
    ...variableChanges(before.variables ?? [], after.variables ?? []),
    ...appChanges(before.app, after.app),
    ...levelChanges(before, after, namesOf(before, after)),
  ];
}

/** What settings that are set by a variable are told to be set by. */
const namesOf = (...documents: readonly GraphDocument[]): ReadonlyMap<string, string> =>
  new Map(documents.flatMap(({ variables = [] }) => variables.map(({ id, name }) => [id, name] as const)));

function variableChanges(before: readonly Variable[], after: readonly Variable[]): readonly string[] {
  const earlier = new Map(before.map((one) => [one.id, one]));
  return [
    ...after.flatMap((variable) => {
      const { id, name, value } = variable;
      const old = earlier.get(id);
      if (!old) return [`Added the variable “${name}”`];
      const lines = old.name === name ? [] : [`Renamed the variable “${old.name}” to “${name}”`];
      if (old.value !== value) lines.push(`Variable “${name}”: ${inWords(old.value)} → ${inWords(value)}`);
      else if (JSON.stringify({ ...old, name }) !== JSON.stringify(variable)) lines.push(`Variable “${name}”: changed`);
      return lines;
    }),
    ...before.flatMap(({ id, name }) => (after.some((one) => one.id === id) ? [] : [`Deleted the variable “${name}”`])),
  ];
}

function appChanges(before: GraphApp | undefined, after: GraphApp | undefined): readonly string[] {
  if (!before || !after) return before === after ? [] : [after ? 'App: made' : 'App: taken away'];
  const says = (what: string, of: (app: GraphApp) => unknown) =>
    JSON.stringify(of(before)) === JSON.stringify(of(after)) ? [] : [`App: ${what}`];
  const counted = (name: 'inputs' | 'outputs') => {
    const [from, to] = [before[name].length, after[name].length];
    return says(from === to ? `changed ${name}` : `${name} ${from} → ${to}`, (app) => app[name]);
  };
  return [
    ...says(after.kind === 'chat' ? 'a chat instead of a form' : 'a form instead of a chat', (app) => app.kind),
    ...says(`title “${after.title}”`, (app) => app.title),
    ...says('changed the introduction', (app) => app.intro),
    ...says(`a message takes ${after.remembers ?? 0} exchanges along`, (app) => app.remembers ?? 0),
    ...counted('inputs'),
    ...counted('outputs'),
  ];
}

/** The same of what lies side by side on one canvas; `variables` names those that settings may be set by. */
export function levelChanges(
  before: GraphLevel,
  after: GraphLevel,
  variables: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Map(after.nodes.map((node) => [node.id, node]));
  const lines: string[] = [];
  for (const node of after.nodes) if (!old.has(node.id)) lines.push(`Added ${titleOf(node, catalogue)}`);
  for (const node of before.nodes) if (!now.has(node.id)) lines.push(`Removed ${titleOf(node, catalogue)}`);
  let moved = 0;
  for (const node of after.nodes) {
    const earlier = old.get(node.id);
    if (!earlier) continue;
    if (earlier.position.x !== node.position.x || earlier.position.y !== node.position.y) moved++;
    lines.push(...nodeChanges(earlier, node, variables));
  }
  lines.push(...wireChanges(before, after));
  if (moved > 0) lines.push(moved === 1 ? 'Moved 1 node' : `Moved ${moved} nodes`);
  const counted = (name: string, from: number, to: number) => (from === to ? [] : [`${name}: ${from} → ${to}`]);
  lines.push(
    ...counted('Notes', before.notes.length, after.notes.length),
    ...counted('Groups', before.groups.length, after.groups.length),
  );
  if (
    lines.length === 0 &&
    JSON.stringify([before.notes, before.groups]) !== JSON.stringify([after.notes, after.groups])
  )
    lines.push('Changed notes or groups');
  return lines;
}

function nodeChanges(before: GraphNode, after: GraphNode, variables: ReadonlyMap<string, string>): readonly string[] {
  const title = titleOf(after, catalogue);
  const lines: string[] = [];
  if (titleOf(before, catalogue) !== title) lines.push(`Titled ${titleOf(before, catalogue)} “${title}”`);
  if ((before.muted ?? false) !== (after.muted ?? false)) lines.push(`${after.muted ? 'Muted' : 'Unmuted'} ${title}`);
  if (before.seed !== after.seed)
    lines.push(`Seed of ${title}: ${before.seed ?? 'default'} → ${after.seed ?? 'default'}`);
  if (before.library?.item !== after.library?.item || before.library?.version !== after.library?.version)
    lines.push(`${title}: ${keptAs(before)} → ${keptAs(after)}`);
  if (before.library?.stays !== after.library?.stays && after.library?.stays !== undefined)
    lines.push(`${title} stays with version ${after.library.version} of the library`);
  const contract = contractFor(after);
  const defaults = contract ? defaultParams(contract) : {};
  const labels = new Map((contract ? fieldsOf(contract) : []).map((field) => [field.name, field.label]));
  for (const name of new Set([...Object.keys(before.params), ...Object.keys(after.params)])) {
    const [from, to] = [before.params[name] ?? defaults[name] ?? null, after.params[name] ?? defaults[name] ?? null];
    if (JSON.stringify(from) !== JSON.stringify(to))
      lines.push(`${labels.get(name) ?? name} of ${title}: ${inWords(from)} → ${inWords(to)}`);
  }
  for (const name of new Set([...Object.keys(before.setBy ?? {}), ...Object.keys(after.setBy ?? {})])) {
    const [from, to] = [before.setBy?.[name], after.setBy?.[name]];
    const setting = `${labels.get(name) ?? name} of ${title}`;
    if (from !== to)
      lines.push(
        to === undefined ? `${setting}: its own value again` : `${setting}: set by “${variables.get(to) ?? to}”`,
      );
  }
  if (before.body && after.body) {
    lines.push(...levelChanges(before.body, after.body, variables).map((line) => `In ${title}: ${line}`));
    if (JSON.stringify(before.body.exposed) !== JSON.stringify(after.body.exposed))
      lines.push(`Changed what is set from outside of ${title}`);
  }
  return lines;
}

const keptAs = ({ library }: GraphNode): string =>
  library ? `version ${library.version} of the library` : 'not from the library';

function wireChanges(before: GraphLevel, after: GraphLevel): readonly string[] {
  const name = (document: GraphLevel, end: { readonly node: string; readonly port: string }) => {
    const node = document.nodes.find((one) => one.id === end.node);
    return `${node ? titleOf(node, catalogue) : end.node} (${end.port})`;
  };
  const lines = (document: GraphLevel) =>
    new Map(
      document.wires.map((wire) => [
        JSON.stringify(wire),
        `${name(document, wire.from)} with ${name(document, wire.to)}`,
      ]),
    );
  const [old, now] = [lines(before), lines(after)];
  return [
    ...[...now].flatMap(([key, words]) => (old.has(key) ? [] : [`Connected ${words}`])),
    ...[...old].flatMap(([key, words]) => (now.has(key) ? [] : [`Disconnected ${words}`])),
  ];
}

function inWords(value: Json): string {
  if (value === null) return 'none';
  if (typeof value === 'number') return Number.isInteger(value) ? value.toLocaleString('en') : String(value);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'string')
    return value.length > 24 ? `${value.length.toLocaleString('en')} characters` : `“${value}”`;
  if (typeof value === 'object' && 'name' in value) return String(value.name);
  return 'something else';
}
