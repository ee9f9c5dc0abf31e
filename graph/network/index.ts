export * from './network';
export * from './shape';
