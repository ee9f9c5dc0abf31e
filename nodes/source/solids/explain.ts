import type { Explanation } from '@/graph';
import type { sourceSolids } from './node';

export const explain: Explanation<typeof sourceSolids> = {
  more: 'A mesh is a surface of triangles. The built-in ones are spheres, boxes, cylinders, cones, tori, tables and mugs of random proportions, each with its kind and a caption such as “a large tall mug”; they are made on your device from the signed distance of each solid. Networks do not learn from triangles as they are: turn solids into grids or into clouds of points first.',
  lookAt: 'Drag, or use the arrow keys, to turn them. Whether what the caption says can be seen.',
  formula: 'd(x) < 0 inside, d(x) = 0 on the surface; a union is min(d₁, d₂)',
  source: 'Lorensen & Cline 1987 (marching cubes)',
  params: {
    origin: 'What is built in needs no download. Files stay on your device.',
    file: 'A GLB, PLY or OBJ file, or a zip of several, with a folder for each kind. Each file becomes one mesh, moved and scaled to fill the cube from −1 to 1 up to a tenth. Holes are allowed; a mesh with numbers that are none or more than 200,000 triangles is left out, and counted.',
    count: 'How many, at most. Of more in a zip, some are drawn by chance.',
    keep: 'Names of kinds with commas between, or those to leave out: “all but torus, mug”. Empty: all.',
    detail: 'Of the grid that the surface is found on. More gives finer and more triangles.',
    turned: 'Otherwise a mug has its handle on the right. More variety, and more to learn.',
  },
};
