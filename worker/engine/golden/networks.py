"""networks-*.safetensors: tiny models of random weights in every architecture, single-file naming, with inputs and outputs.

References: diffusers' UNet2DConditionModel and AutoencoderKL, transformers' CLIPTextModel, fp32. Two changes make them the
web UI's: GroupNorm groups are min(32, channels / 4) (32 in every real model), and where a latent side is odd the upsampled
tensor is resized (nearest) to the skip connection after its convolution, not before.
"""
import json

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL, UNet2DConditionModel
from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint, convert_ldm_vae_checkpoint
from diffusers.models.upsampling import Upsample2D
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

import keys
from kdiffusion import external
from schedules import alphas_cumprod
from vectors import seeded, write_json, write_tensors

VOCABULARY, BEGIN, END = 512, 510, 511
UNETS = {
    'sd1': dict(block_out_channels=(8, 16, 16), layers_per_block=1, cross_attention_dim=32, attention_head_dim=8,
                down_block_types=('CrossAttnDownBlock2D', 'CrossAttnDownBlock2D', 'DownBlock2D'), up_block_types=('UpBlock2D', 'CrossAttnUpBlock2D', 'CrossAttnUpBlock2D')),
    'sd2': dict(block_out_channels=(8, 16), layers_per_block=2, cross_attention_dim=32, attention_head_dim=(1, 2), use_linear_projection=True,
                down_block_types=('CrossAttnDownBlock2D', 'CrossAttnDownBlock2D'), up_block_types=('CrossAttnUpBlock2D', 'CrossAttnUpBlock2D')),
    'sdxl': dict(block_out_channels=(8, 16, 16), layers_per_block=1, cross_attention_dim=80, attention_head_dim=(1, 2, 2), use_linear_projection=True,
                 transformer_layers_per_block=(1, 1, 2), addition_embed_type='text_time', addition_time_embed_dim=256, projection_class_embeddings_input_dim=48 + 6 * 256,
                 down_block_types=('DownBlock2D', 'CrossAttnDownBlock2D', 'CrossAttnDownBlock2D'), up_block_types=('CrossAttnUpBlock2D', 'CrossAttnUpBlock2D', 'UpBlock2D')),
}
TEXTS = {
    'sd1': dict(hidden_size=32, intermediate_size=128, num_hidden_layers=3, num_attention_heads=1, hidden_act='quick_gelu'),
    'sd2': dict(hidden_size=32, intermediate_size=128, num_hidden_layers=4, num_attention_heads=2, hidden_act='gelu', projection_dim=32),
    'sdxl.0': dict(hidden_size=32, intermediate_size=128, num_hidden_layers=3, num_attention_heads=2, hidden_act='quick_gelu'),
    'sdxl.1': dict(hidden_size=48, intermediate_size=192, num_hidden_layers=4, num_attention_heads=4, hidden_act='gelu', projection_dim=48),
}
VAE = dict(block_out_channels=(8, 8, 8, 16), layers_per_block=1, latent_channels=4, norm_num_groups=2,
           down_block_types=('DownEncoderBlock2D',) * 4, up_block_types=('UpDecoderBlock2D',) * 4)
SCALE = {'sd1': 0.18215, 'sd2': 0.18215, 'sdxl': 0.13025}
HEADER = {
    'sd1': {},
    'sd2': {'unet': {'num_head_channels': 8}, 'text': {'heads': 2}, 'prediction_type': 'v_prediction'},
    'sdxl': {'unet': {'num_head_channels': 8}, 'text': {'heads': 2}, 'text2': {'heads': 4}},
}


def half_exact(tensor):
    """Rounded to values that float16 and bfloat16 both hold exactly, so that one golden serves every stored type."""
    rounded = tensor.to(torch.bfloat16).float()
    return torch.where(rounded.abs() < 2.0 ** -13, torch.zeros(()), rounded)


@torch.no_grad()
def randomise(model, draw):
    """Weights that keep activations near 1 and leave no part without effect."""
    for name, parameter in model.named_parameters():
        value = draw(*parameter.shape)
        if parameter.dim() == 1:
            value = 0.1 * value + (1.0 if 'norm' in name and name.endswith('weight') else 0.0)
        elif 'embedding.weight' in name:
            value = value * (0.5 if 'token' in name else 0.1)
        else:
            value = value / parameter[0].numel() ** 0.5
        parameter.copy_(half_exact(value))
    return model.eval()


def small_groups(model):
    for module in model.modules():
        if isinstance(module, torch.nn.GroupNorm):
            module.num_groups = min(32, module.num_channels // 4)
    return model


def like_the_web_ui(model):
    """Odd sides: plain doubling and convolution, then nearest to the size of the skip connection."""
    for module in model.modules():
        if isinstance(module, Upsample2D):
            def forward(hidden, output_size=None, scale=1.0, module=module):
                doubled = Upsample2D.forward(module, hidden)
                return doubled if output_size is None else F.interpolate(doubled, output_size, mode='nearest')
            module.forward = forward
    return model


def build_unet(family, draw, in_channels=4):
    return like_the_web_ui(small_groups(randomise(UNet2DConditionModel(in_channels=in_channels, norm_num_groups=2, **UNETS[family]), draw)))


def build_text(name, draw):
    config = CLIPTextConfig(vocab_size=VOCABULARY, max_position_embeddings=77, bos_token_id=BEGIN, eos_token_id=2, **TEXTS[name])
    return randomise((CLIPTextModelWithProjection if 'projection_dim' in TEXTS[name] else CLIPTextModel)(config), draw)


def build_vae(draw):
    return small_groups(randomise(AutoencoderKL(**VAE), draw))


def prompts(pad):
    """(3, 77) ids: a short prompt, a full one, an empty one; below VOCABULARY, begin 510, end 511, then `pad`."""
    numbers = torch.Generator().manual_seed(5)
    rows = []
    for words in (9, 75, 0):
        text = torch.randint(0, 500, (words,), generator=numbers).tolist()
        rows.append(([BEGIN, *text, END] + [pad] * 77)[:77])
    return torch.tensor(rows)


def plain(model):
    return {name: value.float() for name, value in model.state_dict().items() if not name.endswith('position_ids')}


def text_vectors(tensors, name, model, ids):
    """Hidden layers as the families use them; `penultimate` is without the final norm."""
    output = model(ids, output_hidden_states=True)
    tensors[f'{name}.ids'] = ids
    norm = model.text_model.final_layer_norm
    if name == 'text':  # SD 1: clip skip n takes the n-th last layer, then the final norm
        for skip in (1, 2):
            tensors[f'text.clip_skip{skip}'] = norm(output.hidden_states[-skip])
        weights = torch.ones(3, 77)
        weights[0, 3:6], weights[0, 8], weights[1, 20:40] = 1.3, 0.5, -0.7
        z = tensors['text.clip_skip1']
        tensors['emphasis.weights'] = weights
        tensors['emphasis.no_norm'] = z * weights[..., None]
        # the mean is taken over the whole batch of texts that share a call: here each text has its own call
        tensors['emphasis.original'] = torch.stack([w * (a.mean() / w.mean()) for a, w in zip(z, tensors['emphasis.no_norm'])])
    elif name == 'text.open':  # SD 2: second-last layer with the final norm, whatever clip skip says
        tensors['text.open.context'] = norm(output.hidden_states[-2])
    else:
        tensors[f'{name}.penultimate'] = output.hidden_states[-2]
    if hasattr(output, 'text_embeds'):
        tensors[f'{name}.pooled'] = output.text_embeds


def unet_vectors(tensors, model, context, draw, channels=4, added=None):
    """Two pictures at two times; one of odd size with a context of two chunks; a time between two steps."""
    def run(key, x, t, c, rows):
        more = {'added_cond_kwargs': {k: v[:len(x)] for k, v in added.items()}} if added else {}
        tensors[f'unet.{key}.x'] = x
        tensors[f'unet.{key}.out'] = model(x, torch.tensor(t), c, **more).sample
        return {'t': t, 'context': rows}
    return {
        'square': run('square', draw(2, channels, 8, 8), [981.0, 21.0], context[:2], 'rows 0 and 1'),
        'between': run('between', draw(1, channels, 8, 8), [899.1], context[:1], 'row 0'),
        'odd': run('odd', draw(1, channels, 7, 10), [500.0], torch.cat([context[:1], context[1:2]], 1), 'rows 0 and 1 joined: 154 tokens'),
    }


def denoised_vectors(tensors, model, context, draw, added):
    """The whole denoiser at a sigma between two steps, for both prediction types: x is in units of sigma."""
    alphas, sigma = alphas_cumprod(), torch.tensor([3.3])
    x = draw(1, 4, 8, 8) * sigma

    def network(scaled, t):
        more = {'added_cond_kwargs': {k: v[:1] for k, v in added.items()}} if added else {}
        return model(scaled, t, context[:1], **more).sample
    tensors['denoised.x'] = x
    tensors['denoised.epsilon'] = external.DiscreteEpsDDPMDenoiser(network, alphas, quantize=False)(x, sigma)
    wrapped = external.DiscreteVDDPMDenoiser(network, alphas, quantize=False)
    tensors['denoised.v_prediction'] = wrapped(x, sigma)
    return {'sigma': 3.3, 't': float(wrapped.sigma_to_t(sigma)), 'context': 'row 0'}


def vae_vectors(tensors, model, draw):
    z, x = draw(1, 4, 6, 4), draw(1, 3, 40, 24).clamp(-2, 2) / 2
    tensors['vae.decode.z'], tensors['vae.decode.y'] = z, model.decode(z).sample
    moments = model.encode(x).latent_dist
    tensors['vae.encode.x'], tensors['vae.encode.mean'], tensors['vae.encode.logvar'] = x, moments.mean, moments.logvar


def sdxl_added(pooled, sizes):
    """{text_embeds, time_ids}: the pooled text and (height, width, top, left, target height, target width)."""
    return {'text_embeds': pooled, 'time_ids': sizes}


def checked(mapping, model, convert, config, single):
    """Our names must be those that diffusers itself reads from a single file."""
    back = convert(dict(single), config)
    for name, value in plain(model).items():
        assert torch.equal(back[name].reshape(value.shape), value), name


def family(name):
    """Everything of one architecture: (single-file weights, golden tensors, Diffusers key maps, facts)."""
    draw = seeded({'sd1': 11, 'sd2': 22, 'sdxl': 33}[name])
    unet, vae = build_unet(name, draw), build_vae(draw)
    maps = {'unet': keys.unet(plain(unet), UNETS[name]['layers_per_block']), 'vae': keys.vae(plain(vae), 4)}
    parts = {'unet': unet, 'vae': vae}
    tensors, added = {}, None
    if name == 'sd1':
        parts['text_encoder'] = build_text('sd1', draw)
        maps['text_encoder'] = keys.clip_text(plain(parts['text_encoder']), 'cond_stage_model.transformer.')
        text_vectors(tensors, 'text', parts['text_encoder'], prompts(END))
        context = tensors['text.clip_skip1']
    elif name == 'sd2':
        parts['text_encoder'] = build_text('sd2', draw)
        maps['text_encoder'] = keys.open_clip(plain(parts['text_encoder']), 'cond_stage_model.model.', 32)
        text_vectors(tensors, 'text.open', parts['text_encoder'], prompts(0))
        context = tensors['text.open.context']
    else:
        parts['text_encoder'], parts['text_encoder_2'] = build_text('sdxl.0', draw), build_text('sdxl.1', draw)
        maps['text_encoder'] = keys.clip_text(plain(parts['text_encoder']), 'conditioner.embedders.0.transformer.')
        maps['text_encoder_2'] = keys.open_clip(plain(parts['text_encoder_2']), 'conditioner.embedders.1.model.', 48)
        text_vectors(tensors, 'text.0', parts['text_encoder'], prompts(END))
        text_vectors(tensors, 'text.1', parts['text_encoder_2'], prompts(0))
        context = torch.cat([tensors['text.0.penultimate'], tensors['text.1.penultimate']], -1)
        sizes = torch.tensor([[1024.0, 768.0, 0.0, 16.0, 1024.0, 768.0], [512.0, 640.0, 8.0, 0.0, 768.0, 960.0]])
        added = sdxl_added(tensors['text.1.pooled'][:2], sizes)
        tensors['sizes'] = sizes
        tensors['vector'] = torch.cat([added['text_embeds'], unet.add_time_proj(sizes.flatten()).reshape(2, -1)], -1)
    cases = unet_vectors(tensors, unet, context, draw, added=added)
    cases['denoised'] = denoised_vectors(tensors, unet, context, draw, added)
    vae_vectors(tensors, vae, draw)
    single = {}
    for part, model in parts.items():
        single.update(keys.single_file(plain(model), maps[part]))
    checked(maps['unet'], unet, convert_ldm_unet_checkpoint, unet.config, single)
    checked(maps['vae'], vae, convert_ldm_vae_checkpoint, vae.config, single)
    return parts, single, tensors, maps, {'scale_factor': SCALE[name], 'unet': cases}


def stored(single, dtype=torch.float16):
    return {key: value.to(dtype) for key, value in single.items()}


def diffusers_folder(parts, maps, name):
    """What a test needs to write the same model as a Diffusers folder."""
    configs = {part: json.loads(model.config.to_json_string()) if hasattr(model.config, 'to_json_string') else dict(model.config) for part, model in parts.items()}
    for config in configs.values():
        for key in list(config):
            if key.startswith('_') or config[key] is None:
                del config[key]
    names = dict(maps)
    if name == 'sd2':  # published folders leave the last layer out and use the new last one
        last = TEXTS['sd2']['num_hidden_layers'] - 1
        names['text_encoder'] = {k: v for k, v in names['text_encoder'].items() if f'.layers.{last}.' not in k and k != 'text_projection.weight'}
        configs['text_encoder']['num_hidden_layers'] = last
    scheduler = {'_class_name': 'DDIMScheduler', 'beta_schedule': 'scaled_linear', 'beta_start': 0.00085, 'beta_end': 0.012, 'num_train_timesteps': 1000,
                 'prediction_type': 'v_prediction' if name == 'sd2' else 'epsilon'}
    classes = {'unet': ['diffusers', 'UNet2DConditionModel'], 'vae': ['diffusers', 'AutoencoderKL'], 'scheduler': ['diffusers', 'DDIMScheduler'],
               **{part: ['transformers', type(parts[part]).__name__] for part in parts if part.startswith('text')}}
    index = {'_class_name': 'StableDiffusionXLPipeline' if name == 'sdxl' else 'StableDiffusionPipeline', **classes}
    return {'model_index.json': index, 'scheduler': scheduler, 'configs': configs, 'keys': names}


@torch.no_grad()
def main():
    folders = {}
    facts = {'weights': 'stored as float16; every value is also exact in bfloat16 and float32',
             'latents': 'unet x is the scaled model input itself (no c_in); vae.decode.z is already divided by scale_factor',
             'families': {}}
    for name in UNETS:
        parts, single, tensors, maps, about = family(name)
        header = {key: json.dumps(value) if isinstance(value, dict) else value for key, value in HEADER[name].items()}
        weights = stored(single)
        if name == 'sd1':  # what real files also carry
            weights['cond_stage_model.transformer.text_model.embeddings.position_ids'] = torch.arange(77)[None]
            weights['alphas_cumprod'] = alphas_cumprod()
            write_tensors('networks-sd1-bf16', stored({k: v for k, v in single.items() if not k.startswith('first_stage')}, torch.bfloat16), header)
            inpainting(tensors, parts['vae'], facts)
        write_tensors(f'networks-{name}', weights, header)
        write_tensors(f'networks-{name}-golden', tensors)
        folders[name] = diffusers_folder(parts, maps, name)
        facts['families'][name] = about
    write_json('networks', facts)
    write_json('networks-diffusers', folders)


def inpainting(tensors, vae, facts):
    """The sd1 model with another first convolution: 4 latent channels, the mask, 4 of the masked picture."""
    draw = seeded(44)
    model = build_unet('sd1', seeded(11))
    first = torch.nn.Conv2d(9, 8, 3, padding=1)
    first.weight.copy_(half_exact(draw(8, 9, 3, 3) / 9))
    first.bias.copy_(model.conv_in.bias)
    model.conv_in = first
    x = draw(1, 9, 8, 8)
    x[:, 4] = (x[:, 4] > 0).float()
    result = {'model.diffusion_model.input_blocks.0.0.weight': first.weight.half(), 'x': x,
              'out': model(x, torch.tensor([500.0]), tensors['text.clip_skip1'][:1]).sample}
    result.update(conditioning(vae, draw))
    write_tensors('networks-inpaint', result)
    facts['inpaint'] = {'model': 'networks-sd1 with the one weight replaced', 't': 500.0, 'context': 'text.clip_skip1 row 0 of networks-sd1-golden',
                        'channels': 'latent 0-3, mask 4 (1 = repaint), masked picture latent 5-8',
                        'conditioning': 'mask (rounded, nearest to latent size) and the scaled latent of picture * (1 - weight * mask), picture in -1 ... 1; text to image: mask 1, picture 0'}


def conditioning(vae, draw):
    """The five extra channels for image to image at two values of inpainting_mask_weight, and for text to image."""
    picture, mask = draw(1, 3, 40, 24).clamp(-2, 2) / 2, (draw(1, 1, 40, 24) * 0.4 + 0.5).clamp(0, 1)
    hard = mask.round()
    encoded = lambda image: vae.encode(image).latent_dist.mean * SCALE['sd1']
    small = F.interpolate(hard, size=(5, 3))
    result = {'conditioning.picture': picture, 'conditioning.mask': mask, 'conditioning.txt2img': torch.cat([torch.ones(1, 1, 5, 3), encoded(torch.zeros(1, 3, 40, 24))], 1)}
    for weight in (1.0, 0.5):
        result[f'conditioning.weight{weight}'] = torch.cat([small, encoded(torch.lerp(picture, picture * (1 - hard), weight))], 1)
    return result


if __name__ == '__main__':
    main()
