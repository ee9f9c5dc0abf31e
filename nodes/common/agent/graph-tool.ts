import type { BodyPort, Examples, GraphTool, Json, Metrics, RunContext } from '@/graph';
import { fromData, isPlain, toData } from '../body/values';
import { examplesInWords, picturesOf } from './pictures';
import type { OpenTool } from './tools';

/** Characters of one output that a model is told. */
const LONGEST = 6_000;

/** A graph as a tool: its arguments go to inputs and settings, and what its outputs give is told in words. */
export function openGraphTool(tool: GraphTool, { openBody }: Pick<RunContext, 'openBody'>): OpenTool {
  const body = openBody(tool.graph, tool.settings);
  const fixed = Object.fromEntries(Object.entries(tool.given).map(([id, { value }]) => [id, value]));
  return {
    async use(given, spend) {
      const inputs: Record<string, unknown> = { ...fixed };
      const settings: Record<string, Json> = {};
      for (const [name, value] of Object.entries(given)) {
        const to = tool.takes[name];
        if (!to || value === undefined) continue;
        if ('setting' in to) settings[to.setting] = value;
        else {
          const port = body.inputs.find(({ id }) => id === to.input);
          inputs[to.input] = port ? fromData(port.kind, value, `“${name}”`) : value;
        }
      }
      const made = await body.run(inputs, { label: 'what the agent asked for', settings, ...(spend && { spend }) });
      const pictures = picturesOf(
        body.outputs.flatMap(({ id, kind }) => (isExamples(kind.name, made[id]) ? [made[id]] : [])),
      );
      return { text: told(body.outputs, made), ...(pictures && { pictures }) };
    },
  };
}

/** What a graph gave, in words: of one output what it is, of several each under its title. */
function told(outputs: readonly BodyPort[], made: Readonly<Record<string, unknown>>): string {
  const [only, ...more] = outputs.map((port) => [port.title, inWords(port, made[port.id])] as const);
  if (!only) return 'It ran. It gives nothing that could be told.';
  return more.length === 0 ? only[1] : [only, ...more].map(([title, words]) => `${title}: ${words}`).join('\n');
}

function inWords({ kind }: BodyPort, value: unknown): string {
  if (typeof value === 'string') return bounded(value);
  if (isMetrics(kind.name, value))
    return value.values
      .map(({ name, value: number, unit }) => `${name}: ${number}${unit ? ` ${unit}` : ''}`)
      .join('; ');
  if (isExamples(kind.name, value)) return examplesInWords(value);
  if (isPlain(kind)) return bounded(JSON.stringify(toData(kind, value)));
  return `${kind.phrase}, which stays in the graph and cannot be told in words`;
}

const isExamples = (kind: string, value: unknown): value is Examples => kind === 'examples' && value !== undefined;
const isMetrics = (kind: string, value: unknown): value is Metrics => kind === 'metrics' && value !== undefined;

/** A text of which the middle is left out where it is too long. */
export const bounded = (text: string, most = LONGEST): string =>
  text.length <= most
    ? text
    : `${text.slice(0, most / 2)}\n… ${(text.length - most).toLocaleString('en')} characters are left out …\n${text.slice(-most / 2)}`;
