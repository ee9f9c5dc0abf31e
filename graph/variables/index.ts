export * from './contract';
export * from './resolve';
export * from './schema';
export * from './values';
