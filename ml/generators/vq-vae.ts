import { runNetwork } from '../forward';
import { readOnce } from '../functions/read';
import type { Network } from '../network';
import { type Tensor, tensor, tidy } from '../tf';
import { sampleCodes } from '../vae/code-prior';
import { codebookOf, codesFor, codesOf, entriesFor } from '../vae/codes';

/** A trained VQ-VAE: its networks, and the weights of all of them. */
export interface VqVaeModel {
  readonly roles: Readonly<Record<'encoder' | 'decoder' | 'prior', Network>>;
  readonly weights: Readonly<Record<string, Tensor>>;
}

export interface VqVaeSampling extends VqVaeModel {
  readonly count: number;
  readonly temperature?: number;
  readonly seed: number | string;
  readonly breathe?: () => Promise<void>;
}

/** Draws examples: codes from the prior, one after the other, then all of them decoded at once. The caller disposes of them. */
export async function sampleVqVae({ roles, weights, ...options }: VqVaeSampling): Promise<Tensor> {
  const codes = codesOf(roles.encoder);
  const { entries, width, places, grid } = codes;
  const codebook = await readOnce(tidy(() => codebookOf(codes, weights)));
  const indices = await sampleCodes({ ...options, prior: roles.prior, weights, codebook, entries, width, places });
  return tidy(() => {
    const chosen = tensor(indices, [options.count, ...grid], 'int32');
    return runNetwork(roles.decoder, weights, { input: entriesFor(codes, weights, chosen) });
  });
}

/** Examples `[B, …]` by way of their codes. The caller disposes of what it gives. */
export const reconstructByCodes = (x: Tensor, { roles, weights }: VqVaeModel): Tensor =>
  tidy(() => {
    const codes = codesOf(roles.encoder);
    return runNetwork(roles.decoder, weights, { input: entriesFor(codes, weights, codesFor(codes, weights, x)) });
  });
