import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { distil } from './node';

export const explain: Explanation<typeof distil> = {
  more: 'A diffusion model asks its network anew in each of many steps, which is what makes it slow. A student has the same network and begins with the teacher’s weights. With consistency it learns that all points of a path from noise lead to the same example, so that it can jump there at once, and then add a little noise and jump again to do better. With progressive distillation it learns to do in one step what the teacher does in two; then it is the teacher, and the next student halves the steps again.',
  formula:
    'consistency: loss = d(f_θ(xₜ, t), f_θ⁻(x̂ₜ₋₁, t − 1)),  f(x, t) = c_skip(t) x + c_out(t) F_θ(x, t),  f(x, 0) = x\nprogressive: loss = max(SNR, 1) ‖x̂₀(xₜ, t) − x̃‖²,  where x̃ leads in one step of DDIM where the teacher’s two lead',
  lookAt:
    'What the student makes in one, two and four steps, beside what the teacher makes in many. One step leaves some examples between clusters; each further one puts some of them right. The loss may rise for a while without harm: consistency chases a target that moves, and each halving begins a harder task.',
  source:
    'Song et al. 2023, eq. 5–8 and algorithms 1, 2; Salimans & Ho 2022, algorithm 2 and eq. 9; Song & Dhariwal 2024 (pseudo-Huber); Meng et al. 2023 (guidance)',
  params: {
    ...exampleTrainingHelps,
    decaySteps: `${exampleTrainingHelps.decaySteps} With “Progressive” it is lowest at the end of each halving.`,
    method:
      'Consistency learns to jump from any noise to the end of the path, in one step or a few. Progressive learns to do two steps in one, and that again and again.',
    pathSteps:
      'Into how many steps a path of the teacher is cut. More follow it more closely, and take longer to learn, since what is known passes from step to step.',
    solver: 'How the teacher takes a step. Heun’s asks it twice and strays less, so that fewer steps will do.',
    distance:
      'How the difference of two results counts. Squared minds large ones most; pseudo-Huber does so less, and is steadier.',
    targetDecay:
      'The student chases a moving average of itself. The share of it that a step leaves: 0 follows at once, more is steadier and slower.',
    studentSteps: 'How many steps the student takes after all halvings.',
    halvings: 'How often the number of steps is halved until then: four times leads from 32 steps to 2.',
    stageSteps:
      'How often the weights are changed before the student becomes the teacher. “Steps” is that of all halvings together; where it is less, the student comes as far as that.',
    weighting:
      'What a mistake counts at each noise level: SNR is how much more example than noise is left. Neither forgets the noisiest levels, on which few steps depend.',
    guidance:
      'How strongly the teacher insists on the class or the caption; the student learns that too, and is not asked again. Only for teachers that are told one of them.',
  },
  inputs: {
    model: 'A model that “Train diffusion” made.',
    examples: 'Such as the teacher learned from.',
  },
};
