import type { ExtendContext, Facts, UserFacingError } from '@/graph';

/** What is wired to a port. */
interface Wired {
  readonly port: string;
  readonly facts: Facts | undefined;
}

/**
 * Makes the vocabulary of a network, or of a model, and that of a text the same over the whole graph. Refuses the text where their sizes differ, and
 * where tokenizers of one size are not the same one: its ids would mean other pieces.
 */
export function shareVocabulary(
  { unify, refuse, sourceOf }: ExtendContext,
  network: Wired,
  text: Wired,
  { family, fix }: { readonly family: string; readonly fix: string },
): void {
  const known = network.facts?.vocabularySize;
  const used = text.facts?.vocabularySize;
  if (known !== undefined && used !== undefined)
    unify(text.port, [known], [used], (left, right) => ({
      code: `${family}.other-vocabulary`,
      ...otherVocabulary(sourceOf(network.port), left, sourceOf(text.port), right),
      fix,
    }));
  if (differ(network.facts?.tokenizedBy, text.facts?.tokenizedBy))
    refuse(text.port, {
      code: `${family}.other-tokenizer`,
      title: `${sourceOf(text.port)} uses another tokenizer than ${sourceOf(network.port)} was made for.`,
      detail: 'Their ids mean different pieces of text.',
      fix,
    });
}

/** What to say of two sizes: while wires are drawn, and once more before work begins, with what the tokenizers really learned. */
export const otherVocabulary = (
  network: string,
  known: number,
  text: string,
  used: number,
): Pick<UserFacingError, 'title' | 'detail'> => ({
  title: `${network} knows ${known.toLocaleString('en')} tokens and ${text} uses ${used.toLocaleString('en')}.`,
  detail: 'They come from different tokenizers.',
});

/** Whether two tokenizers are known, and not to be the same. */
export const differ = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;
