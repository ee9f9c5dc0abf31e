export * from './resolve';
export * from './suggest';
