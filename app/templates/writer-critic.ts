import type { GraphNode } from '@/graph';
import { node, note, template, wire } from './build';

const BOSS = [
  'when: Write a line',
  'say: I let the writer try.',
  'call: writer {"order": "a line about the sea"}',
  '',
  'when: <result>\\s+The sea is big',
  'say: I ask the critic.',
  'call: critic {"draft": "The sea is big."}',
  '',
  'when: <result>\\s+Too plain',
  'say: The critic is right. Once more.',
  'call: writer {"order": "a line about the sea, less plain, with a picture in it"}',
  '',
  'when: <result>\\s+All night',
  'say: All night the sea turns over in its bed of stones.',
].join('\n');

const WRITER = [
  'when: less plain',
  'say: All night the sea turns over in its bed of stones.',
  '',
  'say: The sea is big.',
].join('\n');
const CRITIC = ['when: is big', 'say: Too plain: nothing in it can be seen or heard.', '', 'say: Good.'].join('\n');

/** An agent inside a tool: who is called works on what it is told, and hands its answer back. */
function colleague(
  id: string,
  argument: string,
  purpose: string,
  instructions: string,
  rules: string,
  y: number,
): GraphNode {
  return {
    ...node(id, 'agent.tool', 0, y, { toolName: id, toolPurpose: purpose }),
    title: id === 'writer' ? 'Writer' : 'Critic',
    body: {
      nodes: [
        { ...node('told', 'graph.input', 0, 0), title: argument },
        node('words', 'llm.script', 0, 120, { rules }),
        node('agent', 'agent.run', 260, 0, { instructions, steps: 3, tools: 1 }),
        { ...node('answer', 'graph.output', 520, 0), title: 'Answer' },
      ],
      wires: ['words.llm → agent.llm', 'told.value → agent.task', 'agent.answer → answer.value'].map(wire),
      groups: [],
      notes: [],
      exposed: [],
    },
  };
}

/** Agents as tools of an agent. */
export const writerCritic = template(
  'writer-critic',
  'Writer and critic',
  'Agents as tools of an agent: one writes, one judges, and a third goes between them until it is content. All three are scripted; put real models in their places.',
  {
    nodes: [
      colleague(
        'writer',
        'Order',
        'Writes what it is asked for.',
        'Write what you are asked for, and nothing else.',
        WRITER,
        0,
      ),
      colleague('critic', 'Draft', 'Says what is wrong with a draft.', 'Say in a sentence what is wrong.', CRITIC, 260),
      node('script', 'llm.script', 0, 520, { rules: BOSS }),
      node('editor', 'agent.run', 300, 0, {
        task: 'Write a line about the sea.',
        instructions:
          'Let the writer write and the critic judge, until the critic has nothing to say. Then answer with the line.',
        tools: 3,
      }),
    ],
    wires: ['script.llm → editor.llm', 'writer.tool → editor.tool1', 'critic.tool → editor.tool2'].map(wire),
    notes: [
      note(
        'look',
        560,
        0,
        220,
        190,
        'What to look at\n\nThe steps of the editor: what it handed to whom, and what came back. Open “Writer” to see the agent inside.',
      ),
    ],
  },
);
