import { type TokenizerValue, z } from '@/graph';

const template = z.object({
  type: z.literal('TemplateProcessing'),
  single: z.array(z.record(z.string(), z.object({ id: z.string() }))).max(100),
  special_tokens: z.record(z.string(), z.object({ ids: z.array(z.number().int().min(0)).max(100) })),
});
const processors = z.object({ type: z.literal('Sequence'), processors: z.array(z.unknown()).max(100) });

/** The ids that a published tokenizer puts before each text, such as Llama’s beginning; none for those that were learned here. */
export function prefixIds(tokenizer: TokenizerValue): number[] {
  const several = processors.safeParse(tokenizer.post_processor);
  for (const one of several.success ? several.data.processors : [tokenizer.post_processor]) {
    const found = template.safeParse(one);
    if (!found.success) continue;
    const ids: number[] = [];
    for (const piece of found.data.single) {
      const special = piece.SpecialToken;
      if (!special) break;
      ids.push(...(found.data.special_tokens[special.id]?.ids ?? []));
    }
    return ids;
  }
  return [];
}
