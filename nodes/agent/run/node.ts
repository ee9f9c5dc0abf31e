import {
  agentTrace,
  defineNode,
  llm,
  MEMORY_LIMITS,
  MOST_APPROVAL_CHARACTERS,
  MOST_CHANGE_CHARACTERS,
  metrics,
  port,
  readApprovals,
  readChanges,
  text,
  tool,
  z,
} from '@/graph';
import { longestAnswerField } from '../../llm/fields';

/** The most tools that are wired to one agent. */
const MOST_TOOLS = 12;

export const agentRun = defineNode({
  type: 'agent.run',
  version: 1,
  phase: 'act',
  title: 'Agent',
  summary: 'Lets a language model work on a task with tools, step by step, until it has an answer.',
  keywords: ['react', 'tool use', 'function calling', 'autonomous', 'assistant', 'planner', 'approval', 'steps'],
  inputs: {
    llm,
    task: port(text, { title: 'Task', optional: true }),
    critic: port(llm, { title: 'Critic', optional: true }),
  },
  outputs: {
    answer: port(text, { title: 'Answer' }),
    trace: port(agentTrace, { title: 'Steps' }),
    usage: port(metrics, { title: 'Usage' }),
  },
  params: z.object({
    task: z.string().max(50_000).default('').meta({
      label: 'Task',
      control: 'textarea',
      placeholder: 'what it is to do, where no text is wired',
    }),
    instructions: z
      .string()
      .max(50_000)
      .default('Work on the task step by step. Use the tools where they help. Answer when you are done.')
      .meta({ label: 'Instructions', control: 'textarea' }),
    way: z
      .enum(['steps', 'plan'])
      .default('steps')
      .meta({ label: 'Works', control: 'segmented', choices: { steps: 'Step by step', plan: 'Plan first' } }),
    rounds: z.number().int().min(0).max(5).default(0).meta({ label: 'Critic sends back', unit: 'times at most' }),
    approval: z
      .enum(['tools', 'all', 'none'])
      .default('tools')
      .meta({
        label: 'Asks you before',
        control: 'segmented',
        choices: { tools: 'Some tools', all: 'All tools', none: 'None' },
      }),
    decisions: z.string().max(MOST_APPROVAL_CHARACTERS).default('').meta({ label: 'Approval', control: 'approval' }),
    changes: z.string().max(MOST_CHANGE_CHARACTERS).default('').meta({ label: 'Changed steps', control: 'changes' }),
    steps: z.number().int().min(1).max(200).default(12).meta({ label: 'At most', unit: 'steps', scale: 'log' }),
    tokens: z.number().int().min(0).max(10_000_000).default(0).meta({ label: 'Tokens at most', advanced: true }),
    seconds: z.number().int().min(0).max(86_400).default(0).meta({ label: 'Seconds at most', advanced: true }),
    dollars: z.number().min(0).max(1_000).default(0).meta({ label: 'US dollars at most', advanced: true }),
    calls: z
      .enum(['model', 'words'])
      .default('model')
      .meta({
        label: 'Calls tools',
        control: 'segmented',
        choices: { model: 'As the model does', words: 'In words' },
        advanced: true,
      }),
    memory: z.boolean().default(false).meta({ label: 'Remembers facts' }),
    keeps: z
      .enum(['run', 'project', 'user'])
      .default('run')
      .meta({
        label: 'Remembers them for',
        control: 'memory',
        choices: { run: 'This task', project: 'This project', user: 'All of mine' },
        when: { param: 'memory', is: [true] },
      }),
    // What is remembered from before: the page puts it in when a run begins, and it is no part of what is saved.
    taken: z.string().max(MEMORY_LIMITS.all).default('').meta({ control: 'none' }),
    summary: z.boolean().default(false).meta({ label: 'The model sums up older turns', advanced: true }),
    window: z.number().int().min(1).max(200).default(20).meta({ label: 'Turns shown whole', advanced: true }),
    longestAnswer: longestAnswerField(1_000, 'tokens').meta({ advanced: true }),
    tools: z.number().int().min(1).max(MOST_TOOLS).default(2).meta({
      label: 'Places for tools',
      advanced: true,
      decidesPorts: true,
    }),
  }),
  ports: ({ tools }) => ({
    inputs: Object.fromEntries(
      Array.from({ length: tools }, (_, place) => [
        `tool${place + 1}`,
        port(tool, { title: `Tool ${place + 1}`, optional: true }),
      ]),
    ),
    outputs: {},
  }),
  grows: { port: 'tool', param: 'tools', most: MOST_TOOLS },
  resumes: true,
  remembers: ['decisions', 'changes', 'rounds', 'approval', 'steps', 'tokens', 'seconds', 'dollars', 'tools'],
  seeded: true,
  subtitle: ({ steps, decisions, changes, way, rounds }) => {
    const { size } = readApprovals(decisions);
    const changed = readChanges(changes).length;
    return [
      `up to ${steps} ${steps === 1 ? 'step' : 'steps'}`,
      ...(way === 'plan' ? ['plans first'] : []),
      ...(rounds > 0 ? ['with a critic'] : []),
      ...(size > 0 ? [`${size} decided`] : []),
      ...(changed > 0 ? [`${changed} changed`] : []),
    ].join(' · ');
  },
  explain: () => import('./explain'),
  run: () => import('./run'),
});
