import type { Llm, PageBlock } from './kinds';
import { pageView } from './page-view';
import type { View } from './view';

/** What can be seen of a language model: what it is called, where its words come from, and what it may use. */
export function llmView(llm: Llm, large = false): View {
  const blocks: PageBlock[] = [
    { block: 'facts', items: factsOf(llm) },
    ...(large && llm.from === 'script'
      ? [llm.program === undefined ? rulesOf(llm) : ({ block: 'text', text: llm.program } as const)]
      : []),
    ...(large && 'chatTemplate' in llm && llm.chatTemplate
      ? ([
          { block: 'heading', text: 'Chat template' },
          { block: 'text', text: llm.chatTemplate },
        ] as const)
      : []),
  ];
  return pageView({ title: llm.title, summary: SUMMARY[llm.from], blocks }, large);
}

const SUMMARY: Readonly<Record<Llm['from'], string>> = {
  endpoint: 'A service that the server asks. Its key stays on the server.',
  model: 'A model of this graph: it writes on this device, and costs nothing.',
  onnx: 'A published model: it writes on this device, and costs nothing.',
  script: 'These answers are scripted: no model writes them.',
};

type Fact = readonly [name: string, value: string];

function factsOf(llm: Llm): Fact[] {
  const answers: Fact[] = [
    ['answers', `at most ${llm.maxTokens.toLocaleString('en')} ${llm.from === 'script' ? 'words' : 'tokens'}`],
    ...(llm.temperature === undefined ? [] : [['temperature', String(llm.temperature)] as const]),
  ];
  switch (llm.from) {
    case 'endpoint': {
      const { tokens, dollars } = llm.budget;
      const budget = [
        ...(tokens === undefined ? [] : [`${tokens.toLocaleString('en')} tokens`]),
        ...(dollars === undefined ? [] : [`$${dollars}`]),
      ];
      return [
        ['connection', llm.connection],
        ['model', llm.model],
        ...(llm.sees ? [['pictures', 'are shown to it'] as const] : []),
        ...answers,
        ['a run may use', budget.length > 0 ? budget.join(' and ') : 'any amount'],
      ];
    }
    case 'model':
      return [['looks back on', `${llm.model.blockLength.toLocaleString('en')} tokens`], ...answers];
    case 'onnx':
      return [
        ['weights', `${llm.form}, ${bytesInWords(llm.files)}`],
        ['device', DEVICES[llm.device]],
        ['looks back on', `${llm.context.toLocaleString('en')} tokens`],
        ...answers,
      ];
    case 'script':
      return [
        llm.program === undefined
          ? ['rules', llm.rules.length.toLocaleString('en')]
          : ['program', `${llm.program.split('\n').length.toLocaleString('en')} lines`],
        ...answers,
      ];
  }
}

const DEVICES = { auto: 'automatic', webgpu: 'WebGPU', wasm: 'WebAssembly' } as const;

const bytesInWords = (files: readonly { readonly size: number }[]): string => {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return size < 1e6 ? `${Math.ceil(size / 1e3)} kB` : `${Math.round(size / 1e6).toLocaleString('en')} MB`;
};

const rulesOf = ({ rules }: Extract<Llm, { from: 'script' }>): PageBlock => ({
  block: 'table',
  columns: ['when', 'says', 'times'],
  rows: rules.map(({ when, say = '', calls = [], times }) => [
    when ?? 'always',
    [say, ...calls.map((call) => `${call.name} ${call.arguments}`)].filter(Boolean).join(' · '),
    times === undefined ? 'always' : String(times),
  ]),
});
