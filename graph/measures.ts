/** What a training measures of itself, by the names under which runs keep it, and what people read. */
const TITLES: Readonly<Record<string, string>> = {
  loss: 'Batch loss',
  trainingLoss: 'Training loss',
  validationLoss: 'Validation loss',
  gradientNorm: 'Gradient norm',
  learningRate: 'Learning rate',
  tokensPerSecond: 'Tokens per second',
};

/** `validationLoss` is “Validation loss”; a measure without an entry is taken apart where its capitals stand. */
export function measureTitle(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
  return TITLES[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
