import { expect, test } from 'vitest';
import { createPace } from '@/workers/pace';

function clocked() {
  let time = 5_000;
  const pace = createPace(() => time);
  const after = (milliseconds: number) => {
    time += milliseconds;
  };
  return { pace, after };
}

test('time left follows the pace since the first progress', () => {
  const { pace, after } = clocked();
  pace.start('a');
  after(10_000);
  // Training that goes on begins at 500: what was done before says nothing of the pace.
  expect(pace.secondsLeft('a', 500, 1_000)).toBeNull();
  after(2_000);
  expect(pace.secondsLeft('a', 600, 1_000)).toBeCloseTo(8);
  after(2_000);
  expect(pace.secondsLeft('a', 900, 1_000)).toBeCloseTo(1);
  expect(pace.secondsLeft('a', 1_000, 1_000)).toBe(0);
});

test('nothing is said while nothing moves, or goes back', () => {
  const { pace, after } = clocked();
  pace.start('a');
  pace.secondsLeft('a', 10, 100);
  expect(pace.secondsLeft('a', 10, 100)).toBeNull();
  after(1_000);
  expect(pace.secondsLeft('a', 10, 100)).toBeNull();
  expect(pace.secondsLeft('a', 5, 100)).toBeNull();
});

test('no time passes while the run is paused', () => {
  const { pace, after } = clocked();
  pace.start('a');
  pace.secondsLeft('a', 0, 100);
  after(1_000);
  pace.pause();
  after(60_000);
  pace.pause();
  expect(pace.secondsLeft('a', 10, 100)).toBeCloseTo(9);
  pace.resume();
  pace.resume();
  after(1_000);
  expect(pace.secondsLeft('a', 20, 100)).toBeCloseTo(8);
});

test('a step that starts over has a new pace, and others keep theirs', () => {
  const { pace, after } = clocked();
  for (const id of ['a', 'b']) {
    pace.start(id);
    pace.secondsLeft(id, 0, 100);
  }
  after(10_000);
  pace.start('a');
  expect(pace.secondsLeft('a', 50, 100)).toBeNull();
  after(1_000);
  expect(pace.secondsLeft('a', 60, 100)).toBeCloseTo(4);
  expect(pace.secondsLeft('b', 50, 100)).toBeCloseTo(11);
});
