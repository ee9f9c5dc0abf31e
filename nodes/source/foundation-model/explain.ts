import type { Explanation } from '@/graph';
import type { foundationModel } from './node';

export const explain: Explanation<typeof foundationModel> = {
  more: 'A foundation model has learned from far more text than a browser could. Its makers publish three things: how it is built (config.json), what it has learned (model.safetensors) and how it cuts text into tokens (tokenizer.json). Here they become an ordinary model: you can write with it, or fill gaps with one of BERT’s family, look into it, and measure it; one that writes learns further. Weights in 16 bits are read exactly and kept in 32, so a model takes twice the room of such a file. Once it has run, “Open architecture” (O) puts the blocks beside it that its network is built of. They are a description, without what it has learned: change them and train a model like it from the beginning, or go on from what it knows with “Fine-tune language model”, which takes the model itself.',
  lookAt:
    'Its size beside the memory of your device: four bytes a parameter, and four times that while it trains. Models of up to some 200 million parameters run well in a browser.',
  source:
    'Radford et al. 2019 (GPT-2); Touvron et al. 2023, Grattafiori et al. 2024 (Llama); Qwen Team 2024, 2025; Devlin et al. 2019 (BERT), Liu et al. 2019 (RoBERTa), Sanh et al. 2019 (DistilBERT); the transformers library, whose numbers ours are checked against',
  params: {
    origin:
      'Files that you have, or a public repository of the Hugging Face hub. What is fetched stays in this browser and works offline.',
    hub: 'Its owner and name, as in its address, and after an @ a branch, tag or commit if you want another than the newest. The graph keeps the commit and the hashes of its files, so that it stays this very model.',
    files:
      'Together: config.json, tokenizer.json and model.safetensors, in parts too. Or their folder, or a .zip of it. Of a model that was saved here as a file, that file alone. They stay on your device.',
  },
  outputs: {
    tokenizer: 'The model’s own: texts for it are encoded with this one.',
  },
};
