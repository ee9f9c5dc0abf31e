import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addFacts, factsIn, letRemember, mayRemember } from '@/app/editor/memory/facts';
import { takeMemory, withMemory } from '@/app/editor/memory/taking';
import { node, template } from '@/app/templates/build';
import type { GraphDocument } from '@/graph';

const graph: GraphDocument = template('memory', 'Memory', '', {
  nodes: [
    node('mine', 'agent.run', 0, 0, { memory: true, keeps: 'project' }),
    node('theirs', 'agent.run', 0, 9, { memory: true, keeps: 'user' }),
  ],
  wires: [],
});
const given = (document: GraphDocument) =>
  Object.fromEntries(document.nodes.map(({ id, params }) => [id, String(params.taken ?? '')]));

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a yes is for one agent and one memory: neither another agent nor the other memory is opened by it', () => {
  addFacts('project', 'p', { colour: 'blue' });
  addFacts('user', 'p', { name: 'Ada' });
  expect(given(takeMemory(graph, 'p', false))).toEqual({ mine: '', theirs: '' });
  letRemember({ projectId: 'p', path: 'mine' }, 'project');
  expect(given(takeMemory(graph, 'p', false))).toEqual({ mine: expect.stringContaining('blue'), theirs: '' });
  // Set to the other memory it has to be asked again, and so has the same graph in another project.
  const greedy = template('memory', 'Memory', '', {
    nodes: [node('mine', 'agent.run', 0, 0, { memory: true, keeps: 'user' })],
    wires: [],
  });
  expect(given(takeMemory(greedy, 'p', false))).toEqual({ mine: '' });
  expect(given(takeMemory(graph, 'q', false))).toEqual({ mine: '', theirs: '' });
  expect(mayRemember({ projectId: 'p', path: 'theirs' }, 'user')).toBe(false);
  letRemember({ projectId: 'p', path: 'theirs' }, 'user');
  expect(given(takeMemory(graph, 'p', false)).theirs).toContain('Ada');
});

test('an agent that is in the middle of something keeps what it began with; the next run has what is new', () => {
  letRemember({ projectId: 'p', path: 'mine' }, 'project');
  addFacts('project', 'p', { colour: 'blue' });
  const first = given(takeMemory(graph, 'p', false));
  addFacts('project', 'p', { shape: 'round' });
  expect(given(takeMemory(graph, 'p', true))).toEqual(first);
  expect(given(withMemory(graph, 'p'))).toEqual(first);
  expect(given(takeMemory(graph, 'p', false)).mine).toContain('round');
  expect(factsIn('project', 'p')).toEqual({ colour: 'blue', shape: 'round' });
});
