import { GenloomError, type Melody, melodiesView, type Run } from '@/graph';
import { beatsOf } from '@/ml/music/melody';
import { readAbc } from '../../common/read/abc';
import type { textToMelodies } from './node';

interface Written {
  readonly text: string;
  /** What was given of it. */
  readonly prompt?: string;
}

export const run: Run<typeof textToMelodies> = async ({ answers, text }, { mistakes, tempo }, context) => {
  const written: Written[] = [
    ...(answers?.items ?? []).map(({ prompt, answer }) => ({ text: prompt + answer, prompt })),
    ...(text?.items ?? []).map((document) => ({ text: document })),
  ];
  if (written.length === 0)
    throw new GenloomError({
      code: 'melodies.nothing-given',
      title: 'There is nothing to read.',
      fix: 'Wire “Answer prompts” to it, or documents that hold melodies in ABC.',
    });
  const melodies: Melody[] = [];
  const wrong: string[] = [];
  for (const [place, one] of written.entries()) {
    if (place % 20 === 0) await context.breathe();
    context.progress({ done: place, total: written.length });
    const [read] = readAbc(one.text, 'Melody');
    const said = read?.wrong[0] ?? (read ? undefined : 'It is empty.');
    if (said !== undefined) wrong.push(`number ${place + 1}: ${said}`);
    if (!read?.melody || (said !== undefined && mistakes === 'leave')) continue;
    const given = one.prompt === undefined ? 0 : beatsGiven(one.prompt);
    melodies.push({ ...read.melody, title: `Melody ${place + 1}`, tempo, ...(given > 0 && { given }) });
  }
  if (wrong.length > 0)
    context.log(
      'warning',
      `${wrong.length.toLocaleString('en')} of ${written.length.toLocaleString('en')} have a mistake; ${wrong.slice(0, 3).join(' ')}`,
    );
  if (melodies.length === 0)
    throw new GenloomError({
      code: 'melodies.unreadable',
      title: 'None of these texts is a melody.',
      detail: wrong.slice(0, 3).join(' '),
      fix: 'Train the model longer, or look at what it writes: a melody has a line “M:4/4”, a line “K:C”, and then letters for notes.',
    });
  context.preview(melodiesView({ melodies }), 'melodies');
  return { melodies: { melodies } };
};

/** How long what was given lasts; a rest at its end is not counted. */
const beatsGiven = (prompt: string): number => beatsOf(readAbc(prompt, 'Melody')[0]?.melody?.notes ?? []);
