import { z } from '@/graph';

/** What a published model has learned lies beside its config.json and tokenizer.json. */
export const WEIGHTS = '.safetensors';

/** A longer config.json is no model's. */
export const LONGEST_CONFIG = 1024 * 1024;
export const isConfig = (path: string): boolean => /(^|\/)config\.json$/.test(path);

/** The families that look at images. */
const OF_IMAGES = ['vit', 'deit', 'clip'];

const config = z.object({
  model_type: z.string().nullish(),
  architectures: z.array(z.string()).nullish(),
});

/** The node that loads a published model, by its config.json: one for those that tell what images show, and one for all others, which says what it cannot read. */
export function modelNode(configText: string | undefined): string {
  const { model_type: type, architectures } = parsed(configText);
  const looks =
    OF_IMAGES.includes(type ?? '') || architectures?.some((name) => name.endsWith('ForImageClassification'));
  return looks ? 'source.image-classifier' : 'source.foundation-model';
}

function parsed(text: string | undefined): z.infer<typeof config> {
  try {
    return config.parse(JSON.parse(text ?? ''));
  } catch {
    return {};
  }
}

/** Of several, the path that lies in the fewest folders. */
export const outermost = (paths: readonly string[]): string | undefined =>
  [...paths].sort((one, other) => one.split('/').length - other.split('/').length)[0];
