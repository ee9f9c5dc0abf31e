import type { Kind } from './kind';

/** One piece of text. */
export const text: Kind<string> = { name: 'text', of: [], title: 'Text', phrase: 'a text', family: 'data' };
