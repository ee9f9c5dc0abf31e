export * from './build';
export * from './edit';
export * from './expose';
export * from './fold';
export * from './fragment';
export * from './open';
export * from './remove-inside';
export * from './wrap';
