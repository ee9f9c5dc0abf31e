import type { Kind } from './kind';

/** Takes whatever is wired to it: for nodes that only look. */
export const any: Kind<unknown> = { name: 'any', of: [], title: 'Anything', phrase: 'anything', family: 'value' };
