import { Problem } from '../problem';

/** Why a model cannot be fetched, in the user's words. */
export const hubProblem = (status: number, code: string, detail: string): Problem =>
  new Problem({ status, code, title: 'The model could not be fetched', detail });

/** The way that is left where the hub asks who one is: nobody's token passes through here. */
export const gated = (repository: string, origin: string): Problem =>
  hubProblem(
    403,
    'hub-gated',
    `“${repository}” is gated: its makers want you to sign in and accept their terms. Do that at ${origin}/${repository}, download config.json, tokenizer.json and the .safetensors files there, and give them under “Files” instead.`,
  );
