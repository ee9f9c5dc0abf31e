import { hubRef } from '@/graph';

export interface WantedModel {
  readonly repository: string;
  readonly revision: string;
  /** Where a repository has a model in several: what its weights are written in. */
  readonly form?: string;
}

const wanted = hubRef.pick({ repository: true, revision: true });

/** What somebody wrote or pasted: `owner/name`, `owner/name@v1.0`, or the address of its page. Null where it is none of them. */
export function wantedModel(text: string): WantedModel | null {
  const [place = '', at] = text.trim().split('@');
  const path = place
    .replace(/^https?:\/\/[^/]+\//, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
  const [repository, tree] = path.split('/tree/');
  return wanted.safeParse({ repository, revision: at ?? tree ?? 'main' }).data ?? null;
}

/** What tells it from every other. */
export const nameOf = (wanted: WantedModel): string => `${inWords(wanted)} ${wanted.form ?? ''}`;

/** As one would write it. */
export const inWords = ({ repository, revision }: WantedModel): string =>
  revision === 'main' ? repository : `${repository}@${revision}`;
