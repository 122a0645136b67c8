"""starter-*.safetensors: whole pictures on the starter checkpoint: text to image, image to image, inpainting, hires fix.

The networks are diffusers' and transformers' on the file's weights in fp32; the samplers k-diffusion's; prompt grammar from a
checkout of the reference web UI. Latents are the scaled ones (times 0.18215).
"""
import argparse
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from PIL import Image
from safetensors.torch import load_file
from transformers import CLIPTextConfig, CLIPTextModel

import keys
import networks
import pixels
import prompts
import schedules
import timestep_samplers
import webui
from kdiffusion import external, sampling, with_noise
from noise import PictureNoise
from vectors import write_json, write_tensors

SCALE, GUIDANCE = 0.18215, 7.0
PROMPT, NEGATIVE = 'a cute dog', ''
SAMPLERS = {'Euler': (sampling.sample_euler, 'uniform'), 'DPM++ 2M': (sampling.sample_dpmpp_2m, 'karras'), 'Euler a': (sampling.sample_euler_ancestral, 'uniform'),
            'Heun': (sampling.sample_heun, 'uniform'), 'DPM++ SDE': (sampling.sample_dpmpp_sde, 'karras')}


def arguments():
    parser = argparse.ArgumentParser()
    for name, what in (('--starter', 'starter-v0.safetensors'), ('--webui', 'checkout of the reference web UI'), ('--vocabulary', 'bpe_simple_vocab_16e6.txt.gz')):
        parser.add_argument(name, required=True, type=Path, help=what)
    return parser.parse_args()


def filled_model(model, mapping, weights):
    """Loads a single file's tensors into a Diffusers model through the key map."""
    state = {}
    for name, (source, *operations) in mapping.items():
        value = weights[source].float()
        state[name] = value[:, :, 0, 0] if 'squeeze' in operations and value.dim() == 4 else value
    missing = model.load_state_dict(state, strict=False).missing_keys
    assert all(k.endswith('position_ids') for k in missing), missing
    return model.eval()


class Starter:
    def __init__(self, given):
        weights = load_file(str(given.starter))
        blocks = ('CrossAttnDownBlock2D',) * 3, ('CrossAttnUpBlock2D',) * 3
        unet = UNet2DConditionModel(block_out_channels=(64, 128, 128), layers_per_block=1, cross_attention_dim=128, attention_head_dim=8,
                                    down_block_types=blocks[0], up_block_types=blocks[1], norm_num_groups=16)
        self.unet = networks.like_the_web_ui(networks.small_groups(filled_model(unet, keys.unet(networks.plain(unet), 1), weights)))
        vae = AutoencoderKL(block_out_channels=(32, 64, 128, 128), layers_per_block=1, latent_channels=4, norm_num_groups=8,
                            down_block_types=('DownEncoderBlock2D',) * 4, up_block_types=('UpDecoderBlock2D',) * 4)
        self.vae = networks.small_groups(filled_model(vae, keys.vae(networks.plain(vae), 4), weights))
        text = CLIPTextModel(CLIPTextConfig(hidden_size=128, intermediate_size=512, num_hidden_layers=4, num_attention_heads=2, hidden_act='quick_gelu', eos_token_id=2))
        self.text = filled_model(text, keys.clip_text(networks.plain(text), 'cond_stage_model.transformer.'), weights)
        self.parser = webui.load(given.webui, 'modules/prompt_parser.py')
        tokenizer = prompts.clip_tokenizer(given.vocabulary)
        self.tokenize = lambda text: tokenizer(text, truncation=False, add_special_tokens=False)['input_ids']

    def encode(self, texts):
        """(texts, 77 n, 128). The mean that emphasis restores is over all texts of the call, chunk by chunk."""
        chunked = [prompts.chunks_of(self.parser, self.tokenize, t)['chunks'] for t in texts]
        empty = prompts.chunks_of(self.parser, self.tokenize, '')['chunks'][0]
        parts = []
        for i in range(max(map(len, chunked))):
            row = [c[i] if i < len(c) else empty for c in chunked]
            z = self.text(torch.tensor([r['ids'] for r in row])).last_hidden_state
            weighted = z * torch.tensor([r['weights'] for r in row])[..., None]
            parts.append(weighted * (z.mean() / weighted.mean()))
        return torch.cat(parts, 1)

    def scheduled(self, prompt, steps, **hires):
        """[(last evaluation, context)]"""
        plan = prompts.schedules_of(self.parser, prompt, base_steps=steps, **hires)
        return list(zip([n for n, _ in plan], self.encode([text for _, text in plan])))

    def composed(self, prompt, steps):
        """[(weight, schedule)] of a prompt with AND."""
        indexes, texts, _ = self.parser.get_multicond_prompt_list(self.parser.SdConditioning([prompt]))
        return [(weight, self.scheduled(texts[i], steps)) for i, weight in indexes[0]]

    def encode_picture(self, image):
        """Pillow RGB -> latent: the mean, where the reference draws from the (very narrow) posterior."""
        x = torch.from_numpy(np.asarray(image).astype(np.float32) / 255).permute(2, 0, 1)[None] * 2 - 1
        return self.vae.encode(x).latent_dist.mean * SCALE

    def decode(self, latent):
        """(H, W, 3) uint8, truncated as the reference does."""
        y = self.vae.decode(latent / SCALE).sample[0].permute(1, 2, 0)
        return ((y + 1) / 2).clamp(0, 1).mul(255).numpy().astype(np.uint8)


def at(schedule, evaluation):
    return next((context for last, context in schedule if evaluation <= last), schedule[0][1])[None]


class Guided:
    """Guidance over sub-prompts, then the mask: what the samplers see. `keep`: (mask 1 = repaint, original latent)."""

    def __init__(self, starter, conds, uncond, keep=None):
        self.starter, self.conds, self.uncond, self.keep, self.step = starter, conds, uncond, keep, 0
        self.k = external.DiscreteEpsDDPMDenoiser(self.network, schedules.alphas_cumprod(), quantize=False)

    def network(self, x, t, context):
        return self.starter.unet(x, t, context).sample

    def both(self, run):
        without = run(at(self.uncond, self.step))
        result = without + sum(weight * GUIDANCE * (run(at(schedule, self.step)) - without) for weight, schedule in self.conds)
        self.step += 1
        return result

    def __call__(self, x, sigma):
        denoised = self.both(lambda context: self.k(x, sigma, context=context))
        return self.blended(denoised)

    def blended(self, x):
        if self.keep is None:
            return x
        mask, original = self.keep
        return x * mask + original * (1 - mask)

    def epsilon(self, x, t):
        """For timestep samplers: here the mask is laid on x before the network, with the original as it is, without noise."""
        x = self.blended(x)
        return self.both(lambda context: self.network(x, torch.tensor([float(t)]), context))


def img2img_steps(steps, strength, fixed):
    """(scheduled, made): `made` of the last `scheduled` steps are run; plain: int(strength * steps) + 1 of `steps`."""
    limited = min(strength, 0.999)
    return (int(steps / limited), steps) if fixed else (steps, int(limited * steps) + 1)


def sampled(model, name, steps, noise, init=None, strength=None, fixed=False, seed=0):
    """States of a sigma sampler: from noise alone, or from `init` (1, 4, h, w) with the noise of `strength`."""
    function, schedule = SAMPLERS[name]
    scheduled, made = img2img_steps(steps, strength, fixed) if init is not None else (steps, steps)
    sigmas = schedules.sigmas(schedule, scheduled)[scheduled - made:]
    first = torch.from_numpy(noise.first())[None]
    x = first * sigmas[0] if init is None else init + first * sigmas[0]
    states, more = [], {}
    if name == 'DPM++ SDE':
        whole = schedules.sigmas(schedule, scheduled)
        more['noise_sampler'] = sampling.BrownianTreeNoiseSampler(x, whole[whole > 0].min(), whole.max(), seed=[seed])
    source = with_noise(None)
    source.randn_like = lambda like: torch.from_numpy(noise.next())[None]
    last = function(model, x, sigmas, disable=True, callback=lambda s: states.append(s['x']), **more)
    return states + [last]


def by_timesteps(model, name, steps, noise, init=None, strength=None):
    times, x = timestep_samplers.timesteps(steps), torch.from_numpy(noise.first())[None]
    if init is not None:
        kept = int(min(strength, 0.999) * steps)
        alpha = schedules.alphas_cumprod()[times[kept]]
        times, x = times[:kept], init * alpha.sqrt() + x * (1 - alpha).sqrt()
    if name == 'UniPC':
        return timestep_samplers.unipc(model.epsilon, x, len(times), 1.0 if init is None else times[-1] / 1000 + 1 / 1000)
    if name == 'PLMS':
        return timestep_samplers.plms(model.epsilon, x, times)
    return timestep_samplers.ddim(model.epsilon, x, times, lambda: torch.from_numpy(noise.next())[None])


class Recorder:
    def __init__(self, starter):
        self.starter, self.tensors, self.cases = starter, {}, {}

    def keep(self, key, states, every=False, picture=True, **facts):
        latent = states[-1].float()
        self.tensors[f'{key} | latent'] = torch.cat([s.float() for s in states]) if every else latent
        if picture:
            image = self.starter.decode(latent)
            top, left = (image.shape[0] - 40) // 2, (image.shape[1] - 40) // 2
            self.tensors[f'{key} | middle'] = torch.from_numpy(image[top:top + 40, left:left + 40].copy())
        self.cases[key] = facts
        return latent

    def write(self, name, notes):
        write_tensors(name, self.tensors)
        write_json(name, {'guidance': GUIDANCE, 'prompt': PROMPT, 'negative': NEGATIVE, 'noise': 'CPU source', 'notes': notes, 'cases': self.cases})
        print(name, len(self.tensors))


def text_to_image(starter):
    record = Recorder(starter)
    plain = lambda: Guided(starter, starter.composed(PROMPT, 12), starter.scheduled(NEGATIVE, 12))
    for name in SAMPLERS:
        record.keep(f'txt2img {name}', sampled(plain(), name, 12, PictureNoise('CPU', (4, 16, 16), 1), seed=1), name == 'Euler', sampler=name, schedule=SAMPLERS[name][1], steps=12, seed=1)
    for name in ('DDIM', 'PLMS', 'UniPC'):
        record.keep(f'txt2img {name}', by_timesteps(plain(), name, 12, PictureNoise('CPU', (4, 16, 16), 1)), sampler=name, steps=12, seed=1)
    record.keep('txt2img NV 128x192', sampled(plain(), 'Euler', 8, PictureNoise('NV', (4, 24, 16), 7)), sampler='Euler', schedule='uniform', steps=8, seed=7, source='NV', width=128, height=192)
    for key, prompt, negative in (
            ('emphasis', '(a cute dog:1.3), [flower], sunset', 'blurry, (red:1.2)'),
            ('schedule', 'a [cute dog:(red:1.4) house:0.5], [night|snow] sky', '[blue:green:4]'),
            ('AND', 'a castle AND night sky:0.7 AND a (red:1.2) boat:-0.3', 'tree'),
            ('long', ', '.join(['a blue bird in the sky'] * 14), '')):
        model = Guided(starter, starter.composed(prompt, 8), starter.scheduled(negative, 8))
        if key == 'long':  # the shorter side is filled with empty chunks by repeating the empty prompt's encoding
            model.uncond = [(n, context.repeat(2, 1)) for n, context in model.uncond]
        record.keep(f'prompt {key}', sampled(model, 'Euler', 8, PictureNoise('CPU', (4, 16, 16), 3)), sampler='Euler', schedule='uniform', steps=8, seed=3, prompt=prompt, negative=negative)
    record.write('starter-txt2img', ['latent: states of every step for Euler, else the last', 'middle: the 40 x 40 pixels in the middle'])


def image_to_image(starter):
    record = Recorder(starter)
    source = Image.fromarray(pixels.picture(128, 128, 2))
    init = starter.encode_picture(source)
    record.tensors['picture'], record.tensors['init'] = pixels.array(source), init
    noise = lambda: PictureNoise('CPU', (4, 16, 16), 5)
    plain = lambda keep=None: Guided(starter, starter.composed(PROMPT, 20), starter.scheduled(NEGATIVE, 20), keep)
    for name in ('Euler', 'DPM++ 2M'):
        for strength, fixed in ((0.5, False), (0.75, False), (0.5, True), (1.0, False), (0.0, False)):
            if fixed or strength in (0.5, 0.75) or name == 'Euler':
                steps = 8 if fixed else 12
                record.keep(f'img2img {name} {strength}{" fixed" if fixed else ""}', sampled(plain(), name, steps, noise(), init, strength, fixed), name == 'Euler' and strength == 0.5 and not fixed,
                            strength in (0.5, 1.0), sampler=name, schedule=SAMPLERS[name][1], steps=steps, strength=strength, fix_steps=fixed, seed=5)
    for name in ('DDIM', 'UniPC'):
        record.keep(f'img2img {name} 0.75', by_timesteps(plain(), name, 12, noise(), init, 0.75), sampler=name, steps=12, strength=0.75, seed=5, picture=False)
    inpainting(starter, record, source, noise, plain)
    record.write('starter-img2img', ['strength 0 makes one step (at the smallest sigma)', 'mask: before blur 4, 1 channel; mask.latent: 1 = repaint', 'init: encoding of the picture, mean of the posterior'])


def inpainting(starter, record, source, noise, plain):
    mask = np.zeros((128, 128), np.uint8)
    mask[40:90, 30:80] = 255
    blurred = Image.fromarray(pixels.mask_blur(mask, 4, 4))
    latent_mask = torch.from_numpy(pixels.latent_mask(blurred, 16, 16))[None, None]
    shown = Image.fromarray(np.clip(np.asarray(blurred, np.float32) * 2, 0, 255).astype(np.uint8))
    record.tensors['mask'], record.tensors['mask.latent'] = torch.from_numpy(mask), latent_mask
    first = torch.from_numpy(noise().first())[None]
    contents = {0: pixels.filled(source, blurred), 1: source, 2: pixels.filled(source, blurred), 3: pixels.filled(source, blurred)}
    for fill, image in contents.items():
        init = starter.encode_picture(image)
        init = init * (1 - latent_mask) + first * latent_mask if fill == 2 else init * (1 - latent_mask) if fill == 3 else init
        record.tensors[f'inpaint fill={fill} | init'] = init
        for name in ('Euler', 'DPM++ 2M') if fill == 1 else ('Euler',):
            model = plain((latent_mask, init))
            states = sampled(model, name, 12, noise(), init, 0.75)
            states[-1] = model.blended(states[-1])
            record.keep(f'inpaint {name} fill={fill}', states, name == 'Euler' and fill == 1, fill == 1, sampler=name, schedule=SAMPLERS[name][1], steps=12, strength=0.75, seed=5, fill=fill)
        if fill == 1:
            result = Image.fromarray(starter.decode(states[-1].float()))
            final = np.asarray(pixels.with_overlay(result, pixels.overlay(source, shown)))
            record.tensors['inpaint DPM++ 2M fill=1 | with overlay'] = torch.from_numpy(final[30:100, 20:90].copy())
            model = plain((latent_mask, init))
            states = by_timesteps(model, 'DDIM', 12, noise(), init, 0.75)
            states[-1] = model.blended(states[-1])
            record.keep('inpaint DDIM fill=1', states, picture=False, sampler='DDIM', steps=12, strength=0.75, seed=5, fill=1)
    only_masked(starter, record, source, noise, plain)


def only_masked(starter, record, source, noise, plain):
    mask = np.zeros((128, 128), np.uint8)
    mask[20:50, 70:100] = 255
    blurred = Image.fromarray(pixels.mask_blur(mask, 4, 4))
    x1, y1, x2, y2 = box = pixels.region(blurred, 8, 128, 128)
    cut, cut_mask = pixels.fitting(source.crop(box), 128, 128), pixels.fitting(blurred.crop(box).convert('RGB'), 128, 128).convert('L')
    latent_mask = torch.from_numpy(pixels.latent_mask(cut_mask, 16, 16))[None, None]
    init = starter.encode_picture(cut)
    model = plain((latent_mask, init))
    states = sampled(model, 'Euler', 12, noise(), init, 0.6)
    states[-1] = model.blended(states[-1])
    final = record.keep('only masked', states, picture=False, sampler='Euler', schedule='uniform', steps=12, strength=0.6, seed=5, mask=[70, 20, 100, 50], padding=8, region=box)
    whole = pixels.with_overlay(Image.fromarray(starter.decode(final)), pixels.overlay(source, blurred), (x1, y1, x2 - x1, y2 - y1))
    record.tensors['only masked | init'], record.tensors['only masked | mask.latent'] = init, latent_mask
    record.tensors['only masked | with overlay'] = torch.from_numpy(np.asarray(whole)[0:64, 52:128].copy())


def hires(starter):
    record = Recorder(starter)
    guided = lambda steps: Guided(starter, starter.composed(PROMPT, steps), starter.scheduled(NEGATIVE, steps))
    first = sampled(guided(10), 'Euler', 10, PictureNoise('CPU', (4, 16, 16), 9))[-1]
    record.keep('first pass', [first], sampler='Euler', schedule='uniform', steps=10, seed=9)

    def second(key, latent, name='Euler', steps=6, strength=0.7, picture=False, every=False, **facts):
        noise = PictureNoise('CPU', tuple(latent.shape[1:]), 9)
        record.keep(key, sampled(guided(steps), name, steps, noise, latent, strength, True), every, picture, sampler=name, schedule=SAMPLERS[name][1], second_pass_steps=steps, strength=strength, **facts)
    for mode in pixels.LATENT_MODES:
        latent = pixels.resized_latent(first, 24, 24, mode)
        record.tensors[f'{mode} 24x24'] = latent
        second(f'hires {mode}', latent, upscaler=mode, picture=mode == 'Latent', scale=1.5)
    second('hires DPM++ 2M', record.tensors['Latent 24x24'], 'DPM++ 2M', upscaler='Latent', scale=1.5)
    cut = 24 - 20  # asked 192 x 160: scaled to 192 x 192, then cut by 4 latent rows, the larger half below
    second('hires resize 192x160', record.tensors['Latent 24x24'][:, :, cut // 2:24 - (cut + 1) // 2], upscaler='Latent', resize=[192, 160])
    large = pixels.stretched(Image.fromarray(starter.decode(first)), 192, 192)
    latent = starter.encode_picture(large)
    record.tensors['Lanczos 24x24'] = latent
    second('hires Lanczos', latent, upscaler='Lanczos', scale=1.5, strength=0.5)
    record.write('starter-hires', ['the second pass takes the first draw of a fresh generator of the same seed at the new size', 'second pass: fixed steps: int(steps / strength) scheduled, the last `steps` made'])


@torch.no_grad()
def main():
    starter = Starter(arguments())
    text_to_image(starter)
    image_to_image(starter)
    hires(starter)


if __name__ == '__main__':
    main()
