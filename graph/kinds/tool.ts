import type { JsonSchema } from '../chat';
import type { GraphBody } from '../document';
import type { JsonObject } from '../json';
import type { Kind } from './kind';
import type { SearchIndex } from './search-index';
import type { Table } from './table';

/** What a language model is told of a tool, and whether a person is asked before it is used. */
interface Described {
  /** As providers take it: letters, digits, `_` and `-`. */
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object: its arguments. */
  readonly parameters: JsonSchema;
  readonly approval: boolean;
}

/** A graph that runs when the tool is used. */
export interface GraphTool extends Described {
  readonly from: 'graph';
  readonly graph: GraphBody;
  readonly settings: JsonObject;
  /** What its inputs are given whenever it runs, by their ids; each of the kind of that name. */
  readonly given: Readonly<Record<string, { readonly kind: string; readonly value: unknown }>>;
  /** Where each argument goes, by its name: an input inside, or a setting. */
  readonly takes: Readonly<Record<string, { readonly input: string } | { readonly setting: string }>>;
}

/** Arithmetic, and programs in a sandbox: nothing else is needed to run these. */
export interface ReadyTool extends Described {
  readonly from: 'calculator' | 'code';
}

/** Looks passages up in an index. */
export interface SearchTool extends Described {
  readonly from: 'search';
  readonly index: SearchIndex;
  readonly mode: 'words' | 'meaning' | 'both';
  /** Passages that are told at most. */
  readonly top: number;
}

/** Asks tables by SQL, which only reads. */
export interface SqlTool extends Described {
  readonly from: 'sql';
  /** By the names that questions use. */
  readonly tables: Readonly<Record<string, Table>>;
  /** Rows that are told at most. */
  readonly rows: number;
}

/** Reads a page of the web, through the server and at hosts on its list. */
export interface WebTool extends Described {
  readonly from: 'web';
  readonly characters: number;
}

/** Lists texts and reads them by their names. */
export interface FilesTool extends Described {
  readonly from: 'files';
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** A tool of an MCP server that this Genloom knows by a name: the server asks it, and only where a person allowed the tool as it is described. */
export interface OutsideTool extends Described {
  readonly from: 'mcp';
  readonly server: string;
  /** Its name there. */
  readonly tool: string;
}

/** Something that an agent can do, as plain data: `openTool` in `nodes/common/agent/` says how each is run. */
export type Tool = GraphTool | ReadyTool | OutsideTool | SearchTool | SqlTool | WebTool | FilesTool;

export const tool: Kind<Tool> = { name: 'tool', of: [], title: 'Tool', phrase: 'a tool of an agent', family: 'value' };
