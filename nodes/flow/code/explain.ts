import type { Explanation } from '@/graph';
import type { code } from './node';

export const explain: Explanation<typeof code> = {
  more: 'The first lines declare the ports: “// in: story: text, limit: data” and “// out: words: data”. A port is text (a string), texts (a list of strings) or data (anything JSON can say). What follows is the body of a JavaScript or TypeScript function: the inputs are there by their names, and it returns an object with the outputs. It runs in a small engine of its own, without network, files, page or clock, and with the same random numbers each time; so its result is kept like any other.',
  lookAt:
    'An error names what was thrown. A program that does not come to an end, or wants too much memory, is stopped there.',
  source: 'QuickJS (Bellard), compiled to WebAssembly',
  params: {
    work: 'How much it may compute before it is stopped; counted, not timed, so it ends the same way on every machine.',
    memory: 'For the program and all its values together.',
  },
};
