import { makeCatalogue } from '@/graph';
import { learnBpe } from './tokenize/learn-bpe/node';
export const catalogue = makeCatalogue([learnBpe]);
