import type { Explanation } from '@/graph';
import type { fineTune } from './node';

export const explain: Explanation<typeof fineTune> = {
  more: 'The same training as from nothing, begun with the weights of a model that knows the language already: so fewer steps and a lower learning rate will do. What the new text does not ask for is slowly overwritten. Repeating a little of the old text, freezing lower layers or letting them learn slower all hold against that. With conversations as tokens, only the answers count: the model learns to answer and not to ask.',
  formula: 'loss = −1/|A| ∑ᵢ∈A log p(tᵢ | t₁ … tᵢ₋₁),  rate of layer l = rate · decayᴸ⁺¹⁻ˡ',
  lookAt:
    'The two validation losses: that of the new text should fall, and that of the old text should not rise much. If it does, raise the share of old text, or lower the learning rate.',
  source:
    'Howard & Ruder 2018 (ULMFiT); McCloskey & Cohen 1989 (forgetting); Robins 1995 (rehearsal); Ouyang et al. 2022 (instruction tuning)',
  params: {
    freeze: 'Frozen layers keep what they know, take less memory and make each step quicker.',
    lastLayers: 'Besides the head. 0: the head alone.',
    layerDecay:
      'Each layer learns so much slower than the one above it, since lower layers know what all texts share. 1: all alike.',
    keepZeros:
      'Where the model was pruned: its zeros stay, and the other weights make good what was lost. Off: all weights learn, and the zeros are gone after a step.',
    replay: 'So large a part of each batch comes from “Old text”, where that is connected.',
  },
  inputs: {
    training: 'New text, or conversations as tokens.',
    old: 'What the model learned before: repeated for a share of each batch, so that it is not forgotten.',
    oldValidation: 'Old text that was put aside: measured at each look, before and after.',
  },
};
