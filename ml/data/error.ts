import { ToldError } from '../told-error';

/** What data, or a file of data, has that cannot be used. The fields are what the page shows. */
export class DataError extends ToldError<`data.${string}`> {
  override readonly name = 'DataError';
}
