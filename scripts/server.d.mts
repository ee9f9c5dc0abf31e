/** A production server with a database of its own, for tests and measurements. */
export interface TestServer {
  readonly url: string;
  /** Kills the server at once, whatever it does; its database stays. */
  halt(): Promise<void>;
  /** Starts it again, on the same port and database. */
  resume(): Promise<void>;
  /** Ends the server and removes its database. */
  stop(): Promise<void>;
  /** What the server has printed. */
  output(): string;
}
export function serve(env?: Readonly<Record<string, string>>): Promise<TestServer>;
