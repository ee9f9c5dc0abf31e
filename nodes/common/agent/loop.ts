import {
  type AgentChange,
  type AgentStep,
  type AgentTrace,
  agentView,
  branchOf,
  type ChatMessage,
  type ChatRequest,
  type ChatTool,
  callId,
  type Decision,
  messageText,
  type RememberedFacts,
  type RunContext,
  type Spent,
  stepHash,
  userText,
} from '@/graph';
import type { Completion, OpenLlm } from '../llm/chat';
import { readArguments } from './arguments';
import { asData, DATA_RULES } from './as-data';
import { changed, reaches, withVerdict } from './changes';
import { criticRequest } from './critic';
import { bounded } from './graph-tool';
import { type AgentLimits, reached } from './limits';
import { MEMORY_TOOLS, memoryTold, summaryRequest, withinWindow } from './memory';
import { nextMove } from './moves';
import { nobodyToAsk, waiting } from './person';
import { drawnLast } from './pictures';
import { itemNow } from './plan';
import { type AgentState, type Branches, begun, branchesKept, factsOf, withBranch } from './state';
import { callTool, type OpenTool, type ToolAnswer } from './tools';
import type { Move, OpenCall, Way } from './way';
import { completeInWords } from './words';

/** A tool as the agent has it: what the model is told, and how it is used. */
export interface AgentTool {
  readonly told: ChatTool;
  readonly approval: boolean;
  readonly open: OpenTool;
}

export interface AgentOptions {
  readonly llm: Pick<OpenLlm, 'complete'>;
  /** Who judges answers. */
  readonly critic: Pick<OpenLlm, 'complete'>;
  readonly tools: readonly AgentTool[];
  readonly task: string;
  readonly instructions: string;
  /** 0: as many as it likes. */
  readonly limits: AgentLimits;
  /** Which calls wait for a person: those of tools that say so, all, or none. */
  readonly approval: 'tools' | 'all' | 'none';
  /** What a person said of calls, and of which work; null where nobody can be asked, as in a graph that a step runs. */
  readonly person: { readonly work: string; readonly decisions: ReadonlyMap<string, Decision> } | null;
  /** What of it is to have been otherwise, the earliest first. */
  readonly changes: readonly AgentChange[];
  /** Whether the model calls tools itself, or writes in words what it wants to do. */
  readonly calls: 'model' | 'words';
  /** Whether the model is shown what tools draw. */
  readonly sees: boolean;
  /** One step after another, or a plan first. */
  readonly way: 'steps' | 'plan';
  /** How often a critic may send an answer back. */
  readonly rounds: number;
  readonly memory: boolean;
  /** What is remembered from before. */
  readonly facts: RememberedFacts;
  /** Whether a model sums up the turns that are not shown whole. */
  readonly summary: boolean;
  /** Turns that the model is shown whole. */
  readonly window: number;
  readonly longestAnswer: number;
}

type AgentContext = Pick<RunContext, 'checkpoint' | 'preview' | 'progress' | 'breathe' | 'seed' | 'log' | 'random'>;
type Think = Extract<Move, { do: 'think' }>;

/** Characters of a result that a model is told. */
const LONGEST_RESULT = 12_000;
/** So often what the model is saying is shown, in milliseconds. */
const SAYS_EVERY = 120;

/**
 * Lets a language model work on a task with tools, thought by thought and call by call, until it answers without a call or a limit is reached (ReAct: Yao et
 * al. 2023); with a plan first, and with a critic, where that is asked for. Each step is kept in the checkpoint; what is there is neither asked nor run again,
 * and a changed step goes on from what was kept of the original. What a tool gives, or why it failed, is told to the model as data; whether a call needs an
 * approval follows from the tool and the setting alone.
 * @throws WaitsForPerson `agent.waits` where a person is to approve a call first
 * @throws GenloomError `cancelled`, or what the model fails with
 */
export async function runAgent(
  options: AgentOptions,
  context: AgentContext,
): Promise<AgentTrace & { readonly answer: string }> {
  const { task, tools, limits, changes } = options;
  const byName = new Map(tools.map((tool) => [tool.told.name, tool]));
  const offered: readonly ChatTool[] = [...tools.map(({ told }) => told), ...(options.memory ? MEMORY_TOOLS : [])];
  const way: Way = {
    task,
    plans: options.way === 'plan',
    rounds: options.rounds,
    tools: offered,
    sumsUpBeyond: options.summary ? options.window : undefined,
  };
  let kept: Branches = await branchesKept(context);
  // As far back as nothing is kept of it.
  let applied = changes.length;
  while (applied > 0 && !kept.has(branchOf(changes.slice(0, applied)))) applied--;
  let branch = branchOf(changes.slice(0, applied));
  let state = kept.get(branch) ?? begun(task);
  for (const change of changes.slice(applied)) {
    while (!reaches(state, change) && (await move()) === null);
    take(change);
    branch = branchOf(changes.slice(0, ++applied));
  }
  for (;;) {
    const end = await move();
    if (end) return { ...trace(), ...end, ...rememberedNow() };
  }

  function trace(): AgentTrace {
    return { task, steps: state.steps, ...(branch !== '' && { branch }) };
  }

  function rememberedNow(): Pick<AgentTrace, 'remembers'> {
    const remembers = factsOf(state);
    return Object.keys(remembers).length > 0 ? { remembers } : {};
  }

  function take(change: AgentChange): void {
    const before = state.steps[change.step - 1];
    const next = changed(state, change);
    const doubt =
      next && before
        ? stepHash(before) !== change.was && `Step ${change.step} was another one when it was changed.`
        : `It did not come to step ${change.step} this time, so the change of it is left out.`;
    if (doubt) context.log('warning', doubt);
    state = next ?? state;
  }

  /** Does what comes next, unless it has come to its end. */
  async function move(): Promise<{ readonly answer: string; readonly ended?: string } | null> {
    await context.breathe();
    const next = nextMove(state, way);
    if (next.do === 'end') return { answer: next.answer };
    if (next.do === 'call') {
      // What was asked for within the steps may be done, but for no more than the rest allows: tools cost too.
      const over = reached(state, { ...limits, steps: 0 });
      if (over !== null) return { ended: over, answer: over };
      await runCall(next);
      return null;
    }
    const ended = reached(state, limits);
    if (ended !== null) return next.do === 'judge' ? { answer: next.answer } : { ended, answer: ended };
    if (next.do === 'think') await think(next);
    else if (next.do === 'judge') await judge(next.answer);
    else await sumUp(next.upTo);
    return null;
  }

  async function keep(next: AgentState, rest: Partial<AgentTrace> = {}): Promise<void> {
    state = next;
    const view = agentView({ ...trace(), ...rest }, true);
    context.preview(view, 'trace');
    const all = withBranch(kept, branch, state);
    kept = new Map(all);
    await context.checkpoint.save({ step: state.steps.length, state: all, view });
  }

  /** The state with one more step, which begins behind `messages`. */
  function stepped(step: AgentStep, messages = state.messages): AgentState {
    return {
      ...state,
      messages,
      steps: [...state.steps, step],
      starts: [...state.starts, messages.length],
    };
  }

  async function think({ tools: offers, told }: Think): Promise<void> {
    const number = state.steps.length + 1;
    context.progress({ done: number - 1, total: Math.max(number, limits.steps), message: `step ${number}` });
    const messages = told ? [...state.messages, userText(told.text)] : state.messages;
    const asked = told ? [...state.asked, { at: state.messages.length, what: told.what }] : state.asked;
    const answer = await timed((says) => ask(messages, offers ? offered : [], says));
    const item = itemNow({ ...state, messages, asked });
    const last = asked.at(-1);
    const hint = last?.what === 'hint' && last.at === messages.length - 1 ? messages[last.at] : undefined;
    const part = told?.what === 'plan' || told?.what === 'replan' ? told.what : undefined;
    const next = stepped(
      {
        thought: answer.text,
        ...(part && { part }),
        ...(item !== undefined && { item }),
        ...(hint && { hint: messageText(hint).replace(/^[^:]*: /, '') }),
        ...answer.used,
      },
      messages,
    );
    const spoken: ChatMessage = {
      role: 'assistant',
      content: answer.text,
      ...(answer.toolCalls.length > 0 && { toolCalls: answer.toolCalls }),
    };
    await keep({ ...next, asked, messages: [...messages, spoken] });
  }

  async function judge(answer: string): Promise<void> {
    context.progress({ done: state.steps.length, total: state.steps.length + 1, message: 'the critic reads it' });
    const request = { ...criticRequest(task, answer, state), seed: seedNow() };
    const { text, used } = await timed((says) => options.critic.complete(request, says));
    await keep(withVerdict(stepped({ thought: text, part: 'verdict', ...used }), text));
  }

  async function sumUp(upTo: number): Promise<void> {
    const request = { ...summaryRequest(state.messages, state.summary, upTo), seed: seedNow() };
    const { text, used } = await timed((says) => options.llm.complete(request, says));
    await keep({ ...stepped({ thought: text, part: 'summary', ...used }), summary: { upTo, text } });
  }

  /** An answer of a model, with what it used. What it says is shown while it comes. */
  async function timed(answering: (says: (said: string) => void) => Promise<Completion>) {
    const began = performance.now();
    let shown = began;
    const answer = await answering((said) => {
      if (performance.now() - shown < SAYS_EVERY) return;
      shown = performance.now();
      context.preview(agentView(trace(), true, said), 'trace');
    });
    const { inputTokens, outputTokens, cost } = answer.usage;
    return {
      ...answer,
      used: { seconds: (performance.now() - began) / 1000, tokens: inputTokens + outputTokens, cost },
    };
  }

  function seedNow(): number {
    return (context.seed + state.steps.length) % 2 ** 31;
  }

  async function ask(
    messages: readonly ChatMessage[],
    offers: readonly ChatTool[],
    says: (said: string) => void,
  ): Promise<Completion> {
    const request: ChatRequest = {
      messages: [
        { role: 'system', content: [options.instructions.trim(), DATA_RULES].filter(Boolean).join('\n\n') },
        ...withinWindow(messages, options.window, state.summary),
        ...(options.sees ? await drawnLast(state) : []),
      ],
      ...(offers.length > 0 && { tools: offers }),
      maxTokens: options.longestAnswer,
      seed: seedNow(),
    };
    return options.calls === 'words' && offers.length > 0
      ? completeInWords(options.llm, request, says)
      : options.llm.complete(request, says);
  }

  /** Runs the first call that has no result yet. */
  async function runCall({ call, place, first }: OpenCall): Promise<void> {
    const began = performance.now();
    const { name: tool, arguments: written } = call;
    const known = offered.find(({ name }) => name === tool);
    const read = known && readArguments(known.parameters, written);
    if (!known)
      return result(
        `There is no tool “${tool}”. There are: ${offered.map(({ name }) => name).join(', ') || 'none'}.`,
        true,
      );
    if (!read?.ok)
      return result(
        `${read?.problem} The arguments of “${tool}” are of the schema ${JSON.stringify(known.parameters)}.`,
        true,
      );
    const own = byName.get(tool);
    if (!own) return result(await memoryTold(tool, read.given, factsOf(state, options.facts), context), false);
    const asks = options.approval === 'all' || (options.approval === 'tools' && own.approval);
    const { person } = options;
    if (asks && !person) throw nobodyToAsk();
    const id = callId({ work: person?.work ?? '', branch }, place, tool, written);
    const decision = asks ? person?.decisions.get(id) : undefined;
    if (asks && !decision) {
      await keep(state, { waits: { id, tool, arguments: written } });
      throw waiting(tool, written);
    }
    if (decision?.verdict === 'no')
      return result(`A person refused this call${decision.reason ? `: ${decision.reason}` : '.'}`, true, 'refused');
    const spent = { tokens: 0, dollars: 0 };
    const { failed, ...answer } = await callTool(own.open, read.given, (more) => {
      spent.tokens += more.tokens;
      spent.dollars += more.dollars;
    });
    return result(answer.text, failed, decision && 'approved', spent, answer.pictures);

    async function result(
      text: string,
      failed: boolean,
      decided?: 'approved' | 'refused',
      { tokens, dollars }: Spent = { tokens: 0, dollars: 0 },
      pictures?: ToolAnswer['pictures'],
    ): Promise<void> {
      const seconds = (performance.now() - began) / 1000;
      const shown = bounded(text, LONGEST_RESULT);
      const done = {
        tool,
        arguments: written,
        result: shown,
        ...(pictures && { pictures }),
        ...(failed && { failed }),
        ...(decided && { decided }),
      };
      // The first call stands with the thought that it was told with.
      const thought = first ? state.steps.at(-1) : undefined;
      const steps: readonly AgentStep[] = thought
        ? [
            ...state.steps.slice(0, -1),
            {
              ...thought,
              call: done,
              seconds: thought.seconds + seconds,
              tokens: thought.tokens + tokens,
              cost: dollars > 0 ? (thought.cost ?? 0) + dollars : thought.cost,
            },
          ]
        : stepped({ thought: '', further: true, call: done, seconds, tokens, cost: dollars }).steps;
      await keep({
        ...state,
        messages: [
          ...state.messages,
          { role: 'tool', toolCallId: call.id, content: asData(shown), ...(failed && { failed }) },
        ],
        steps,
        starts: thought ? state.starts : [...state.starts, state.messages.length],
      });
    }
  }
}
