import type { Explanation } from '@/graph';
import type { llmOnnx } from './node';

export const explain: Explanation<typeof llmOnnx> = {
  more: 'ONNX is a format that many programs write models in, each with its whole computation and not only its weights; so a model runs here that nobody rebuilt out of blocks. transformers.js, which knows some hundred families, reads it, and ONNX Runtime computes it in a worker of this page: on the graphics card by WebGPU where there is one, else on the processor. Nothing is asked of anybody while it runs. It can be talked to, but not trained, looked into or merged: take “Load model” for that. Tools are told to it in words (“Action: …”), and small models will often get that wrong.',
  lookAt:
    'How many tokens come in a second, and the size of its files beside the memory of your device: some 200 million parameters in 4 bits are quick, one billion is slow.',
  source:
    'ONNX; ONNX Runtime (Microsoft); transformers.js (Hugging Face), whose logits our tests check against transformers',
  params: {
    origin:
      'Files that you have, or a public repository of the Hugging Face hub: those with the tags “transformers.js” and “text-generation” fit. What is fetched stays in this browser and works offline.',
    files:
      'Together: config.json, tokenizer.json, tokenizer_config.json and the .onnx file, with its “_data” if it has some. Or their folder, or a .zip of it. They stay on your device.',
    weights:
      'What each weight is written in: fewer bits are smaller and quicker, and a little worse. Half precision needs a graphics card. Automatic takes the smallest that runs anywhere.',
    hub: 'Its owner and name, as in its address, and after an @ a branch, tag or commit if you want another than the newest. The graph keeps the commit and the hashes of its files.',
    device: 'Automatic takes a graphics card where WebGPU reaches one and it can compute such weights.',
    template:
      'How who said what is written down. Its own stands in tokenizer_config.json; other ones are for models without.',
    own: 'In Jinja, as “chat_template” in a published tokenizer_config.json.',
    temperature:
      'Below 1 it stays with what is likely, above 1 it dares more. 0: always the likeliest token. The seed of who asks decides what is drawn, so that an answer can be had again.',
    topP: 'Draws only from the likeliest tokens that together reach this share. 1: from all.',
    longestAnswer: 'Each answer has at most so many, and at most half of what the model looks back on.',
  },
  outputs: { llm: 'To be asked, to sit exams, to act.' },
};
