import type { RopeScaling } from '../functions/rope-scaling';

/** Rotary positions as `config.json` says them in every version of the reference implementation. */
export function ropeFieldsOf(theta: number, scaling: RopeScaling | null): Readonly<Record<string, unknown>> {
  return { rope_theta: theta, rope_scaling: scaling && { rope_type: scaling.kind, ...fieldsOf(scaling) } };
}

function fieldsOf(scaling: RopeScaling): Readonly<Record<string, unknown>> {
  const { factor } = scaling;
  switch (scaling.kind) {
    case 'linear':
      return { factor };
    case 'dynamic':
      // It stretches `max_position_embeddings`, which is then what was learned on.
      return { factor };
    case 'llama3':
      return {
        factor,
        low_freq_factor: scaling.lowFrequency,
        high_freq_factor: scaling.highFrequency,
        original_max_position_embeddings: scaling.originalContext,
      };
    case 'yarn':
      return {
        factor,
        beta_fast: scaling.fast,
        beta_slow: scaling.slow,
        original_max_position_embeddings: scaling.originalContext,
        attention_factor: scaling.attentionFactor,
        truncate: scaling.truncate,
      };
  }
}
