import type { ImagesView } from '../view';
import type { Kind } from './kind';

/** A tool that was used. */
export interface AgentCall {
  readonly tool: string;
  /** As the model wrote them. */
  readonly arguments: string;
  readonly result: string;
  /** What it drew, as far as it is shown. */
  readonly pictures?: ImagesView | undefined;
  /** Its result says what went wrong. */
  readonly failed?: boolean | undefined;
  /** What a person said of it, where one was asked. */
  readonly decided?: 'approved' | 'refused' | undefined;
}

/** One step of an agent: what it thought, and what it did, if anything. */
export interface AgentStep {
  readonly thought: string;
  /** What the step is for, beyond thinking and calling: a plan, another one, a critic's verdict, older turns told in short. */
  readonly part?: 'plan' | 'replan' | 'verdict' | 'summary' | undefined;
  /** Which line of the plan it works on. */
  readonly item?: number | undefined;
  /** A further call of the thought before. */
  readonly further?: true | undefined;
  /** What a person told it before this step. */
  readonly hint?: string | undefined;
  /** What of it a person put in the place of what was. */
  readonly changed?: 'said' | 'result' | undefined;
  readonly call?: AgentCall | undefined;
  readonly seconds: number;
  /** Read and written; none where the thought is told with the call before. */
  readonly tokens: number;
  /** US dollars; null where no price is known. */
  readonly cost: number | null;
}

/** A call that waits until a person has said yes or no. */
export interface WaitingCall {
  /** A hash of the call and its place: what is said counts for this one, and no other. */
  readonly id: string;
  readonly tool: string;
  readonly arguments: string;
}

/** What an agent did, from the beginning on. */
export interface AgentTrace {
  readonly task: string;
  readonly steps: readonly AgentStep[];
  /** What it answered in the end. */
  readonly answer?: string;
  /** Why it ended before it had an answer. */
  readonly ended?: string;
  readonly waits?: WaitingCall;
  /** What it remembered on the way, by its names. */
  readonly remembers?: Readonly<Record<string, string>>;
  /** Which changes it goes on from; nothing where it is the original. */
  readonly branch?: string;
}

export const agentTrace: Kind<AgentTrace> = {
  name: 'agent-trace',
  of: [],
  title: 'Steps of an agent',
  phrase: 'the steps of an agent',
  family: 'value',
};
