export * from './compare';
export * from './instances';
export * from './kept';
export * from './update';
