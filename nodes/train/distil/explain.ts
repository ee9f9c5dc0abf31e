import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A diffusion model asks its network anew in each of many steps, which is what makes it slow. A student has the same network and begins with the teacher’s weights. With consistency it learns that all points of a path from noise lead to the same example, so that it can jump there at once, and then add a little noise and jump again to do better. With progressive distillation it learns to do in one step what the teacher does in two; then it is the teacher, and the next student halves the steps again.',
  formula:
    'consistency: loss = d(f_θ(xₜ, t), f_θ⁻(x̂ₜ₋₁, t − 1)),  f(x, t) = c_skip(t) x + c_out(t) F_θ(x, t),  f(x, 0) = x\nprogressive: loss = max(SNR, 1) ‖x̂₀(xₜ, t) − x̃‖²,  where x̃ leads in one step of DDIM where the teacher’s two lead',
  lookAt:
    'What the student makes in one, two and four steps, beside what the teacher makes in many. One step leaves some examples between clusters; each further one puts some of them right. The loss may rise for a while without harm: consistency chases a target that moves, and each halving begins a harder task.',
  source:
    'Song et al. 2023, eq. 5–8 and algorithms 1, 2; Salimans & Ho 2022, algorithm 2 and eq. 9; Song & Dhariwal 2024 (pseudo-Huber); Meng et al. 2023 (guidance)',
};
