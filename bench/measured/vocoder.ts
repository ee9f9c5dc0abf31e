/** A vocoder beside Griffin–Lim, on recordings that were put aside. */
import type { Sounds } from '@/graph';
import { fitted } from '@/ml/audio/spectrogram';
import { evaluateSounds } from '@/nodes/evaluate/sounds/node';
import { run as compare } from '@/nodes/evaluate/sounds/run';
import { generateSounds } from '@/nodes/generate/sounds/node';
import { run as play } from '@/nodes/generate/sounds/run';
import { prepareSounds } from '@/nodes/prepare/sounds/node';
import { run as prepare } from '@/nodes/prepare/sounds/run';
import { prepareSpectrograms } from '@/nodes/prepare/spectrograms/node';
import { run as draw } from '@/nodes/prepare/spectrograms/run';
import { trainVocoder } from '@/nodes/train/vocoder/node';
import { run as learn } from '@/nodes/train/vocoder/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';
import { spokenParts } from '../support/spoken';

await startWasm();
const parts = await spokenParts();
const training = await prepared(parts.training, { copies: 3, noise: 60 });
const aside = await prepared(parts.validation, {});
const asked = prepareSpectrograms.params.parse({ mels: 32, frames: 32, hop: 20 });
const { examples, codec } = await draw({ sounds: aside }, asked, quiet());
/** As much of each recording as its picture shows, so that both begin and end together. */
const real: Sounds = { ...aside, clips: aside.clips.map((clip) => fitted(clip, codec.hop * (codec.frames - 1))) };

const plain = (await play({ examples, codec }, generateSounds.params.parse({}), quiet())).sounds;
const [plainLogs, plainMel, plainConvergence] = await apart('Griffin–Lim, 60 rounds', plain);
const began = performance.now();
const { vocoder } = await learn({ sounds: training, codec, validation: aside }, trainVocoder.params.parse({}), told());
console.log(`training: ${((performance.now() - began) / 1000).toFixed(0)} s`);
const mended = (await play({ examples, codec, vocoder }, generateSounds.params.parse({}), quiet())).sounds;
const [logs, mel, convergence] = await apart('vocoder', mended);
const { user, system } = process.cpuUsage();
console.log(`processors were busy for ${((user + system) / 1e6).toFixed(0)} s`);
// Not worse than what it begins with: shares of the distances of Griffin–Lim.
bar('vocoder.log-spectral-distance', logs / plainLogs, { atMost: 1 }, 3);
bar('vocoder.mel', mel / plainMel, { atMost: 1 }, 3);
bar('vocoder.convergence', convergence / plainConvergence, { atMost: 1 }, 3);
finish();

async function apart(what: string, made: Sounds): Promise<readonly [number, number, number]> {
  const { metrics } = await compare({ made, real }, evaluateSounds.params.parse({ compares: 'pairs' }), quiet());
  console.log(`${what}: ${metrics.values.map(({ name, value }) => `${name} ${value.toFixed(3)}`).join(', ')}`);
  const [logs, mel, convergence] = metrics.values.map(({ value }) => value);
  return [logs ?? Number.NaN, mel ?? Number.NaN, convergence ?? Number.NaN];
}

async function prepared(sounds: Sounds, params: object): Promise<Sounds> {
  return (await prepare({ sounds }, prepareSounds.params.parse(params), quiet())).sounds;
}

function quiet() {
  return { ...testContext({ seed: 1337 }), preview: () => {}, log: (_: string, text: string) => console.log(text) };
}

function told() {
  return {
    ...quiet(),
    metric: (step: number, { trainingLoss, validationLoss }: Readonly<Record<string, number>>) => {
      if (trainingLoss !== undefined)
        console.log(`step ${step}: loss ${trainingLoss.toFixed(4)}, put aside ${validationLoss?.toFixed(4) ?? '–'}`);
    },
  };
}
