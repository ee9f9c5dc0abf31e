import { type BodyPort, freshId, GenloomError, type GraphTool, type JsonObject, kindName, type Run } from '@/graph';
import { bodyOf } from '../../common/body/body';
import { takesData } from '../../common/body/values';
import type { agentTool } from './node';

export const run: Run<typeof agentTool> = (wired, params, context) => {
  const body = bodyOf(context);
  const values: Readonly<Record<string, unknown>> = wired;
  const own = new Set(Object.keys(params).filter((name) => name.startsWith('tool')));
  const taken = new Set<string>();
  const properties: Record<string, JsonObject> = {};
  const required: string[] = [];
  const takes: Record<string, GraphTool['takes'][string]> = {};
  const given: Record<string, GraphTool['given'][string]> = {};
  const named = (title: string) => {
    const name = freshId(taken, argumentName(title));
    taken.add(name);
    return name;
  };
  for (const port of body.inputs) {
    const value = values[port.id];
    if (value !== undefined) given[port.id] = { kind: kindName(port.kind), value };
    else if (takesData(port.kind)) {
      const name = named(port.title);
      properties[name] = schemaOf(port);
      takes[name] = { input: port.id };
      if (!port.optional) required.push(name);
    } else if (!port.optional) throw unfillable(port);
  }
  for (const { name: setting, title, schema } of params.toolSettings ? body.settings : []) {
    if (!schema || own.has(setting)) continue;
    const name = named(title);
    properties[name] = schema;
    takes[name] = { setting };
  }
  const tool: GraphTool = {
    from: 'graph',
    name: params.toolName,
    description: params.toolPurpose,
    parameters: { type: 'object', properties, required },
    approval: params.toolAsks,
    graph: body.graph,
    settings: body.set,
    given,
    takes,
  };
  return { tool };
};

/** `Number of steps` → `number_of_steps`. */
const argumentName = (title: string): string =>
  title
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 50) || 'argument';

function schemaOf({ kind, title, help }: BodyPort): JsonObject {
  const described = { description: help ?? title };
  if (kind.name === 'text') return { type: 'string', ...described };
  return kindName(kind) === 'dataset<text>' ? { type: 'array', items: { type: 'string' }, ...described } : described;
}

const unfillable = ({ title, kind }: BodyPort) =>
  new GenloomError({
    code: 'tool.unfillable',
    title: `Nothing is wired to “${title}”.`,
    detail: `It takes ${kind.phrase}, which a language model cannot write.`,
    fix: 'Wire it from outside, or make it from a text inside.',
  });
