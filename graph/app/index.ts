export * from './resolve';
export * from './suggest';
export * from './transcript';
