/**
 * Writing with a GPT of GPT-2's kind and about ten million parameters: ours with its key/value cache beside plain TF.js with the same code and
 * onnxruntime-web with the same weights, in turns in one Chromium. `npm run bench -- generate [--write] [--quick]`; `--quick`: tiny, no bar.
 */
import type { Generation } from './contenders/generation';
import { atMostApart, bar } from './support/bar';
import { compare, withContenders } from './support/contenders';
import { circumstances, ms, table, times, writePerformance } from './support/table';

const [quick, write] = [process.argv.includes('--quick'), process.argv.includes('--write')];
const size = quick
  ? { layers: 2, width: 64, heads: 4, context: 64, vocabulary: 100, tokens: 12 }
  : { layers: 6, width: 384, heads: 6, context: 256, vocabulary: 512, tokens: 128 };
const settings: Generation = {
  ...size,
  prompt: Array.from({ length: 16 }, (_, index) => (index * 29 + 3) % size.vocabulary),
};
const once = { rounds: 1, runs: 1, warm: 0 };

await withContenders(['ours', 'plain', 'onnxruntime'], async (contenders, browser) => {
  const { ours, plain, onnxruntime } = contenders;
  const all = [ours, plain, onnxruntime];
  const logits = await compare(all, 'next-logits', settings, () => once);
  for (const other of ['plain', 'onnxruntime'])
    atMostApart(logits.ours?.values ?? [], logits[other]?.values ?? [], 1e-3, `logits of ${other}`);
  console.log(`logits agree: ${logits.ours?.values.length} of them within 1e-3`);

  const found = await compare(all, 'generation', settings, () => (quick ? once : { rounds: 5, runs: 2, warm: 1 }));
  const perSecond = (name: string) => (1000 * settings.tokens) / (found[name]?.median ?? Number.NaN);
  const rows = [
    ['ours', 'ours'],
    ['plain TF.js, the same code', 'plain'],
    ['onnxruntime-web', 'onnxruntime'],
  ].map(([title = '', name = '']) => [
    title,
    perSecond(name).toFixed(1),
    ms(1000 / perSecond(name)),
    times(perSecond('ours') / perSecond(name)),
  ]);
  const { layers, width, heads, tokens, prompt } = settings;
  const text = [
    table([`${layers} layers, width ${width}, ${heads} heads`, 'tokens/s', 'a token', 'ours is quicker'], rows),
    `${tokens} tokens, each the likeliest, after a prompt of ${prompt.length}, the prompt's own pass included; 10 times each.`,
    circumstances(browser.version()),
  ].join('\n\n');
  console.log(`\n${text}\n`);
  if (quick) return;
  bar('generate.tokens-per-second-vs-onnxruntime', perSecond('ours') / perSecond('onnxruntime'), { atLeast: 1.2 });
  if (write)
    writePerformance(
      'generate',
      `\`npm run bench -- generate\`: ours beside TF.js 4.22 on its own wasm and onnxruntime-web 1.30.0 on wasm.\n\n${text}`,
    );
});
