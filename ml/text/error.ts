import { ToldError } from '../told-error';

/** What a text, or a rule for texts, has that cannot be used. The fields are what the page shows. */
export class TextError extends ToldError<`text.${string}`> {
  override readonly name = 'TextError';
}
