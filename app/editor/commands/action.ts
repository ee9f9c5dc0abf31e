import type { ReactFlowInstance } from '@xyflow/react';

/** Everything that can be done with a key or from a menu; each once. */
export interface Action {
  readonly id: string;
  readonly title: string;
  /** As tinykeys writes them; `$mod` is ⌘ or Ctrl. */
  readonly keys?: readonly string[];
  readonly group: 'Run' | 'Edit' | 'Arrange' | 'View' | 'Graph';
  /** The browser does this by itself when the keys are pressed, through events of its own. */
  readonly native?: boolean;
  run(flow: ReactFlowInstance, event?: KeyboardEvent): void | Promise<void>;
}
