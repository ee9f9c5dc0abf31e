import { add, concat, matMul, mul, neg, slice, square, sub, sum, type Tensor, type Tensor2D } from '../tf';

/** How a fact is scored from the vectors of its subject, relation and object. */
export type Scorer = 'transe' | 'distmult' | 'complex';

/** Places of subject, relation and object. */
export type Fact = readonly [subject: number, relation: number, object: number];

/**
 * The vector that an object’s vector is held against, `[B, W]`, of those of subjects and relations; turned, that which a subject’s is held against, of
 * objects and relations. TransE: h + r ≈ t (Bordes et al. 2013). DistMult: ⟨h, r, t⟩ (Yang et al. 2015). ComplEx: Re⟨h, r, t̄⟩, the first half of a vector
 * its real part (Trouillon et al. 2016).
 */
export function asked(scorer: Scorer, known: Tensor2D, relation: Tensor2D, turned: boolean): Tensor2D {
  if (scorer === 'transe') return turned ? sub(known, relation) : add(known, relation);
  if (scorer === 'distmult') return mul(known, relation);
  const [rows, width] = known.shape;
  const half = width / 2;
  const part = (of: Tensor2D, from: number): Tensor2D => slice(of, [0, from], [rows, half]);
  const parts = (of: Tensor2D) => [part(of, 0), part(of, half)] as const;
  const [[real, imaginary], [relationReal, relationImaginary]] = [parts(known), parts(relation)];
  // Re(h r t̄) as a product with t: Re(h r), Im(h r); with h: Re(r̄ t), Im(r̄ t).
  const [one, other] = turned
    ? [
        add(mul(relationReal, real), mul(relationImaginary, imaginary)),
        sub(mul(relationReal, imaginary), mul(relationImaginary, real)),
      ]
    : [
        sub(mul(real, relationReal), mul(imaginary, relationImaginary)),
        add(mul(real, relationImaginary), mul(imaginary, relationReal)),
      ];
  return concat([one.as2D(rows, half), other.as2D(rows, half)], 1);
}

/** The score of every entity for every question, `[B, E]`: products, or for TransE minus the squared distances. */
export function scored(scorer: Scorer, questions: Tensor2D, entities: Tensor2D): Tensor2D {
  const products: Tensor2D = matMul(questions, entities, false, true);
  if (scorer !== 'transe') return products;
  const own = sum(square(questions), 1, true);
  const theirs: Tensor = sum(square(entities), 1);
  return neg(sub(add(own, theirs), mul(products, 2))).as2D(products.shape[0], products.shape[1]);
}
