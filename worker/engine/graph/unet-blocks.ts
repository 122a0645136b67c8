import type { UNetLayout, UNetModule } from '../checkpoint/architecture';
import type { Layers } from './layers';
import type { Value } from './onnx/graph';

/** An image tensor and how many channels it has. */
export interface Feature {
  value: Value;
  channels: number;
}

/** What every block of the UNet sees besides its input. */
export interface UNetContext {
  layers: Layers;
  layout: UNetLayout;
  /** SiLU of the embedding of timestep and sizes, (B, E). */
  embedding: Value;
  /** Conditioning, (B, S, D). */
  context: Value;
}

function residual(
  { layers, layout, embedding }: UNetContext,
  x: Feature,
  key: string,
  channels: number,
): Value {
  const { graph } = layers;
  const n1 = layers.silu(layers.groupNorm(x.value, `${key}.in_layers.0`, x.channels, 1e-5));
  const h1 = layers.conv(n1, `${key}.in_layers.2`, x.channels, channels, 3);
  const shift = layers.linear(embedding, `${key}.emb_layers.1`, layout.embeddingWidth, channels);
  const h2 = layers.add(h1, graph.node('Reshape', [shift, graph.integers(0, channels, 1, 1)]));
  const n2 = layers.silu(layers.groupNorm(h2, `${key}.out_layers.0`, channels, 1e-5));
  const h3 = layers.conv(n2, `${key}.out_layers.3`, channels, channels, 3);
  const hasShortcut = layers.weights.has(`${key}.skip_connection.weight`);
  const shortcut = hasShortcut
    ? layers.conv(x.value, `${key}.skip_connection`, x.channels, channels, 1)
    : x.value;
  return layers.add(shortcut, h3);
}

function attention(
  layers: Layers,
  x: Value,
  context: Value,
  key: string,
  width: number,
  from: number,
  heads: number,
) {
  const q = layers.linear(x, `${key}.to_q`, width, width);
  const k = layers.linear(context, `${key}.to_k`, from, width);
  const v = layers.linear(context, `${key}.to_v`, from, width);
  const mixed = layers.attention(q, k, v, width, heads, context === x ? 'picture' : 'text');
  return layers.linear(mixed, `${key}.to_out.0`, width, width);
}

/** GEGLU feed-forward (Shazeer 2020). */
function feedForward(layers: Layers, x: Value, key: string, width: number): Value {
  const { graph, weights } = layers;
  const inner = weights.size(`${key}.net.2.weight`, 1);
  const projected = layers.linear(x, `${key}.net.0.proj`, width, 2 * inner);
  const halves: [Value, Value] = [`${projected}:value`, `${projected}:gate`];
  graph.node('Split', [projected, graph.integers(inner, inner)], { axis: -1 }, { outputs: halves });
  return layers.linear(graph.node('Mul', [halves[0], layers.gelu(halves[1])]), `${key}.net.2`, inner, width);
}

function transformer(unet: UNetContext, x: Feature, key: string, depth: number, heads: number): Value {
  const { layers, layout, context } = unet;
  const width = x.channels;
  const normalized = layers.groupNorm(x.value, `${key}.norm`, width, 1e-6);
  let h = layers.linear(layers.toTokens(normalized, width), `${key}.proj_in`, width, width);
  for (let i = 0; i < depth; i++) {
    const block = `${key}.transformer_blocks.${i}`;
    const n1 = layers.layerNorm(h, `${block}.norm1`, width);
    h = layers.add(h, attention(layers, n1, n1, `${block}.attn1`, width, width, heads));
    const n2 = layers.layerNorm(h, `${block}.norm2`, width);
    h = layers.add(h, attention(layers, n2, context, `${block}.attn2`, width, layout.contextWidth, heads));
    const n3 = layers.layerNorm(h, `${block}.norm3`, width);
    h = layers.add(h, feedForward(layers, n3, `${block}.ff`, width));
  }
  const projected = layers.linear(h, `${key}.proj_out`, width, width);
  return layers.add(layers.toImage(projected, x.value), x.value);
}

/** One module of a block: convolution, residual block, transformer or a change of resolution. */
export function unetModule(unet: UNetContext, x: Feature, module: UNetModule): Feature {
  const { layers } = unet;
  const { key, channels } = module;
  switch (module.kind) {
    case 'conv':
      return { value: layers.conv(x.value, key, x.channels, channels, 3), channels };
    case 'residual':
      return { value: residual(unet, x, key, channels), channels };
    case 'transformer':
      return { value: transformer(unet, x, key, module.depth, module.heads), channels };
    case 'downsample':
      return { value: layers.conv(x.value, `${key}.op`, x.channels, channels, 3, 2), channels };
    case 'upsample':
      return { value: layers.conv(layers.double(x.value), `${key}.conv`, x.channels, channels, 3), channels };
  }
}
