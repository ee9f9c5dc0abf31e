import { expect, test } from 'vitest';
import { viewAsText } from '@/app/viewers/as-text';

test('a table is copied as spreadsheets take it', () => {
  const text = viewAsText({ view: 'table', columns: ['a', 'b'], rows: [[1, 'x\ty']] });
  expect(text).toBe('a\tb\n1\tx y');
});

test('curves are copied point by point', () => {
  const series = [{ name: 'loss', x: [0, 10], y: [2.5, 1.5] }];
  expect(viewAsText({ view: 'curves', xLabel: 'step', yLabel: 'nats', series })).toBe(
    'curve\tstep\tnats\nloss\t0\t2.5\nloss\t10\t1.5',
  );
});

test('tokens are copied with their ids, and what cannot be seen is written out', () => {
  expect(viewAsText({ view: 'tokens', caption: '', pieces: [{ id: 7, piece: ' be\n' }] })).toBe(
    'id\ttoken\n7\t" be\\n"',
  );
});

test('histograms are copied bar by bar', () => {
  const series = [
    { name: 'Real', shares: [0.25, 0.75] },
    { name: 'Made', shares: [0.5, 0.5] },
  ];
  expect(viewAsText({ view: 'histograms', columns: [{ name: 'sex', bars: ['female', 'male'], series }] })).toBe(
    'column\tvalue\tReal\tMade\nsex\tfemale\t0.25\t0.5\nsex\tmale\t0.75\t0.5',
  );
});

test('a film is copied as the curves beside it, a map as its points', () => {
  const series = [{ name: 'cosine', x: [0, 1], y: [1, 0.5] }];
  const film = {
    view: 'film',
    counts: 'level',
    frames: [],
    first: 0,
    charts: [{ measures: 'ᾱ', series }],
    caption: '',
  };
  expect(viewAsText({ ...film, view: 'film' })).toBe(
    'level\tmeasure\tcurve\tvalue\n0\tᾱ\tcosine\t1\n1\tᾱ\tcosine\t0.5',
  );
  const scatter = { view: 'scatter', series: [{ name: 'Codes', points: [1, 2] }] } as const;
  const [shown, made] = [{ count: 0 }, { columns: 1, places: [] }];
  expect(viewAsText({ view: 'map', scatter, shown, made, caption: '' })).toBe('set\tx\ty\nCodes\t1\t2');
});
