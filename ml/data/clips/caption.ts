import { COLOURS, type ShapeAttributes, SIZES } from '../shapes';

/** What can still be told apart on sixteen pixels. */
export const MOVING_SHAPES = ['circle', 'square', 'triangle', 'cross'] as const;
export const MOTIONS = [
  'moves right',
  'moves left',
  'moves up',
  'moves down',
  'moves left and right',
  'moves up and down',
  'turns',
  'grows',
  'shrinks',
] as const;

/** All that can be said of one clip: a shape, and what it does. */
export interface ClipAttributes extends Pick<ShapeAttributes, 'size' | 'colour'> {
  readonly shape: (typeof MOVING_SHAPES)[number];
  readonly motion: (typeof MOTIONS)[number];
}

/** What the attributes say in words: “a large blue square moves up and down”. */
export const clipCaption = ({ size, colour, shape, motion }: ClipAttributes): string =>
  `a ${size} ${colour} ${shape} ${motion}`;

/** The attributes that a caption names, or null when it is none of these captions. */
export function clipAttributes(caption: string): ClipAttributes | null {
  const [article, first, second, third, ...rest] = caption.trim().split(/\s+/);
  const [size, colour, shape] = [
    SIZES.find((name) => name === first),
    COLOURS.find((name) => name === second),
    MOVING_SHAPES.find((name) => name === third),
  ];
  const motion = MOTIONS.find((name) => name === rest.join(' '));
  return article === 'a' && size && colour && shape && motion ? { size, colour, shape, motion } : null;
}
