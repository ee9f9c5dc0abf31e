import type { Json } from '../json';
import type { Kind } from './kind';

/** Any JSON value: what flows between nodes that compute with plain values, and what programs and tools take and give. */
export const data: Kind<Json> = { name: 'data', of: [], title: 'Data', phrase: 'data', family: 'value' };
