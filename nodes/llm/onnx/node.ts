import { defineNode, llm, z } from '@/graph';
import { ownTemplateField, TEMPLATE_CHOICES } from '../../common/chat-template-fields';
import { filesField, originField, repositoryField } from '../../common/published-fields';
import { longestAnswerField, temperatureField } from '../fields';

export const llmOnnx = defineNode({
  type: 'llm.onnx',
  version: 1,
  phase: 'act',
  title: 'ONNX language model',
  summary:
    'Runs a language model that others published in the ONNX format, on this device: on its graphics card or its processor.',
  keywords: [
    'llm',
    'onnx',
    'transformers.js',
    'webgpu',
    'wasm',
    'hugging face',
    'smollm',
    'qwen',
    'llama',
    'local',
    'chat',
  ],
  inputs: {},
  outputs: { llm },
  params: z.object({
    origin: originField,
    files: filesField('.zip,.json,.jinja,.onnx,.onnx_data,.onnx_data_1,.data'),
    weights: z
      .enum(['auto', 'q4', 'q8', 'int8', 'uint8', 'fp32', 'q4f16', 'fp16', 'bnb4'])
      .default('auto')
      .meta({
        label: 'Weights',
        choices: {
          auto: 'automatic',
          q4: '4 bits (q4)',
          q8: '8 bits (quantized)',
          int8: '8 bits (int8)',
          uint8: '8 bits (uint8)',
          fp32: '32 bits (fp32)',
          q4f16: '4 bits, half precision (q4f16)',
          fp16: '16 bits, half precision (fp16)',
          bnb4: '4 bits (bnb4)',
        },
      }),
    hub: repositoryField('weights'),
    device: z
      .enum(['auto', 'webgpu', 'wasm'])
      .default('auto')
      .meta({
        label: 'Computes on',
        control: 'segmented',
        choices: { auto: 'Automatic', webgpu: 'WebGPU', wasm: 'Processor' },
      }),
    template: z
      .enum(['learned', 'plain', 'chatml', 'llama2', 'llama3', 'alpaca', 'own'])
      .default('learned')
      .meta({
        label: 'Chat template',
        choices: { learned: 'its own', ...TEMPLATE_CHOICES },
        advanced: true,
      }),
    own: ownTemplateField,
    temperature: temperatureField(0.7),
    topP: z
      .number()
      .min(0.05)
      .max(1)
      .default(1)
      .meta({ label: 'Top-p', control: 'slider', step: 0.05, advanced: true }),
    longestAnswer: longestAnswerField(256, 'tokens'),
  }),
  explain: () => import('./explain'),
  subtitle: ({ origin, files, hub, temperature }) =>
    `${(origin === 'hub' ? hub?.repository : files?.name.replace(/\.zip$/, '')) ?? 'no model yet'} · ${temperature === 0 ? 'greedy' : `temperature ${temperature}`}`,
  advise: (_inputs, { origin, files, hub }) => {
    if (origin === 'files' ? files : hub && hub.files.length > 0) return [];
    return [
      {
        code: 'onnx.no-files',
        title: origin === 'files' ? 'No model has been given yet.' : 'No model has been fetched yet.',
        fix:
          origin === 'files'
            ? 'Drop its folder, or its files together, on this node.'
            : 'Write its owner and name in the inspector, and press “Fetch”.',
      },
    ];
  },
  run: () => import('./run'),
});
