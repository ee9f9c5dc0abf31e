import type { PageBlock, View } from '@/graph';

/** What a view shows as plain text, for the clipboard: tables as spreadsheets take them, curves likewise. */
export function viewAsText(view: View): string {
  switch (view.view) {
    case 'text':
      return view.text;
    case 'documents':
      return view.items.join('\n\n');
    case 'tokens':
      return [...(view.pieces.length > 0 ? [view.pieces] : []), ...(view.strips ?? []).map(({ pieces }) => pieces)]
        .map((pieces) => rows([['id', 'token'], ...pieces.map(({ id, piece }) => [id, JSON.stringify(piece)])]))
        .join('\n\n');
    case 'curves':
      return rows([
        ['curve', view.xLabel, view.yLabel],
        ...view.series.flatMap(({ name, x, y }) => x.map((at, index) => [name, at, y[index] ?? ''])),
      ]);
    case 'numbers':
      return rows(view.items.map(({ label, value, unit }) => [label, value, unit ?? '']));
    case 'table':
      return rows([view.columns, ...view.rows]);
    case 'agent':
      return rows([
        ['step', 'part', 'thought', 'tool', 'arguments', 'result', 'seconds', 'tokens'],
        ...view.steps.map(({ part, thought, call, seconds, tokens }, place) => [
          view.first + place,
          part ?? '',
          thought,
          call?.tool ?? '',
          call?.arguments ?? '',
          call?.result ?? view.answer ?? '',
          seconds,
          tokens,
        ]),
      ]);
    case 'page':
      return [view.title, view.summary ?? '', ...view.blocks.map(blockAsText)].filter(Boolean).join('\n\n');
    case 'melodies':
      return rows([
        ['melody', 'pitch', 'start', 'beats'],
        ...view.melodies.flatMap(({ title, notes }) =>
          notes.map(({ pitch, start, beats }) => [title, pitch, start, beats]),
        ),
      ]);
    case 'hits':
      return view.found
        .map(({ query, answer, hits }) =>
          [
            query,
            ...(answer === undefined ? [] : [answer]),
            ...hits.map(({ source, text }, place) => `[${place + 1}] ${source}\n${text}`),
          ].join('\n\n'),
        )
        .join('\n\n\n');
    case 'molecules':
      return rows([
        ['SMILES', 'name', ...(view.molecules[0]?.told.map(({ label }) => label) ?? [])],
        ...view.molecules.map(({ smiles, name, told }) => [smiles, name ?? '', ...told.map(({ value }) => value)]),
        ...view.refused.first.map(({ text, why }) => [text, why]),
      ]);
    case 'ranking':
      return rows([
        ['asked', 'place', 'found', 'cosine', 'right'],
        ...view.queries.flatMap(({ asked, found }) =>
          found.map(({ score, right, ...one }, place) => [
            saidOf(asked),
            place + 1,
            saidOf(one),
            score ?? '',
            right === undefined ? '' : String(right),
          ]),
        ),
      ]);
    case 'triples':
      return rows([
        ['subject', 'relation', 'object', 'count', 'seconds', 'source'],
        ...view.facts.map(({ subject, relation, object, count, seconds, sources }) => [
          view.entities[subject]?.name ?? '',
          relation,
          view.entities[object]?.name ?? '',
          count ?? '',
          seconds ?? '',
          sources?.[0] ?? '',
        ]),
      ]);
    case 'network':
      return rows([
        ['layer', 'shape', 'parameters', `FLOP per ${view.per ?? 'token'}`],
        ...view.layers.map(({ name, shape, parameters, flops }) => [name, shape, parameters, flops]),
      ]);
    case 'distribution':
      return view.text;
    case 'scatter':
      return rows([
        ['set', 'x', 'y'],
        ...view.series.flatMap(({ name, points }) =>
          points.flatMap((x, index) => (index % 2 === 0 ? [[name, x, points[index + 1] ?? '']] : [])),
        ),
      ]);
    case 'map':
      return viewAsText(view.scatter);
    case 'histograms':
      return rows([
        ['column', 'value', ...(view.columns[0]?.series ?? []).map(({ name }) => name)],
        ...view.columns.flatMap(({ name, bars, series }) =>
          bars.map((bar, index) => [name, bar, ...series.map(({ shares }) => shares[index] ?? 0)]),
        ),
      ]);
    case 'film':
      return rows([
        [view.counts, 'measure', 'curve', 'value'],
        ...view.charts.flatMap(({ measures, series }) =>
          series.flatMap(({ name, x, y }) => x.map((at, index) => [at, measures, name, y[index] ?? ''])),
        ),
      ]);
    case 'parallel':
      return rows([
        view.axes.map(({ name }) => name),
        ...view.lines.map((line) => line.map((value, index) => view.axes[index]?.words?.[value ?? -1] ?? value ?? '')),
      ]);
    case 'episodes':
      return rows([
        ['policy', 'episode', 'moment', 'done', 'reward', 'return'],
        ...view.episodes.flatMap(({ by, seed, moments }) =>
          moments.map(({ done, reward, total }, index) => [by, seed, index, done ?? '', reward, total]),
        ),
      ]);
    case 'audio':
      return rows([
        ['sound', 'seconds'],
        ...view.sounds.map(({ title, seconds }) => [title, Number(seconds.toFixed(3))]),
      ]);
    case 'clips':
      return rows([
        ['clip', 'frames', 'frames a second'],
        ...Array.from({ length: view.count }, (_, place) => [
          view.captions?.[place] ?? `clip ${place + 1}`,
          view.frames,
          view.fps,
        ]),
      ]);
    case 'solids':
      return view.items.map(({ caption, form }, place) => caption ?? `${form} ${place + 1}`).join('\n');
    case 'trajectories':
      return rows([
        ['run', 'by', 'time, s', ...view.variables],
        ...view.groups.flatMap(({ title, times, runs }) =>
          runs.flatMap(({ by, states }) =>
            times.map((time, at) => [
              title,
              by,
              time,
              ...states.slice(at * view.variables.length, (at + 1) * view.variables.length),
            ]),
          ),
        ),
      ]);
    case 'images':
      return view.captions?.join('\n') ?? `${view.count} images`;
  }
}

const saidOf = ({ words, picture }: { readonly words?: string; readonly picture?: number }): string =>
  words ?? (picture === undefined ? '' : `picture ${picture + 1}`);

function blockAsText(block: PageBlock): string {
  switch (block.block) {
    case 'heading':
    case 'text':
      return block.text;
    case 'list':
      return block.items.join('\n');
    case 'facts':
      return rows(block.items);
    case 'table':
      return rows([block.columns, ...block.rows]);
    case 'differences':
      return rows([block.columns, ...block.rows.map(({ cells }) => cells)]);
  }
}

const rows = (cells: readonly (readonly (string | number)[])[]): string =>
  cells.map((row) => row.map((cell) => String(cell).replaceAll(/[\t\n]/g, ' ')).join('\t')).join('\n');
