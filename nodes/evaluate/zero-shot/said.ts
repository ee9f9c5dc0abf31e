import { GenloomError } from '@/graph';

/** Captions that one class is said in, at most. */
const MOST = 500;

/**
 * A class as its captions say it: {class} is its name, and {red|blue} one of several words, each in turn. Where there are many, their mean counts, which leaves
 * out what only one of them says (prompt ensembles, Radford et al. 2021, section 3.1.4).
 * @throws GenloomError `zero-shot.template` where the name has no place, `zero-shot.many` for too many captions
 */
export function captionsFor(template: string, name: string): readonly string[] {
  const lines = template.split('\n').filter((line) => line.trim() !== '');
  const missing = lines.find((line) => !line.includes('{class}'));
  if (missing !== undefined || lines.length === 0)
    throw new GenloomError({
      code: 'zero-shot.template',
      title: `“${missing ?? template}” has no place for the name of a class.`,
      fix: 'Write {class} where it is to stand, such as “a {class}”.',
    });
  const all = lines.flatMap((line) => {
    let said = [''];
    for (const part of line.split(/(\{[^{}]*\})/)) {
      const choices = part === '{class}' ? [name] : part.startsWith('{') ? part.slice(1, -1).split('|') : [part];
      said = said.flatMap((begun) => choices.map((choice) => begun + choice)).slice(0, MOST + 1);
    }
    return said;
  });
  if (all.length > MOST)
    throw new GenloomError({
      code: 'zero-shot.many',
      title: `A class would be said in more than ${MOST} captions.`,
      fix: 'Name fewer words between { and }.',
    });
  return all;
}
