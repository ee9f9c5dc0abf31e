export * from './lineage';
export * from './plan';
