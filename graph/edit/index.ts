export * from './build';
export * from './edit';
export * from './fragment';
export * from './open';
export * from './wrap';
