import type { ToolCall } from '@/graph';
import type { Asked } from './state';

/** What an agent does next. */
export type Move =
  | ({ readonly do: 'call' } & OpenCall)
  | {
      readonly do: 'think';
      /** Whether tools are offered. */
      readonly tools: boolean;
      /** What is said to the model first, and what for. */
      readonly told?: { readonly text: string; readonly what: Asked['what'] };
    }
  | { readonly do: 'sum-up'; readonly upTo: number }
  | { readonly do: 'judge'; readonly answer: string }
  | { readonly do: 'end'; readonly answer: string };

export interface OpenCall {
  readonly call: ToolCall;
  /** Among all calls of the conversation. */
  readonly place: number;
  readonly first: boolean;
}

export interface Way {
  readonly task: string;
  readonly plans: boolean;
  /** How often a critic may send an answer back. */
  readonly rounds: number;
  /** How many turns are shown whole, where a model sums up the older ones. */
  readonly sumsUpBeyond?: number | undefined;
  /** What can be used later, as a plan is told of it. */
  readonly tools: readonly { readonly name: string; readonly description: string }[];
}
