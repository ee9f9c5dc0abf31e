/**
 * A small diffusion transformer that is told captions: whether the colour and the shape that are asked for in words are made. In Node on wasm, through the
 * nodes of the product. `npm run bench -- quality-captions`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-captions');
