import {
  describeError,
  GenloomError,
  type ImagesView,
  type JsonObject,
  type OutsideTool,
  type RunContext,
  type Spent,
  sentenceOf,
  type Tool,
} from '@/graph';
import { callMcpTool } from '../outside/mcp';
import { openSandbox, type Sandbox } from '../sandbox/sandbox';
import { calculation } from './calculator';
import { openGraphTool } from './graph-tool';
import { openFilesTool, openSearchTool, openSqlTool, openWebTool } from './ready';

/** What a tool gave: what the model is told, and what there is to be seen. */
export interface ToolAnswer {
  readonly text: string;
  readonly pictures?: ImagesView;
}

/** A tool that is ready to be used. */
export interface OpenTool {
  /**
   * Uses it, with arguments that its schema has let through.
   * @param spend hears what language models inside it used
   * @throws GenloomError what went wrong, which the model is told too
   */
  use(given: JsonObject, spend?: (spent: Spent) => void): Promise<ToolAnswer>;
}

/** Makes a tool ready to be used in this step: the one place that knows how each is run. @throws GenloomError where it has a mistake */
export async function openTool(
  tool: Tool,
  context: Pick<RunContext, 'openBody' | 'server' | 'log' | 'backend' | 'breathe'>,
): Promise<OpenTool> {
  switch (tool.from) {
    case 'graph':
      return openGraphTool(tool, context);
    case 'calculator':
      return inSandbox(await openSandbox(), ({ expression }) => calculation(String(expression)));
    case 'code':
      return inSandbox(await openSandbox(), ({ code }) => programOf(String(code)));
    case 'mcp':
      return outside(tool, context);
    case 'search':
      return openSearchTool(tool, context);
    case 'sql':
      return openSqlTool(tool);
    case 'web':
      return openWebTool(tool, context);
    case 'files':
      return openFilesTool(tool);
  }
}

const outside = ({ server, tool }: OutsideTool, context: Pick<RunContext, 'server'>): OpenTool => ({
  async use(given) {
    const { text, data, isError } = await callMcpTool(context, server, tool, given);
    const said = text !== '' || data === null ? text : JSON.stringify(data);
    if (!isError) return { text: said };
    throw new GenloomError({
      code: 'tool.failed',
      title: `The tool says that it did not work: ${said.slice(0, 2_000)}`,
    });
  },
});

const inSandbox = (sandbox: Sandbox, program: (given: JsonObject) => string): OpenTool => ({
  async use(given) {
    const ended = sandbox.run(program(given));
    if (!ended.ok) throw new GenloomError({ code: 'tool.failed', title: ended.message });
    if (ended.value === undefined || ended.value === null)
      throw new GenloomError({
        code: 'tool.nothing',
        title: 'It gave nothing. Let it end with a value, or return one.',
      });
    return { text: typeof ended.value === 'string' ? ended.value : JSON.stringify(ended.value) };
  },
});

/** A program with `return` is the inside of a function; of another its last line counts. */
const programOf = (code: string): string => (/\breturn\b/.test(code) ? `(async function () {\n${code}\n})()` : code);

/** Uses a tool. One that fails tells why; it does not end anything. */
export async function callTool(
  tool: OpenTool,
  given: JsonObject,
  spend: (spent: Spent) => void,
): Promise<ToolAnswer & { readonly failed: boolean }> {
  try {
    return { ...(await tool.use(given, spend)), failed: false };
  } catch (error) {
    if (!(error instanceof GenloomError) || error.code === 'cancelled') throw error;
    return { text: sentenceOf(describeError(error)), failed: true };
  }
}
