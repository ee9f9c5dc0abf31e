import type { BodyPort, Port } from '@/graph';

/** Outputs whose values are examples: pictures, of which every round is kept to be seen. */
export const areExamples = ({ kind }: Port): boolean => kind.name === 'examples';

/** The output at which the pictures of all rounds come out. */
export const everyRound = ({ id }: Pick<BodyPort, 'id'>): string => `rounds-${id}`;
