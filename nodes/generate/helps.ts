/** What the settings of sampling mean: loaded with an explanation, not with the editor. */
export const samplingHelps = {
  sampler:
    'How a diffusion model goes from noise to an example. DPM-Solver++ and Heun look further ahead and come nearer in as many steps; Heun asks the network twice in each. DDPM adds fresh noise at each and needs many. Other models ignore it.',
  steps:
    'How many steps a diffusion model takes from noise to an example. A student of “Distil to fewer steps” takes no more than it learned to. Other models ignore it.',
  guidance:
    'How strongly the class is insisted on. 1 is what was learned; more gives purer examples, and less variety. Only for diffusion.',
};
