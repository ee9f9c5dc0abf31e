export const SHAPES = ['circle', 'square', 'triangle', 'star', 'ring', 'cross'] as const;
export const COLOURS = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;
export const SIZES = ['small', 'large'] as const;
/** Row by row, as one reads. */
export const POSITIONS = [
  'at the top left',
  'at the top',
  'at the top right',
  'on the left',
  'in the middle',
  'on the right',
  'at the bottom left',
  'at the bottom',
  'at the bottom right',
] as const;
export const COUNTS = [1, 2, 3] as const;

/** All that can be said of one picture: some equal shapes, close together. */
export interface ShapeAttributes {
  readonly shape: (typeof SHAPES)[number];
  readonly colour: (typeof COLOURS)[number];
  readonly size: (typeof SIZES)[number];
  readonly position: (typeof POSITIONS)[number];
  readonly count: (typeof COUNTS)[number];
}

/** What the attributes say in words: “two small red circles at the top left”. */
export function captionOf({ shape, colour, size, position, count }: ShapeAttributes): string {
  const many = shape === 'cross' ? 'crosses' : `${shape}s`;
  return `${COUNT_WORDS[count]} ${size} ${colour} ${count === 1 ? shape : many} ${position}`;
}

const COUNT_WORDS = { 1: 'a', 2: 'two', 3: 'three' } as const;

/** The attributes that a caption names, or null when it is none of these captions. */
export function attributesOf(caption: string): ShapeAttributes | null {
  const [word = '', size = '', colour = '', shapes = '', ...rest] = caption.trim().split(/\s+/);
  const attributes = {
    count: COUNTS.find((count) => COUNT_WORDS[count] === word),
    size: SIZES.find((name) => name === size),
    colour: COLOURS.find((name) => name === colour),
    shape: SHAPES.find((name) => name === shapes || `${name}s` === shapes || `${name}es` === shapes),
    position: POSITIONS.find((name) => name === rest.join(' ')),
  };
  return isWhole(attributes) && captionOf(attributes) === caption.trim().replace(/\s+/g, ' ') ? attributes : null;
}

const isWhole = (
  attributes: { [Name in keyof ShapeAttributes]: ShapeAttributes[Name] | undefined },
): attributes is ShapeAttributes => Object.values(attributes).every((value) => value !== undefined);
