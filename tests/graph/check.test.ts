import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyEdit,
  type CheckResult,
  canConnect,
  check,
  createChecker,
  fittingNodes,
  type GraphDocument,
  type KnownFacts,
  setParamsEdit,
  text,
  tokenizer,
} from '@/graph';
import { catalogue } from '@/nodes';
import { graph, node, sizedGraphs, testCatalogue, textGraphs, wire } from './support';

const codes = (document: GraphDocument) =>
  check(document, testCatalogue).problems.map(({ nodeId, port, param, code }) => [nodeId, port ?? param ?? '', code]);

describe('check', () => {
  test('a cycle is an error on the nodes that lie on it, and on them alone', () => {
    const document = graph(
      [node('s', 'test.source'), node('a', 'test.join'), node('b', 'test.join'), node('after', 'test.join')],
      [wire('b.text', 'a.a'), wire('a.text', 'b.a'), wire('b.text', 'after.a')],
    );
    expect(codes(document)).toEqual([
      ['a', '', 'graph.cycle'],
      ['b', '', 'graph.cycle'],
    ]);
    expect([...check(document, testCatalogue).blocked].sort()).toEqual(['a', 'after', 'b']);
  });

  test('missing wires, wrong kinds, wrong ports, bad parameters and unknown types each name node and place', () => {
    const document = graph(
      [
        node('empty', 'test.join'),
        node('s', 'test.source', { value: 3 }),
        node('d', 'test.documents'),
        node('wrong', 'test.join'),
        node('lost', 'test.join'),
        node('x', 'future.node'),
      ],
      [
        wire('s.text', 'd.text'),
        wire('d.tokenizer', 'wrong.a'),
        wire('s.text', 'lost.nowhere'),
        wire('x.out', 'lost.a'),
      ],
    );
    expect(codes(document)).toEqual([
      ['empty', 'a', 'wire.missing'],
      ['s', 'value', 'params.invalid'],
      ['x', '', 'node.unknown-type'],
      ['lost', 'nowhere', 'wire.unknown-port'],
      ['wrong', 'a', 'wire.kind-mismatch'],
    ]);
  });

  test('every problem has a cause in words and a way on', () => {
    const { problems } = check(
      graph([node('a', 'test.join'), node('b', 'future.node'), node('c', 'test.source', { value: 1 })]),
      testCatalogue,
    );
    expect(problems.length).toBe(3);
    for (const problem of problems)
      expect([problem.title.length > 10, (problem.fix ?? '').length > 10]).toEqual([true, true]);
  });

  test('what a port needs is said as a person would say it', () => {
    const { problems } = check(
      graph(
        [
          node('s', 'test.source'),
          node('d', 'test.documents'),
          node('wrong', 'test.join'),
          node('open', 'test.documents'),
        ],
        [wire('s.text', 'd.text'), wire('d.tokenizer', 'wrong.a')],
      ),
      testCatalogue,
    );
    expect(problems.map(({ nodeId, detail, fix }) => [nodeId, detail, fix])).toEqual([
      ['open', 'It needs a set of texts.', 'Draw a wire to it; ports that fit light up.'],
      ['wrong', 'This takes a text, not a tokenizer.', 'Connect something that gives a text.'],
    ]);
  });

  test('two widths that disagree are refused where they meet', () => {
    const document = graph(
      [
        node('s', 'test.source'),
        node('d', 'test.documents', { size: 10 }),
        node('l', 'test.embed', { width: 128 }),
        node('r', 'test.embed', { width: 256 }),
        node('sum', 'test.add'),
      ],
      [
        wire('s.text', 'd.text'),
        wire('d.tokenizer', 'l.tokenizer'),
        wire('d.tokenizer', 'r.tokenizer'),
        wire('l.network', 'sum.left'),
        wire('r.network', 'sum.right'),
      ],
    );
    const [problem] = check(document, testCatalogue).problems;
    expect(problem).toMatchObject({
      nodeId: 'sum',
      port: 'right',
      title: '“Embed” at “left” and “Embed” at “right” are 128 and 256 wide.',
      fix: 'Make both 128 wide.',
    });
  });

  test('what one branch knows of a symbol is known in the whole graph', () => {
    const document = graph(
      [
        node('s', 'test.source'),
        node('open', 'test.documents'),
        node('known', 'test.documents', { size: 500 }),
        node('l', 'test.embed'),
        node('r', 'test.embed'),
        node('sum', 'test.add'),
      ],
      [
        wire('s.text', 'open.text'),
        wire('s.text', 'known.text'),
        wire('open.tokenizer', 'l.tokenizer'),
        wire('known.tokenizer', 'r.tokenizer'),
        wire('l.network', 'sum.left'),
        wire('r.network', 'sum.right'),
      ],
    );
    const { facts, problems } = check(document, testCatalogue);
    expect(problems).toEqual([]);
    expect(facts.get('l')?.network?.network?.operations[0]?.parameters[0]?.shape).toEqual([500, 8]);
  });

  test('facts of values that exist replace guesses', () => {
    const document = graph(
      [node('s', 'test.source'), node('d', 'test.documents'), node('e', 'test.embed')],
      [wire('s.text', 'd.text'), wire('d.tokenizer', 'e.tokenizer')],
    );
    const checker = createChecker(testCatalogue);
    expect(checker(document).facts.get('e')?.network?.network?.vocabularySize).toBe('V:d');
    const known = new Map([['d', { tokenizer: { vocabularySize: 65 } }]]);
    expect(checker(document, known).facts.get('e')?.network?.network?.vocabularySize).toBe(65);
  });

  test('a shape of examples that the settings tell is not taken from an older result; one that only running tells is', () => {
    const document = graph([node('drawn', 'source.images'), node('rows', 'prepare.encode-table')], []);
    const older = { examples: { exampleShape: [7], classes: ['old'] } };
    const { facts } = check(
      document,
      catalogue,
      new Map([
        ['drawn', older],
        ['rows', older],
      ]),
    );
    expect(facts.get('drawn')?.examples?.exampleShape).toHaveLength(3);
    expect(facts.get('rows')?.examples?.exampleShape).toEqual([7]);
  });

  test('whether examples have captions, which their files left open, a result answers either way', () => {
    const file = { name: 'own.zip', size: 1, sha256: 'a'.repeat(64) };
    const document = graph([node('own', 'source.images', { origin: 'files', file })], []);
    const captioned = (known?: object) =>
      check(
        document,
        catalogue,
        known && new Map([['own', { examples: { exampleShape: [32, 32, 3], ...known } }]]),
      ).facts.get('own')?.examples?.captioned;
    expect([captioned(), captioned({ captioned: true }), captioned({})]).toEqual(['perhaps', true, undefined]);
  });

  test('remembering gives what a fresh look gives, after any edits', () => {
    fc.assert(
      fc.property(
        textGraphs,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: -2, max: 12 })), { maxLength: 8 }),
        (start, changes) => {
          const checker = createChecker(testCatalogue);
          let document = start;
          checker(document);
          for (const [index, times] of changes) {
            const target = document.nodes[index % document.nodes.length];
            if (target) document = applyEdit(document, setParamsEdit(document, target.id, { times }));
            const remembered = checker(document);
            const fresh = check(document, testCatalogue);
            expect(remembered.problems).toEqual(fresh.problems);
            expect(remembered.facts).toEqual(fresh.facts);
            expect([...remembered.blocked].sort()).toEqual([...fresh.blocked].sort());
          }
        },
      ),
    );
  });
});

describe('symbols that later nodes bind', () => {
  /** What can be edited without making another graph of it: settings, titles, and what has run. */
  const changes = fc.array(
    fc.record({
      index: fc.nat(),
      size: fc.constantFrom(null, 300, 400),
      width: fc.constantFrom(8, 16),
      title: fc.constantFrom('One', 'Two'),
      what: fc.constantFrom('params', 'title', 'run', 'cut'),
    }),
    { maxLength: 12 },
  );

  test('remembering gives what a fresh look gives, after any edits and runs', () => {
    fc.assert(
      fc.property(sizedGraphs, changes, (start, edits) => {
        const checker = createChecker(testCatalogue);
        let document = start;
        let known: KnownFacts = new Map();
        checker(document, known);
        for (const { index, size, width, title, what } of edits) {
          const target = document.nodes[index % document.nodes.length];
          const cut = document.wires[index % document.wires.length];
          if (!target || !cut) continue;
          if (what === 'run') known = new Map([...known, [target.id, { tokenizer: { vocabularySize: size ?? 65 } }]]);
          if (what === 'cut') document = { ...document, wires: document.wires.filter((wire) => wire !== cut) };
          if (what === 'title')
            document = {
              ...document,
              nodes: document.nodes.map((one) => (one === target ? { ...one, title } : one)),
            };
          if (what === 'params' && target.type === 'test.documents')
            document = applyEdit(document, setParamsEdit(document, target.id, { size }));
          if (what === 'params' && target.type === 'test.embed')
            document = applyEdit(document, setParamsEdit(document, target.id, { width }));
          const remembered = checker(document, known);
          const fresh = check(document, testCatalogue, known);
          expect(remembered.problems).toEqual(fresh.problems);
          expect(remembered.facts).toEqual(fresh.facts);
          expect([...remembered.blocked].sort()).toEqual([...fresh.blocked].sort());
        }
      }),
      { numRuns: 200 },
    );
  });

  test('nodes and wires in another order give the same sizes, and a refusal where there was one', () => {
    let agreeing = 0;
    let refusing = 0;
    const refusals = ({ problems }: CheckResult) => problems.filter(({ code }) => code.startsWith('shape.'));
    fc.assert(
      fc.property(
        sizedGraphs.chain((document) =>
          fc.tuple(
            fc.constant(document),
            fc.shuffledSubarray([...document.nodes], { minLength: document.nodes.length }),
            fc.shuffledSubarray([...document.wires], { minLength: document.wires.length }),
          ),
        ),
        ([document, nodes, wires]) => {
          const first = check(document, testCatalogue);
          const second = check({ ...document, nodes, wires }, testCatalogue);
          expect(refusals(second).length > 0).toBe(refusals(first).length > 0);
          if (refusals(first).length > 0) refusing++;
          else {
            agreeing++;
            expect(Object.fromEntries(second.facts)).toEqual(Object.fromEntries(first.facts));
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(Math.min(agreeing, refusing)).toBeGreaterThan(0);
  });

  test('a node that is refused binds nothing', () => {
    const document = graph(
      [
        node('s', 'test.source'),
        node('d', 'test.documents', { size: 300 }),
        node('open', 'test.embed', { width: 8 }),
        node('wide', 'test.embed', { width: 16 }),
        node('sum', 'test.add'),
      ],
      [
        wire('s.text', 'd.text'),
        wire('d.tokenizer', 'wide.tokenizer'),
        wire('open.network', 'sum.left'),
        wire('wide.network', 'sum.right'),
      ],
    );
    const { facts, problems } = check(document, testCatalogue);
    expect(problems.map(({ nodeId, code }) => [nodeId, code])).toContainEqual(['sum', 'shape.width']);
    expect(facts.get('open')?.network?.vocabularySize).toBe('V:open');
  });

  test('facts stay the same objects while nothing about them changes, so that the page draws nothing anew', () => {
    const document = graph(
      [
        node('s', 'test.source'),
        node('d', 'test.documents', { size: 300 }),
        node('e', 'test.embed'),
        node('m', 'test.meet'),
      ],
      [wire('s.text', 'd.text'), wire('e.network', 'm.network'), wire('d.tokenizer', 'm.tokenizer')],
    );
    const checker = createChecker(testCatalogue);
    const before = checker(document).facts.get('e');
    expect(before?.network?.vocabularySize).toBe(300);
    const moved = { ...document, nodes: document.nodes.map((one) => ({ ...one, position: { x: 9, y: 9 } })) };
    expect(checker(moved).facts.get('e')).toBe(before);
    const other = applyEdit(moved, setParamsEdit(moved, 'd', { size: 400 }));
    expect(checker(other).facts.get('e')?.network?.vocabularySize).toBe(400);
  });
});

describe('drawing a wire', () => {
  const document = graph(
    [node('s', 'test.source'), node('a', 'test.join'), node('b', 'test.join'), node('d', 'test.documents')],
    [wire('a.text', 'b.a')],
  );

  test('says why not', () => {
    const why = (from: string, to: string) => {
      const { from: start, to: goal } = wire(from, to);
      const answer = canConnect(document, testCatalogue, start, goal);
      return answer.fits ? '' : answer.why;
    };
    expect(why('b.text', 'a.a')).toContain('loop');
    expect(why('a.text', 'a.a')).toContain('itself');
    expect(why('d.tokenizer', 'a.a')).toContain('tokenizer');
    expect(why('s.text', 'a.a')).toBe('');
  });

  test('a lossless conversion is allowed and named', () => {
    const { from, to } = wire('s.text', 'd.text');
    expect(canConnect(document, testCatalogue, from, to)).toMatchObject({
      fits: true,
      conversion: { title: 'as one document' },
    });
  });

  test('a shape that does not fit is refused before the wire is there', () => {
    const shapes = graph(
      [node('l', 'test.embed', { width: 128 }), node('r', 'test.embed', { width: 256 }), node('sum', 'test.add')],
      [wire('l.network', 'sum.left')],
    );
    const { from, to } = wire('r.network', 'sum.right');
    expect(canConnect(shapes, testCatalogue, from, to, createChecker(testCatalogue))).toMatchObject({
      fits: false,
      why: expect.stringContaining('128 and 256 wide'),
    });
  });

  test('to nowhere offers what fits, exact fits first', () => {
    expect(
      fittingNodes(testCatalogue, { kind: text, direction: 'output' }).map(
        ({ entry, port }) => `${entry.type}.${port}`,
      ),
    ).toEqual(['test.join.a', 'test.documents.text']);
    expect(fittingNodes(testCatalogue, { kind: tokenizer, direction: 'input' }).map(({ entry }) => entry.type)).toEqual(
      ['test.documents'],
    );
  });
});
