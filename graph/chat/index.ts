export * from './call';
export * from './events';
export * from './messages';
