export * from './body';
export * from './contract';
export * from './flatten';
export * from './level';
export * from './types';
