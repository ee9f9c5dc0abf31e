import * as tf from '@tensorflow/tfjs-core';
import {
  type BackendOptions,
  BackendUnavailableError,
  type Candidate,
  graphicsLabel,
  isSoftwareRenderer,
} from './backend';

/**
 * Makes WebGL, with our fused kernels, the current backend, with 32-bit textures or not at all: in 16 bits a loss differs from that of the other
 * backends in its third digit, and small gradients become zero. Throws a BackendUnavailableError where that cannot be had.
 */
export async function startWebgl({ log }: Pick<BackendOptions, 'log'>): Promise<Candidate> {
  const renderer = webglRenderer();
  if (!renderer)
    throw new BackendUnavailableError('webgl', 'This browser offers no WebGL 2 with 32-bit textures here.');
  await import('@tensorflow/tfjs-backend-webgl');
  // A software renderer must be asked for by name: TF.js refuses it otherwise, and asks only once.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', renderer.software);
  tf.env().set('WEBGL_FORCE_F16_TEXTURES', false);
  if (!(await tf.setBackend('webgl'))) throw new BackendUnavailableError('webgl', 'WebGL did not start.');
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) {
    throw new BackendUnavailableError(
      'webgl',
      'WebGL computes with only 16 bits here, which is too coarse for training.',
    );
  }
  const [{ installGraphicsKernels }, { webglKernels }] = await Promise.all([
    import('@/workers/gpu/install'),
    import('@/workers/gpu/webgl/list'),
  ]);
  await installGraphicsKernels('webgl', tf.backend(), webglKernels, log);
  return { threads: 1, label: graphicsLabel('WebGL', renderer) };
}

/** The renderer behind WebGL 2 with 32-bit colour buffers, and whether it is a real card; null where there is none. */
export function webglRenderer(): { readonly software: boolean } | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl?.getExtension('EXT_color_buffer_float')) return null;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { software: isSoftwareRenderer(String(renderer)) };
}
