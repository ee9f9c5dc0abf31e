import { z } from '@/graph';
import type { RopeScaling } from '@/ml/functions/rope-scaling';
import { parseConfig } from './parse';
import { notSupported } from './refuse';

const size = z.number().positive().max(1e9);

/** What a config says of rotary positions: in fields of its own, or since transformers 5 all in `rope_parameters`. */
export const ropeFields = {
  rope_theta: size.optional(),
  rope_scaling: z.record(z.string(), z.unknown()).nullish(),
  rope_parameters: z.record(z.string(), z.unknown()).nullish(),
  partial_rotary_factor: z.number().nullish(),
};

const settings = z.object({
  rope_type: z.string().max(100).optional(),
  type: z.string().max(100).optional(),
  rope_theta: size.optional(),
  factor: size.nullish(),
  original_max_position_embeddings: size.nullish(),
  low_freq_factor: size.optional(),
  high_freq_factor: size.optional(),
  beta_fast: size.nullish(),
  beta_slow: size.nullish(),
  attention_factor: size.nullish(),
  mscale: z.number().nullish(),
  mscale_all_dim: z.number().nullish(),
  truncate: z.boolean().nullish(),
  partial_rotary_factor: z.number().nullish(),
});
type Settings = z.infer<typeof settings>;

export interface Rope {
  readonly theta: number;
  readonly scaling: RopeScaling | null;
}

/** Rotary positions as our attention takes them, with the defaults of the reference implementation. @throws GenloomError for ways that are not supported */
export function ropeOf(config: z.infer<z.ZodObject<typeof ropeFields>>, context: number, theta: number): Rope {
  const given = parseConfig(settings, config.rope_parameters ?? config.rope_scaling ?? {});
  const part = given.partial_rotary_factor ?? config.partial_rotary_factor ?? 1;
  if (part !== 1) throw notSupported(`rotary positions on a part of each head (partial_rotary_factor ${part})`);
  return { theta: given.rope_theta ?? config.rope_theta ?? theta, scaling: scalingOf(given, context) };
}

function scalingOf(given: Settings, context: number): RopeScaling | null {
  const kind = given.rope_type ?? given.type ?? 'default';
  const originalContext = given.original_max_position_embeddings ?? context;
  const factor = given.factor ?? context / originalContext;
  switch (kind) {
    case 'default':
      return null;
    case 'linear':
      return { kind, factor };
    case 'dynamic':
      return { kind, factor, originalContext: context };
    case 'llama3':
      return {
        kind,
        factor,
        lowFrequency: given.low_freq_factor ?? 1,
        highFrequency: given.high_freq_factor ?? 4,
        originalContext,
      };
    case 'yarn':
      return {
        kind,
        factor,
        fast: given.beta_fast || 32,
        slow: given.beta_slow || 1,
        originalContext,
        attentionFactor: given.attention_factor ?? attentionFactor(factor, given),
        truncate: given.truncate ?? true,
      };
    default:
      throw notSupported(`RoPE scaling of the kind “${kind.slice(0, 40)}”`, 'linear, dynamic, llama3 and yarn are');
  }
}

/** YaRN's sharper attention for longer texts (Peng et al. 2023, eq. 22, and DeepSeek's two settings of it). */
function attentionFactor(factor: number, { mscale, mscale_all_dim: all }: Settings): number {
  const scale = (by: number) => (factor <= 1 ? 1 : 0.1 * by * Math.log(factor) + 1);
  return mscale && all ? scale(mscale) / scale(all) : scale(1);
}
