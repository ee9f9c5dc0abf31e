import type { Facts, Network, Shape, UserFacingError } from '@/graph';

/** Of this code there is a way out that changes several nodes at once: the page offers it. */
export const NARROW = 'train.narrow-network';

/** What to say of networks that were made for points where images come: nothing keeps them from learning, and what they make is noise. */
export function adviseOnImages(
  networks: readonly (Facts | undefined)[],
  given: Pick<Facts, 'exampleShape'> | undefined,
): UserFacingError[] {
  const numbers = numbersOf(given?.exampleShape);
  if (numbers === null) return [];
  const widths = networks.flatMap((facts) => narrowestOf(facts?.network) ?? []);
  const narrowest = Math.min(...widths);
  if (narrowest * ENOUGH < numbers)
    return [
      {
        code: NARROW,
        title: `A network here is ${narrowest.toLocaleString('en')} numbers wide, and each image has ${numbers.toLocaleString('en')}.`,
        detail:
          'That suits points. Of images it learns little more than colours, slowly: it does not see which pixels lie side by side.',
        fix: 'Use networks that are made for images.',
      },
    ];
  if (networks.some((facts) => facts?.network && isFlowOfOneSize(facts.network)))
    return [
      {
        code: NARROW,
        title: 'This flow looks at images at one size only, and does not mix their channels.',
        detail: 'That suits points. Shapes in images are larger than what it sees at once.',
        fix: 'Use “Glow”, which is made for images.',
      },
    ];
  return [];
}

/** A dense layer that has a quarter of an image’s numbers can still tell a digit. */
const ENOUGH = 4;

function numbersOf(shape: Shape | undefined): number | null {
  if (shape?.length !== 3) return null;
  return shape.reduce<number | null>((all, size) => (all !== null && typeof size === 'number' ? all * size : null), 1);
}

/** The width of the narrowest dense layer of a network that has no others; null for all other networks. */
function narrowestOf(network: Network | undefined): number | null {
  const operations = network?.operations ?? [];
  const widths = operations.flatMap(({ layer, params }) =>
    layer === 'mlp' && typeof params.width === 'number' ? [params.width] : [],
  );
  const dense = operations.every(({ layer }) => layer === 'mlp' || layer === 'example-head');
  return dense && widths.length > 0 ? Math.min(...widths) : null;
}

const isFlowOfOneSize = ({ operations }: Network): boolean =>
  operations.some(({ layer }) => layer === 'image-coupling') &&
  !operations.some(({ layer }) => layer === 'invertible-linear' || layer === 'split-off');
