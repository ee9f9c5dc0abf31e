/** What templates are about, and which are about it, the one to begin with first. A test names every template that is in none. */
export interface TemplateGroup {
  readonly id: string;
  readonly title: string;
  /** Ids of templates. */
  readonly templates: readonly string[];
}

/** A template that is added is one line here too. */
export const GROUPS: readonly TemplateGroup[] = [
  {
    id: 'learning',
    title: 'How models learn',
    templates: [
      'points-diffusion',
      'points-vae',
      'points-gan',
      'points-flow',
      'four-families',
      'mode-collapse',
      'fewer-steps',
      'settings-sweep',
    ],
  },
  {
    id: 'language',
    title: 'Language and code',
    templates: [
      'tiny-gpt',
      'tokenizers',
      'instructions',
      'decoding',
      'fill-gaps',
      'rlhf',
      'dpo-against-ppo',
      'lora-voices',
      'quantise',
      'gate',
      'guarded',
      'make-up',
      'programs-tested',
    ],
  },
  {
    id: 'pictures',
    title: 'Pictures',
    templates: [
      'draw-check',
      'draw-what-i-say',
      'digits-diffusion',
      'vae-digits',
      'latent-diffusion',
      'gan-digits',
      'flow-digits',
    ],
  },
  {
    id: 'joined',
    title: 'From any to any',
    templates: ['any-to-any', 'describes', 'pictures-words', 'explains-charts'],
  },
  {
    id: 'sound',
    title: 'Sound and music',
    templates: ['melody-continues', 'spoken-digits', 'tones-from-words'],
  },
  {
    id: 'space',
    title: 'Video and 3-D',
    templates: ['moving-shapes', 'latent-video', 'invent-solid', 'solid-learned'],
  },
  {
    id: 'science',
    title: 'Science and simulation',
    templates: ['pendulum-twin', 'new-molecules'],
  },
  {
    id: 'knowledge',
    title: 'Tables and knowledge',
    templates: ['synthetic-table', 'four-tables', 'chat-documents', 'knowledge-graph'],
  },
  {
    id: 'agents',
    title: 'Agents and workflows',
    templates: ['writer-critic', 'agent-trains', 'replan-shifts', 'deliveries-forecast'],
  },
];

/** For a newcomer's first minute: each shows something new within it, the first one letters that become words. */
export const FIRST: readonly string[] = ['tiny-gpt', 'draw-check', 'points-diffusion'];
