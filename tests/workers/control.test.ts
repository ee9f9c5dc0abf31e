import { describe, expect, test } from 'vitest';
import { createControl } from '@/workers/control';

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** How a breath ends. */
const endOf = (breath: Promise<void>) =>
  breath.then(
    () => 'went on',
    (error: Error & { code?: string }) => error.code,
  );
/** Whether a breath is held, for all that can be seen in a while. */
const isHeld = (breath: Promise<void>) => Promise.race([endOf(breath).then(() => false), later(40).then(() => true)]);

describe('a cancel', () => {
  test('ends the task it names, at its next breath', async () => {
    const control = createControl();
    control.begin('one');
    await control.breathe();
    control.command('cancel', ['one']);
    expect(control.signal.aborted).toBe(true);
    expect(await endOf(control.breathe())).toBe('cancelled');
    control.end();
    control.begin('two');
    expect(control.signal.aborted).toBe(false);
    expect(await endOf(control.breathe())).toBe('went on');
  });

  test('leaves alone what runs when it names what waits, and meets that when it begins', async () => {
    const control = createControl();
    control.begin('one');
    control.command('cancel', ['two']);
    expect(await endOf(control.breathe())).toBe('went on');
    control.end();
    control.begin('two');
    expect(control.signal.aborted).toBe(true);
    control.end();
    control.begin('three');
    expect(control.signal.aborted).toBe(false);
  });

  test('that arrives while nothing lets messages through is met by the breath that does', async () => {
    const control = createControl();
    control.begin('one');
    await later(40);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => control.command('cancel', ['one']);
    port2.postMessage('cancel');
    expect(await endOf(control.breathe())).toBe('cancelled');
    port1.close();
  });
});

describe('a pause', () => {
  test('holds the task it names at its next breath until it is resumed', async () => {
    const control = createControl();
    control.begin('one');
    control.command('pause', ['one']);
    const breath = control.breathe();
    expect(await isHeld(breath)).toBe(true);
    control.command('resume', ['other']);
    expect(await isHeld(breath)).toBe(true);
    control.command('resume', ['one']);
    expect(await endOf(breath)).toBe('went on');
  });

  test('said before a task begins holds it as well', async () => {
    const control = createControl();
    control.command('pause', ['two']);
    control.begin('one');
    expect(await endOf(control.breathe())).toBe('went on');
    control.end();
    control.begin('two');
    expect(await isHeld(control.breathe())).toBe(true);
  });

  test.each(['cancel', 'close'] as const)('is ended by a %s', async (end) => {
    const control = createControl();
    control.begin('one');
    control.command('pause', ['one']);
    const breath = control.breathe();
    expect(await isHeld(breath)).toBe(true);
    if (end === 'cancel') control.command('cancel', ['one']);
    else control.close();
    expect(await endOf(breath)).toBe('cancelled');
  });
});

test('a thread that is given up cancels all that would still run', async () => {
  const control = createControl();
  control.close();
  control.begin('one');
  expect(control.signal.aborted).toBe(true);
  expect(await endOf(control.breathe())).toBe('cancelled');
});

test('a breath costs next to nothing when the last was a moment ago', async () => {
  const control = createControl();
  control.begin('one');
  await later(40);
  await control.breathe();
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  // Were each a turn of the event loop, the timer would get its turns; it gets one in 30 ms.
  const began = performance.now();
  for (let index = 0; index < 1_000; index++) await control.breathe();
  clearInterval(timer);
  expect(turns).toBeLessThanOrEqual((performance.now() - began) / 30 + 1);
});
