import { node } from '@/app/templates/build';
import { emptyDocument, type GraphDocument, type Wire } from '@/graph';

const COLUMNS = 32;
const SPACE = { x: 264, y: 176 } as const;

/** Where a node of the grid stands. */
export const placeOf = (index: number) => ({
  x: (index % COLUMNS) * SPACE.x,
  y: Math.floor(index / COLUMNS) * SPACE.y,
});

/** Ends of the grid's wires: fours of text, clean-up, tokenizer and encoder, with as many wires as nodes. */
export function wiresOf(count: number): readonly Wire[] {
  return Array.from({ length: Math.floor(count / 4) }, (_, four): readonly Wire[] => {
    const [text, clean, tokenizer, encode] = [0, 1, 2, 3].map((one) => `n${four * 4 + one}`) as [
      string,
      string,
      string,
      string,
    ];
    return [
      { from: { node: text, port: 'text' }, to: { node: clean, port: 'text' } },
      { from: { node: clean, port: 'text' }, to: { node: tokenizer, port: 'text' } },
      { from: { node: clean, port: 'text' }, to: { node: encode, port: 'text' } },
      { from: { node: tokenizer, port: 'tokenizer' }, to: { node: encode, port: 'tokenizer' } },
    ];
  }).flat();
}

const TYPES = ['source.text', 'prepare.clean', 'tokenize.characters', 'tokenize.encode'] as const;

/** A project of so many real nodes of the catalogue, wired, on a grid. */
export function gridDocument(count: number): GraphDocument {
  const nodes = Array.from({ length: count }, (_, index) => {
    const { x, y } = placeOf(index);
    return node(`n${index}`, TYPES[index % 4] ?? TYPES[0], x, y);
  });
  return { ...emptyDocument('grid', `${count} nodes`), nodes, wires: wiresOf(count) };
}
