import type { Model } from '@/graph';

/** What a card says of a model besides the model itself. */
export interface CardFacts {
  /** `model_type` of its `config.json`: `gpt2`. */
  readonly form: string;
  readonly parameters: number;
}

/**
 * The README.md that the Hugging Face hub shows of a model (Mitchell et al. 2019), with the metadata at its top that tells the hub which library reads it and
 * for what. It holds what the model itself knows; its data and licence only its makers can tell, and it says that nobody has.
 */
export function hubCard(model: Model, { form, parameters }: CardFacts): string {
  const { blockLength, trainedSteps, validationLoss, objective } = model;
  const fills = objective === 'masked';
  const facts = [
    ['What it does', fills ? 'it fills gaps in a text' : 'it goes on with a text'],
    ['Form', `\`${form}\``],
    ['Parameters', count(parameters)],
    ['Trained on blocks of', `${count(blockLength)} tokens`],
    ...(trainedSteps > 0 ? [['Trained steps in Genloom', count(trainedSteps)]] : []),
    ...(validationLoss === null
      ? []
      : [['Loss on text put aside', `${validationLoss.toPrecision(4)} nats a token, perplexity ${perplexity(model)}`]]),
  ];
  return `---
library_name: transformers
pipeline_tag: ${fills ? 'fill-mask' : 'text-generation'}
tags:
- genloom
---

# ${fills ? 'A model that fills gaps' : 'A language model'}

Saved from Genloom, which builds and trains generative models in the browser.

${facts.map(([name, value]) => `- **${name}:** ${value}`).join('\n')}

## How to load it

\`\`\`python
${fills ? FILLING : WRITING}
\`\`\`

\`folder\` is where these files lie, or their repository on the hub.

## What it learned from

Not stated. The files of a model do not hold its data. The node “Model card” of Genloom, connected to the model, writes its sources and every step with their settings.

## Licence

Not stated.
`;
}

const count = (number: number): string => number.toLocaleString('en');

const perplexity = ({ validationLoss }: Model): string => Math.exp(validationLoss ?? 0).toPrecision(3);

const WRITING = `from transformers import AutoModelForCausalLM, AutoTokenizer

folder = "."
tokenizer = AutoTokenizer.from_pretrained(folder)
model = AutoModelForCausalLM.from_pretrained(folder)
inputs = tokenizer("It was", return_tensors="pt")
written = model.generate(**inputs, max_new_tokens=30, do_sample=True, top_k=20)
print(tokenizer.decode(written[0]))`;

const FILLING = `from transformers import pipeline

folder = "."
fill = pipeline("fill-mask", model=folder, tokenizer=folder)
print(fill(f"It was {fill.tokenizer.mask_token} again."))`;
