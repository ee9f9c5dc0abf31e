import { type GraphTool, type OutsideTool, pageView, type ReadyTool, type Tool } from '@/graph';
import { type Codec, toJson } from '../codec';
import { pack, unpack } from '../pack';

/** What it says of itself and how it is run, as JSON; behind that of a graph the files of what it is given, each of its own kind. */
export function toolCodec(codecOf: (kind: string) => Codec<unknown>): Codec<Tool> {
  return {
    extension: 'json',
    mediaType: 'application/json',
    encode: (tool) =>
      pack(
        tool.from === 'graph'
          ? { ...tool, given: mapped(tool.given, ({ kind, value }) => ({ kind, value: codecOf(kind).encode(value) })) }
          : tool,
      ),
    decode(bytes) {
      const tool = unpack(bytes);
      if (!isKept(tool)) throw new Error('These bytes are no tool.');
      if (tool.from !== 'graph') return tool;
      return {
        ...tool,
        given: mapped(tool.given, ({ kind, value }) => ({ kind, value: codecOf(kind).decode(value) })),
      };
    },
    // What a graph is given is saved where it was made.
    file(tool) {
      if (tool.from !== 'graph') return toJson(tool);
      const { given: _given, ...rest } = tool;
      return toJson(rest);
    },
    look: (tool, { large }) =>
      pageView(
        {
          title: tool.name,
          summary: tool.description,
          blocks: [
            {
              block: 'facts',
              items: [
                ['runs', runsIn(tool)],
                ['arguments', argumentsOf(tool).join(', ') || 'none'],
                ['asks you before', tool.approval ? 'yes' : 'no'],
              ],
            },
          ],
        },
        large,
      ),
  };
}

function runsIn(tool: Tool): string {
  if (tool.from === 'graph') return `a graph of ${tool.graph.nodes.length} nodes`;
  return tool.from === 'mcp' ? `“${tool.tool}” of ${tool.server}` : tool.from;
}

function argumentsOf({ parameters }: Tool): string[] {
  const { properties } = parameters;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

/** As it is kept: what a graph is given as files. */
type Kept =
  | ReadyTool
  | OutsideTool
  | (Omit<GraphTool, 'given'> & { readonly given: Readonly<Record<string, KeptValue>> });
interface KeptValue {
  readonly kind: string;
  readonly value: Uint8Array;
}

const mapped = <From, To>(all: Readonly<Record<string, From>>, change: (one: From) => To) =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one)]));

/** The store has verified their digest: what says how it is run is one. */
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'from' in value;
