import type { UserFacingError } from '../errors';

/** Something to look at: an error keeps its node from running, a warning and advice do not. */
export interface Problem extends UserFacingError {
  readonly nodeId: string;
  readonly port?: string;
  readonly param?: string;
  readonly level: 'error' | 'warning' | 'advice';
  /** Of a subgraph: the path of the node inside that it is about. */
  readonly inside?: string;
}

/** Thrown by `ExtendContext.refuse`: what is wired to a port does not go there. */
export class Refusal extends Error {
  readonly port: string;
  readonly error: UserFacingError;

  constructor(port: string, error: UserFacingError) {
    super(error.title);
    this.name = 'Refusal';
    this.port = port;
    this.error = error;
  }
}
