import { NetworkError, type Operation } from '../network';
import { actNormLayer } from './act-norm';
import { attention } from './attention';
import { condition } from './condition';
import { convnext } from './convnext';
import { convolution } from './convolution';
import { coupling, imageCoupling } from './coupling';
import { crossAttention } from './cross-attention';
import { dense } from './dense';
import { ditBlock } from './dit-block';
import { exampleHead } from './example-head';
import { feedForward } from './feed-forward';
import { film } from './film';
import { fourierFeatures } from './fourier-features';
import { gatedCrossAttention } from './gated-cross-attention';
import { graphNetwork } from './graph-network';
import { imageAttention } from './image-attention';
import { imageNorm } from './image-norm';
import { invertibleLinearLayer } from './invertible-linear';
import { joinChannels } from './join-channels';
import { languageHead } from './language-head';
import type { Layer } from './layer';
import { logit } from './logit';
import { maskedAutoregressiveLayer } from './masked-autoregressive';
import { messagePassing } from './message-passing';
import { minibatchDeviationLayer } from './minibatch-deviation';
import { mlp } from './mlp';
import { norm } from './norm';
import { pairScore } from './pair-score';
import { patchify } from './patchify';
import { pickToken } from './pick-token';
import { pointnet } from './pointnet';
import { positionLearned } from './position-learned';
import { positionSinusoidal } from './position-sinusoidal';
import { prefixTokens } from './prefix-tokens';
import { projectTokens } from './project-tokens';
import { resample } from './resample';
import { resampler } from './resampler';
import { residualAdd } from './residual-add';
import { residualBlock } from './residual-block';
import { scoreHead } from './score-head';
import { spaceTimeBlock } from './space-time-block';
import { splitOff } from './split-off';
import { squeezeLayer } from './squeeze';
import { styleSynthesis } from './style-synthesis';
import { tokenEmbedding } from './token-embedding';
import { tokenMean } from './token-mean';
import { tokenTypes } from './token-types';
import { transformerBlock } from './transformer-block';
import { triplane } from './triplane';
import { tubelets } from './tubelets';
import { unet } from './unet';
import { unpatchify } from './unpatchify';
import { untubelets } from './untubelets';
import { vectorQuantiser } from './vector-quantiser';

/** Every layer by the name that networks call it. */
export const layers: ReadonlyMap<string, Layer> = new Map([
  ['token-embedding', tokenEmbedding],
  ['position-learned', positionLearned],
  ['token-types', tokenTypes],
  ['position-sinusoidal', positionSinusoidal],
  ['norm', norm],
  ['attention', attention],
  ['feed-forward', feedForward],
  ['residual-add', residualAdd],
  ['transformer-block', transformerBlock],
  ['language-head', languageHead],
  ['score-head', scoreHead],
  ['mlp', mlp],
  ['dense', dense],
  ['convolution', convolution],
  ['unet', unet],
  ['residual-block', residualBlock],
  ['image-norm', imageNorm],
  ['join-channels', joinChannels],
  ['resample', resample],
  ['patchify', patchify],
  ['condition', condition],
  ['dit-block', ditBlock],
  ['token-mean', tokenMean],
  ['pair-score', pairScore],
  ['prefix-tokens', prefixTokens],
  ['gated-cross-attention', gatedCrossAttention],
  ['project-tokens', projectTokens],
  ['resampler', resampler],
  ['pick-token', pickToken],
  ['pointnet', pointnet],
  ['message-passing', messagePassing],
  ['graph-network', graphNetwork],
  ['fourier-features', fourierFeatures],
  ['triplane', triplane],
  ['convnext', convnext],
  ['unpatchify', unpatchify],
  ['tubelets', tubelets],
  ['space-time-block', spaceTimeBlock],
  ['untubelets', untubelets],
  ['film', film],
  ['image-attention', imageAttention],
  ['cross-attention', crossAttention],
  ['style-synthesis', styleSynthesis],
  ['minibatch-deviation', minibatchDeviationLayer],
  ['example-head', exampleHead],
  ['vector-quantiser', vectorQuantiser],
  ['coupling', coupling],
  ['image-coupling', imageCoupling],
  ['masked-autoregressive', maskedAutoregressiveLayer],
  ['squeeze', squeezeLayer],
  ['split-off', splitOff],
  ['logit', logit],
  ['act-norm', actNormLayer],
  ['invertible-linear', invertibleLinearLayer],
]);

/** The layer of an operation. @throws NetworkError where nothing has that name. */
export function layerOf(operation: Operation): Layer {
  const layer = layers.get(operation.layer);
  if (!layer) throw new NetworkError(`there is no layer “${operation.layer}”.`, operation.id);
  return layer;
}
