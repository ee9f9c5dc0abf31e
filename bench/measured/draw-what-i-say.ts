/** “Draw what I say”, run whole, with more pictures of each caption. */
import { drawWhatISay } from '@/app/templates/draw-what-i-say';
import { bar } from '../support/bar';
import { finish } from '../support/environment';
import { figuresOf, withSettings } from '../support/run-template';

/** Of 30 captions, and of 6. */
const [OF_SEEN, OF_UNSEEN] = [8, 40];

const began = performance.now();
const figures = await figuresOf(
  withSettings(drawWhatISay, { seen: { perClass: OF_SEEN }, unseen: { perClass: OF_UNSEEN } }),
);
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage();
// Beside other work a processor is not one's own: then this tells more than the clock.
console.log(`processors were busy for ${((user + system) / 1e6).toFixed(0)} s`);
const of = (node: string, label: string) => (figures.get(node)?.get(label) ?? Number.NaN) / 100;
for (const [node, what] of [
  ['real-marks', 'real pictures, told right'],
  ['seen-marks', 'as asked'],
  ['unseen-marks', 'as asked, never seen together'],
] as const)
  console.log(
    `${what}: ${['Colour', 'Shape', 'All of it'].map((label) => `${label.toLowerCase()} ${of(node, label).toFixed(3)}`).join(', ')}`,
  );
bar('judges on real pictures: all of it', of('real-marks', 'All of it'), { atLeast: 0.95 });
for (const label of ['Colour', 'Shape', 'All of it'])
  bar(`as asked: ${label.toLowerCase()}`, of('seen-marks', label), { atLeast: 0.9 });
for (const label of ['Colour', 'Shape', 'All of it'])
  bar(`never seen together: ${label.toLowerCase()}`, of('unseen-marks', label), { atLeast: 0.75 });
bar('seconds', seconds, { atMost: 300 }, 0);
finish();
