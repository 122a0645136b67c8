import type { Layers } from './layers';
import type { Value } from './onnx/graph';
import type { Feature } from './unet-blocks';

const EPSILON = 1e-6;

/** GroupNorm, SiLU, 3×3 convolution: the end of both halves of the autoencoder. */
export function normConv(layers: Layers, x: Feature, norm: string, conv: string, channels: number): Feature {
  const normalized = layers.silu(layers.pictureNorm(x.value, norm, x.channels, EPSILON));
  return { value: layers.conv(normalized, conv, x.channels, channels, 3), channels };
}

function residual(layers: Layers, x: Feature, key: string): Feature {
  const channels = layers.weights.size(`${key}.conv1.weight`, 0);
  const h1 = normConv(layers, x, `${key}.norm1`, `${key}.conv1`, channels);
  const h2 = normConv(layers, h1, `${key}.norm2`, `${key}.conv2`, channels);
  const hasShortcut = layers.weights.has(`${key}.nin_shortcut.weight`);
  const shortcut = hasShortcut
    ? layers.conv(x.value, `${key}.nin_shortcut`, x.channels, channels, 1)
    : x.value;
  return { value: layers.add(shortcut, h2.value), channels };
}

/** `count` residual blocks in a row, at `<key>.block.<i>`. */
export function residuals(layers: Layers, x: Feature, key: string, count: number): Feature {
  let h = x;
  for (let i = 0; i < count; i++) h = residual(layers, h, `${key}.block.${i}`);
  return h;
}

/** Self-attention over all places with one head; 1×1 convolutions are linear layers over the tokens. */
function attention(layers: Layers, x: Feature, key: string): Feature {
  const { channels } = x;
  const tokens = layers.toTokens(layers.pictureNorm(x.value, `${key}.norm`, channels, EPSILON), channels);
  const [q, k, v] = ['q', 'k', 'v'].map((name) =>
    layers.linear(tokens, `${key}.${name}`, channels, channels),
  ) as [Value, Value, Value];
  const mixed = layers.linear(layers.attention(q, k, v, channels, 1), `${key}.proj_out`, channels, channels);
  return { value: layers.add(x.value, layers.toImage(mixed, x.value)), channels };
}

/** Residual block, attention, residual block, at the lowest resolution. */
export function middle(layers: Layers, x: Feature, key: string): Feature {
  const h1 = residual(layers, x, `${key}.block_1`);
  const h2 = attention(layers, h1, `${key}.attn_1`);
  return residual(layers, h2, `${key}.block_2`);
}
