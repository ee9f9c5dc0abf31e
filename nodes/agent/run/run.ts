import {
  agentView,
  freshId,
  GenloomError,
  type Run,
  type RunContext,
  readApprovals,
  readChanges,
  readMemory,
  type Tool,
} from '@/graph';
import { type AgentTool, runAgent } from '../../common/agent/loop';
import { openTool } from '../../common/agent/tools';
import { usedMetrics } from '../../common/agent/usage';
import { type OpenLlm, openLlm } from '../../common/llm/chat';
import type { agentRun } from './node';

export const run: Run<typeof agentRun> = async (inputs, params, context) => {
  const task = inputs.task ?? params.task;
  if (task.trim() === '')
    throw new GenloomError({
      code: 'agent.no-task',
      title: 'The agent has nothing to do.',
      fix: 'Write its task in its settings, or wire a text to “Task”.',
    });
  const tools = await toolsOf(inputs, params.tools, context);
  const { steps, tokens, seconds, dollars } = params;
  const { name: work } = context.checkpoint;
  const llm = openLlm(inputs.llm, context);
  let critic: OpenLlm | undefined;
  try {
    critic = inputs.critic && openLlm(inputs.critic, context);
    const trace = await runAgent(
      {
        ...params,
        llm,
        critic: critic ?? llm,
        sees: inputs.llm.from === 'endpoint' && inputs.llm.sees === true,
        tools,
        task,
        limits: { steps, tokens, seconds, dollars },
        person: work === undefined ? null : { work, decisions: readApprovals(params.decisions) },
        changes: readChanges(params.changes),
        facts: params.memory && params.keeps !== 'run' ? readMemory(params.taken) : {},
      },
      context,
    );
    if (trace.ended !== undefined) context.log('warning', trace.ended);
    context.preview(agentView(trace, true), 'trace');
    return { answer: trace.answer, trace, usage: usedMetrics(trace) };
  } finally {
    llm.close();
    critic?.close();
  }
};

/** The tools that are wired, from the top down; of two with one name the second is told apart. */
async function toolsOf(
  inputs: Readonly<Record<string, unknown>>,
  places: number,
  context: RunContext,
): Promise<readonly AgentTool[]> {
  const tools: AgentTool[] = [];
  const taken = new Set(['remember', 'recall']);
  for (let place = 1; place <= places; place++) {
    const tool = inputs[`tool${place}`];
    if (!isTool(tool)) continue;
    const name = freshId(taken, tool.name);
    taken.add(name);
    const { description, parameters, approval } = tool;
    tools.push({ told: { name, description, parameters }, approval, open: await openTool(tool, context) });
  }
  return tools;
}

/** What comes in at a port of this kind is one; here only what is not wired is told apart. */
const isTool = (value: unknown): value is Tool => value !== undefined;
