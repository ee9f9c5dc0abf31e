export * from './check';
export * from './connect';
export * from './extend';
export { type Order, orderOf } from './order';
export * from './problem';
