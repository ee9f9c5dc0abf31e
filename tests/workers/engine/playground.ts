import { defineNode, makeCatalogue, port, type RunContext, text, z } from '@/graph';

/** What a step does with the texts that come in; what it gives back is its output. */
export type Behaviour = (given: readonly string[], context: RunContext) => unknown;

/**
 * A catalogue of two made-up nodes whose behaviour a test gives by name: `test.step` prepares, `test.compute` computes with tensors, and `test.endless`
 * goes on where it was. Each run of one is written down.
 */
export function playground(behaviours: Readonly<Record<string, Behaviour>> = {}) {
  const calls: string[] = [];
  const made = (type: string, phase: 'prepare' | 'evaluate', continues?: 'steps') =>
    defineNode({
      type,
      version: 1,
      phase,
      title: type,
      summary: 'Does what the test says.',
      inputs: { a: port(text, { optional: true }), b: port(text, { optional: true }) },
      outputs: { text },
      params: z.object({ label: z.string().default(''), does: z.string().default(''), steps: z.number().default(0) }),
      ...(continues && { continues }),
      run: async () => ({
        run: async (
          { a, b }: { a?: string; b?: string },
          { label, does }: { label: string; does: string },
          context: RunContext,
        ) => {
          calls.push(context.nodeId);
          const given = [a, b].filter((one) => one !== undefined);
          const behaviour = behaviours[does];
          return { text: behaviour ? await behaviour(given, context) : `${label}(${given.join(',')})` };
        },
      }),
    });
  const catalogue = makeCatalogue([
    made('test.step', 'prepare'),
    made('test.compute', 'evaluate'),
    made('test.endless', 'prepare', 'steps'),
  ]);
  return { catalogue, calls };
}
