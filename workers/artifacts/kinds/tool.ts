import {
  type FilesTool,
  type GraphTool,
  type OutsideTool,
  pageView,
  type ReadyTool,
  type SearchTool,
  type SqlTool,
  type Tool,
  type WebTool,
} from '@/graph';
import { type Codec, toJson } from '../codec';
import { pack, unpack } from '../pack';
import { searchIndex } from './search-index';
import { table } from './table';

/** What it says of itself and how it is run, as JSON; behind that of a graph the files of what it is given, each of its own kind. */
export function toolCodec(codecOf: (kind: string) => Codec<unknown>): Codec<Tool> {
  return {
    extension: 'json',
    mediaType: 'application/json',
    encode(tool) {
      switch (tool.from) {
        case 'graph': {
          const given = mapped(tool.given, ({ kind, value }) => ({ kind, value: codecOf(kind).encode(value) }));
          return pack({ ...tool, given });
        }
        case 'search':
          return pack({ ...tool, index: searchIndex.encode(tool.index) });
        case 'sql':
          return pack({ ...tool, tables: mapped(tool.tables, table.encode) });
        default:
          return pack(tool);
      }
    },
    decode(bytes) {
      const tool = unpack(bytes);
      if (!isKept(tool)) throw new Error('These bytes are no tool.');
      if (tool.from === 'search') return { ...tool, index: searchIndex.decode(tool.index) };
      if (tool.from === 'sql') return { ...tool, tables: mapped(tool.tables, table.decode) };
      if (tool.from !== 'graph') return tool;
      return {
        ...tool,
        given: mapped(tool.given, ({ kind, value }) => ({ kind, value: codecOf(kind).decode(value) })),
      };
    },
    // What it is given is saved where it was made.
    file: (tool) => toJson(withoutGiven(tool)),
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

function withoutGiven(tool: Tool): object {
  if (tool.from === 'graph') return { ...tool, given: undefined };
  if (tool.from === 'search') return { ...tool, index: undefined };
  return tool.from === 'sql' ? { ...tool, tables: Object.keys(tool.tables) } : tool;
}

function runsIn(tool: Tool): string {
  switch (tool.from) {
    case 'graph':
      return `a graph of ${tool.graph.nodes.length} nodes`;
    case 'mcp':
      return `“${tool.tool}” of ${tool.server}`;
    case 'search':
      return `a search in ${tool.index.passages.length.toLocaleString('en')} passages`;
    case 'sql':
      return `questions about ${Object.keys(tool.tables).join(', ')}`;
    case 'files':
      return `reading of ${tool.files.length.toLocaleString('en')} texts`;
    case 'web':
      return 'reading of web pages, through the server';
    default:
      return tool.from;
  }
}

function argumentsOf({ parameters }: Tool): string[] {
  const { properties } = parameters;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

/** As it is kept: what a graph is given as files. */
type Kept =
  | ReadyTool
  | OutsideTool
  | WebTool
  | FilesTool
  | (Omit<SearchTool, 'index'> & { readonly index: Uint8Array })
  | (Omit<SqlTool, 'tables'> & { readonly tables: Readonly<Record<string, Uint8Array>> })
  | (Omit<GraphTool, 'given'> & { readonly given: Readonly<Record<string, KeptValue>> });
interface KeptValue {
  readonly kind: string;
  readonly value: Uint8Array;
}

const mapped = <From, To>(all: Readonly<Record<string, From>>, change: (one: From) => To) =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one)]));

/** The store has verified their digest: what says how it is run is one. */
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'from' in value;
