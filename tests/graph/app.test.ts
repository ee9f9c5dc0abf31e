import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink } from '@/app/share/link';
import { TEMPLATES } from '@/app/templates';
import {
  applyEdit,
  exposeEdit,
  flatten,
  foldEdit,
  type GraphApp,
  type GraphDocument,
  invertEdit,
  LIMITS,
  parseDocument,
  plan,
  removeEdit,
  resolveApp,
  resultsForApp,
  setAppEdit,
  settingsForApp,
  suggestApp,
  toggleAppInput,
  toggleAppOutput,
  unfoldEdit,
  withConversation,
} from '@/graph';
import { catalogue } from '@/nodes';
import { graph, node, testCatalogue, wire } from './support';

const APP: GraphApp = {
  kind: 'form',
  title: 'Say it twice',
  intro: 'Writes what you write, twice.',
  inputs: [{ node: 'a', param: 'value', title: 'Your words' }],
  outputs: [{ node: 'b', port: 'text' }],
};
const plain = graph(
  [node('a', 'test.source', { value: 'x' }), node('b', 'test.join', { times: 2 })],
  [wire('a.text', 'b.a')],
);
const withApp: GraphDocument = { ...plain, app: APP };

const problemsOf = (app: unknown): readonly string[] => {
  try {
    parseDocument({ ...plain, app });
    return [];
  } catch (error) {
    return error instanceof Error && 'problems' in error && Array.isArray(error.problems)
      ? error.problems.map(({ path }: { readonly path: string }) => path)
      : [String(error)];
  }
};

describe('the app of a document', () => {
  test('is read back from files and links as it was, and a document without one stays without', () => {
    expect(parseDocument(JSON.parse(JSON.stringify(withApp)))).toEqual(withApp);
    expect(decodeLink(`#${encodeLink(withApp)}`)).toEqual(withApp);
    expect('app' in parseDocument(plain)).toBe(false);
  });

  test('changes no key', () => {
    const keys = (document: GraphDocument) =>
      [...plan(document, testCatalogue, { targets: null, isCached: () => false }).keys].sort();
    expect(keys(withApp).length).toBe(2);
    expect(keys(withApp)).toEqual(keys(plain));
  });

  test.each([
    ['no object', 'x', 'app'],
    ['another kind', { ...APP, kind: 'script' }, 'app.kind'],
    ['a title without end', { ...APP, title: 'x'.repeat(LIMITS.title + 1) }, 'app.title'],
    ['an introduction without end', { ...APP, intro: 'x'.repeat(LIMITS.text + 1) }, 'app.intro'],
    ['a path that is none', { ...APP, inputs: [{ node: 'a//b', param: 'value' }] }, 'app.inputs.0.node'],
    ['a port that is none', { ...APP, outputs: [{ node: 'b', port: 'a b' }] }, 'app.outputs.0.port'],
    ['more than a page shows', { ...APP, inputs: Array(LIMITS.app + 1).fill(APP.inputs[0]) }, 'app.inputs'],
    ['the same twice', { ...APP, outputs: [...APP.outputs, ...APP.outputs] }, 'app.outputs.1'],
  ])('that is hostile is refused where it is wrong: %s', (_, app, path) => {
    expect(problemsOf(app)).toContain(path);
  });

  test('leaves out what nobody asked for', () => {
    const read = parseDocument({ ...plain, app: { ...APP, onload: 'alert(1)' } });
    expect(read.app).toEqual(APP);
  });
});

describe('an edit of the app', () => {
  const apps = fc.option(
    fc.record({
      kind: fc.constantFrom('form' as const, 'chat' as const),
      title: fc.string({ maxLength: 20 }),
      intro: fc.string({ maxLength: 20 }),
      inputs: fc.subarray([...APP.inputs, { node: 'b', param: 'times' }]),
      outputs: fc.subarray([...APP.outputs, { node: 'a', port: 'text' }]),
    }),
    { nil: null },
  );

  test('is taken back by its inverse, to no app as well', () => {
    fc.assert(
      fc.property(apps, apps, (before, after) => {
        const start = applyEdit(plain, setAppEdit(plain, before));
        const edit = setAppEdit(start, after);
        const changed = applyEdit(start, edit);
        expect(changed.app ?? null).toEqual(after);
        expect(applyEdit(changed, invertEdit(edit))).toEqual(start);
        expect('app' in changed).toBe(after !== null);
      }),
    );
  });

  test('puts a setting or an output in once, and takes it out again', () => {
    const times = { node: 'b', param: 'times' };
    const more = toggleAppInput(APP, times);
    expect(more.inputs).toEqual([...APP.inputs, times]);
    expect(toggleAppInput(more, times)).toEqual(APP);
    const shown = { node: 'a', port: 'text' };
    expect(toggleAppOutput(toggleAppOutput(APP, shown), shown)).toEqual(APP);
    const full = {
      ...APP,
      inputs: Array.from({ length: LIMITS.app }, (_, at) => ({ node: `n${at}`, param: 'value' })),
    };
    expect(() => toggleAppInput(full, times)).toThrow(/at most 100/);
  });
});

test('an app passes over what is gone and keeps it, so that undo brings it back', () => {
  const removal = removeEdit(withApp, { nodes: ['a'] });
  const without = applyEdit(withApp, removal);
  expect(without.app).toEqual(APP);
  expect(parseDocument(without).app).toEqual(APP);
  const resolved = resolveApp(without, APP, testCatalogue);
  expect(resolved.inputs).toEqual([]);
  expect(resolved.outputs.map(({ node: id }) => id)).toEqual(['b']);
  const [back] = resolveApp(applyEdit(without, invertEdit(removal)), APP, testCatalogue).inputs;
  expect(back?.field.label).toBe('Your words');
  expect(back?.located.params.value).toBe('x');
});

test('a muted node shows nothing, and a setting that decides ports or holds a connection is never asked for', () => {
  const muted = { ...plain, nodes: plain.nodes.map((one) => ({ ...one, muted: true })) };
  expect(resolveApp(muted, APP, testCatalogue).outputs).toEqual([]);
  const real = graph(
    [
      node('t', 'flow.template', { template: 'About {topic}' }),
      node('c', 'llm.connection'),
      node('k', 'flow.constant'),
    ],
    [],
  );
  const asked = settingsForApp(real, catalogue).map(({ node: id, param }) => `${id}.${param}`);
  expect(asked).toContain('k.text');
  expect(asked).not.toContain('t.template');
  expect(asked).not.toContain('k.kind');
  expect(asked.filter((name) => name.startsWith('c.connection'))).toEqual([]);
  // Hidden by the kind of the constant.
  expect(asked).not.toContain('k.number');
  const forced = { ...APP, inputs: [{ node: 't', param: 'template' }] };
  expect(resolveApp(real, forced, catalogue).inputs).toEqual([]);
});

test('what lies in a node that runs it again and again can be set, and gives nothing that could be shown', () => {
  const sweep = TEMPLATES.find(({ id }) => id === 'settings-sweep');
  if (!sweep) throw new Error('there is no such template');
  expect(settingsForApp(sweep, catalogue).some(({ node: path }) => path === 'sweep/train')).toBe(true);
  expect(resultsForApp(sweep, catalogue).filter(({ node: path }) => path.includes('/'))).toEqual([]);
});

test('settings inside of subgraphs can be asked for, by their paths', () => {
  const outer = graph([{ ...node('writer', 'graph.subgraph'), body: { ...plain, exposed: [] } }], []);
  const inner = {
    ...APP,
    inputs: [{ node: 'writer/a', param: 'value' }],
    outputs: [{ node: 'writer/b', port: 'text' }],
  };
  const both = new Map([...testCatalogue, ...catalogue]);
  const { inputs, outputs } = resolveApp({ ...outer, app: inner }, inner, both);
  expect(inputs[0]?.located.params.value).toBe('x');
  expect(outputs[0]?.node).toBe('writer/b');
  expect(settingsForApp(outer, both).map(({ node: id }) => id)).toContain('writer/b');
});

test('an app follows its nodes into a subgraph and out of it again', () => {
  const both = new Map([...testCatalogue, ...catalogue]);
  const folded = foldEdit(withApp, [], both, new Set(['a', 'b']));
  const inside = applyEdit(withApp, folded.edit);
  expect(inside.app?.inputs).toEqual([{ ...APP.inputs[0], node: 'subgraph/a' }]);
  expect(inside.app?.outputs).toEqual([{ ...APP.outputs[0], node: 'subgraph/b' }]);
  expect(resolveApp(inside, inside.app ?? APP, both).inputs).toHaveLength(1);
  expect(applyEdit(inside, invertEdit(folded.edit))).toEqual(withApp);
  expect(applyEdit(inside, unfoldEdit(inside, [], 'subgraph').edit).app).toEqual(APP);

  // What is set on, and shown of, the subgraph itself is set on and shown of what lay inside.
  const exposed = applyEdit(inside, exposeEdit(inside, ['subgraph'], { node: 'b', param: 'times' }));
  const body = exposed.nodes[0]?.body;
  const whole: GraphDocument = {
    ...exposed,
    nodes: exposed.nodes.map((one) => ({
      ...one,
      body: body && {
        ...body,
        nodes: [...body.nodes, node('out', 'graph.output')],
        wires: [...body.wires, wire('b.text', 'out.value')],
      },
    })),
    app: {
      ...APP,
      inputs: [{ node: 'subgraph', param: 'times' }],
      outputs: [
        { node: 'subgraph', port: 'out' },
        { node: 'subgraph/b', port: 'text' },
      ],
    },
  };
  const { app } = applyEdit(whole, unfoldEdit(whole, [], 'subgraph').edit);
  expect(app?.inputs).toEqual([{ node: 'b', param: 'times' }]);
  expect(app?.outputs).toEqual([{ node: 'b', port: 'text' }]);
});

describe('the first choice', () => {
  const of = (id: string): GraphApp => {
    const template = TEMPLATES.find((one) => one.id === id);
    if (!template) throw new Error(`there is no template ${id}`);
    return suggestApp(template, catalogue);
  };

  test('asks for the prompt and shows what is written; the text of the training is left alone', () => {
    const { inputs, outputs } = of('tiny-gpt');
    expect(inputs).toEqual([{ node: 'write', param: 'prompt' }]);
    expect(outputs[0]).toEqual({ node: 'write', port: 'text' });
  });

  test('shows what is made although it is measured afterwards', () => {
    expect(of('points-diffusion').outputs[0]).toEqual({ node: 'make', port: 'examples' });
  });

  test('of every template is whole: it can be parsed, and all that it names is there', () => {
    for (const template of TEMPLATES) {
      const app = suggestApp(template, catalogue);
      const resolved = resolveApp(parseDocument({ ...template, app }), app, catalogue);
      expect(resolved.inputs.length, template.id).toBe(app.inputs.length);
      expect(resolved.outputs.length, template.id).toBe(app.outputs.length);
      expect(app.outputs.length, template.id).toBeGreaterThan(0);
      const ids = new Set(flatten(template).nodes.keys());
      expect(resultsForApp(template, catalogue).every(({ node: id }) => ids.has(id))).toBe(true);
    }
  });
});

test('a message of a chat takes the newest exchanges along that fit, each whole, and is never cut itself', () => {
  const before = [
    { message: 'Who are you?', answer: 'A loom.' },
    { message: 'What do you weave?', answer: 'Graphs.' },
  ];
  const whole =
    'User: Who are you?\nAssistant: A loom.\nUser: What do you weave?\nAssistant: Graphs.\nUser: And why?\nAssistant:';
  expect(withConversation(before, 'And why?')).toBe(whole);
  expect(withConversation(before, 'And why?', whole.length)).toBe(whole);
  expect(withConversation(before, 'And why?', whole.length - 1)).toBe(
    'User: What do you weave?\nAssistant: Graphs.\nUser: And why?\nAssistant:',
  );
  expect(withConversation(before, 'And why?', 10)).toBe('And why?');
  expect(withConversation([], 'And why?')).toBe('And why?');
});
