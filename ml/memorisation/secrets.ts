import type { Random } from '../random';

/** What secrets are made of. */
export interface SecretSpace {
  /** Signs, each once. */
  readonly signs: string;
  readonly length: number;
}

/** How many secrets there are; Infinity where a number cannot say it. */
export const spaceSize = ({ signs, length }: SecretSpace): number => signs.length ** length;

/** Secret number 0, 1, …, in the order of their signs. */
export function secretAt({ signs, length }: SecretSpace, index: number): string {
  let [left, secret] = [index, ''];
  for (let place = 0; place < length; place++) {
    secret = (signs[left % signs.length] ?? '') + secret;
    left = Math.floor(left / signs.length);
  }
  return secret;
}

/** So many different secrets, any as likely, none of those that are taken; all there are where they are not more. */
export function drawSecrets(
  space: SecretSpace,
  count: number,
  random: Random,
  taken: ReadonlySet<string> = new Set(),
): string[] {
  const size = spaceSize(space);
  if (size - taken.size <= 2 * count)
    return random
      .shuffle(Array.from({ length: size }, (_, index) => secretAt(space, index)).filter((one) => !taken.has(one)))
      .slice(0, count);
  const drawn = new Set<string>();
  while (drawn.size < count) {
    const secret = Array.from({ length: space.length }, () => space.signs[random.int(space.signs.length)]).join('');
    if (!taken.has(secret)) drawn.add(secret);
  }
  return [...drawn];
}
