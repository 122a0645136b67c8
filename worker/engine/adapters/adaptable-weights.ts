import type { Architecture, TextEncoderLayout, UNetLayout, UNetModule } from '../checkpoint/architecture';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import type { NetworkName } from '../evaluation';
import { readValues } from './tensor-values';

/** A weight of the checkpoint that a LoRA may change. */
export interface AdaptableWeight {
  /** Name of the layer within its network, as the graph builders have it. */
  key: string;
  out: number;
  /** Inputs of the layer, for a convolution channels · height · width of the kernel. */
  in: number;
  /** Channels alone. */
  inChannels: number;
  /** The graph computes it as a convolution. */
  isConv: boolean;
  /** Reads its values from the checkpoint, (out, in). @throws UnusableAdapter */
  original(): Promise<Float32Array>;
}

/** Layers of a network by their names in LoRA files, with `_` for dots. */
export type AdaptableWeights = Map<NetworkName, Map<string, AdaptableWeight>>;

const RESIDUAL = [
  ['in_layers.2', 'conv1'],
  ['emb_layers.1', 'time_emb_proj'],
  ['out_layers.3', 'conv2'],
  ['skip_connection', 'conv_shortcut'],
] as const;

const WHOLE_UNET = [
  ['time_embed.0', 'time_embedding.linear_1'],
  ['time_embed.2', 'time_embedding.linear_2'],
  ['label_emb.0.0', 'add_embedding.linear_1'],
  ['label_emb.0.2', 'add_embedding.linear_2'],
  ['out.2', 'conv_out'],
] as const;

const TRANSFORMER = [
  ...['attn1', 'attn2'].flatMap((attention) =>
    ['to_q', 'to_k', 'to_v', 'to_out.0'].map((part) => `${attention}.${part}`),
  ),
  'ff.net.0.proj',
  'ff.net.2',
];

/** Layers of a module and what Diffusers calls them; its module is `resnets.1` and the like. */
function layersOf(module: UNetModule, diffusers: string): [key: string, diffusers: string][] {
  const { key } = module;
  switch (module.kind) {
    case 'conv':
      return [[key, 'conv_in']];
    case 'residual':
      return RESIDUAL.map(([part, name]) => [`${key}.${part}`, `${diffusers}.${name}`]);
    case 'transformer':
      return [
        'proj_in',
        'proj_out',
        ...Array.from({ length: module.depth }, (_, i) =>
          TRANSFORMER.map((part) => `transformer_blocks.${i}.${part}`),
        ).flat(),
      ].map((part) => [`${key}.${part}`, `${diffusers}.${part}`]);
    case 'downsample':
      return [[`${key}.op`, `${diffusers}.conv`]];
    case 'upsample':
      return [[`${key}.conv`, `${diffusers}.conv`]];
  }
}

const PLACES = {
  conv: 'conv_in',
  residual: 'resnets',
  transformer: 'attentions',
  downsample: 'downsamplers',
  upsample: 'upsamplers',
} as const;

/** Modules of one side of the UNet under Diffusers' block numbers: a block ends where the resolution changes. */
function sideLayers(blocks: UNetModule[][], side: 'down_blocks' | 'up_blocks'): [string, string][] {
  const names: [string, string][] = [];
  let block = 0;
  let counts = { conv: 0, residual: 0, transformer: 0, downsample: 0, upsample: 0 };
  for (const modules of blocks) {
    for (const module of modules) {
      names.push(...layersOf(module, `${side}.${block}.${PLACES[module.kind]}.${counts[module.kind]++}`));
    }
    const last = modules.at(-1)?.kind;
    if (last === 'downsample' || last === 'upsample') {
      block++;
      counts = { conv: 0, residual: 0, transformer: 0, downsample: 0, upsample: 0 };
    }
  }
  return names;
}

function unetLayers({ input, middle, output }: UNetLayout): [key: string, diffusers: string][] {
  let residuals = 0;
  let transformers = 0;
  return [
    ...WHOLE_UNET.map(([key, name]): [string, string] => [key, name]),
    ...sideLayers(input, 'down_blocks'),
    ...middle.flatMap((module) => {
      const number = module.kind === 'residual' ? residuals++ : transformers++;
      return layersOf(module, `mid_block.${PLACES[module.kind]}.${number}`);
    }),
    ...sideLayers(output, 'up_blocks'),
  ];
}

/** One layer more than is computed: the last of SD 2 and SDXL is in the files, and LoRAs have it too. */
function textLayers({ layers }: TextEncoderLayout): [key: string, transformers: string][] {
  const parts = ['q_proj', 'k_proj', 'v_proj', 'out_proj'].map((part) => `self_attn.${part}`);
  return Array.from({ length: layers + 1 }, (_, i) =>
    [...parts, 'mlp.fc1', 'mlp.fc2'].map((part): [string, string] => [
      `encoder.layers.${i}.${part}`,
      `text_model.encoder.layers.${i}.${part}`,
    ]),
  ).flat();
}

/** The graph builders compute these as matrices, although files may keep them as 1×1 convolutions. */
const isMatrix = (key: string) => /\.proj_(in|out)$/.test(key);

function tableOf(
  file: SafetensorsFile,
  prefix: string,
  layers: [key: string, name: string][],
): Map<string, AdaptableWeight> {
  const table = new Map<string, AdaptableWeight>();
  for (const [key, name] of layers) {
    const tensor = `${prefix}${key}.weight`;
    const info = file.tensors.get(tensor);
    if (!info) continue;
    const { shape } = info;
    const [out = 0, inChannels = 0, ...kernel] = shape;
    const weight = {
      key,
      out,
      in: kernel.reduce((a, b) => a * b, inChannels),
      inChannels,
      isConv: kernel.length > 0 && !isMatrix(key),
      original: async () => {
        const place = { ...file, path: info.file ?? file.path };
        return (await readValues(place, [tensor])).get(tensor)!;
      },
    };
    table.set(name.replaceAll('.', '_'), weight);
    table.set(key.replaceAll('.', '_'), weight);
  }
  return table;
}

/** Every weight of a checkpoint that a LoRA may change, under its Diffusers and its single-file name. */
export function adaptableWeights(
  file: SafetensorsFile,
  { text, text2, unet }: Architecture,
): AdaptableWeights {
  return new Map<NetworkName, Map<string, AdaptableWeight>>([
    ['denoiser', tableOf(file, unet.prefix, unetLayers(unet))],
    ['text', tableOf(file, text.prefix, textLayers(text))],
    ...(text2 ? [['text2', tableOf(file, text2.prefix, textLayers(text2))] as const] : []),
  ]);
}
