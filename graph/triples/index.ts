export * from './collect';
export * from './graphml';
export * from './rdf';
