import { ToldError } from '../told-error';

/** What a sound, or what is asked of it, has that cannot be. The fields are what the page shows. */
export class AudioError extends ToldError<`audio.${string}`> {
  override readonly name = 'AudioError';
}
