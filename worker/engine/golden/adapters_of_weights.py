"""adapter-{glora, ia3, dora, oft}.safetensors and adapters-of-weights.safetensors: LoRA's kin whose differences are made of
the weight W they change. Differences at weight 1 on some layers of the tiny SD 1 UNet, written out from the definitions:
    GLoRA  b2 b1 + W a2 a1
    IA3    W times a number for each output, or for each input channel (on_input)
    DoRA   (W + D) m / |W + D| - W, D = up down alpha / rank, the norm over all but the input channel, or but the output
    OFT    (R - 1) W, R in blocks along the outputs: (1 + Q) (1 - Q)^-1 with Q = B - B^T, its norm at most alpha times outputs
"""
import torch

import networks
from adapters import ALPHA, RANK, Adapter, attention_of, kohya, shapes_of
from vectors import seeded, write_tensors


def glora(adapter, name, module, weight):
    out, width = weight.shape
    parts = {'a1': (RANK, width), 'a2': (width, RANK), 'b1': (RANK, width), 'b2': (out, RANK)}
    drawn = {part: adapter.random(*shape) for part, shape in parts.items()}
    adapter.file.update({f'{name}.{part}.weight': value.half() for part, value in drawn.items()})
    return drawn['b2'] @ drawn['b1'] + weight @ drawn['a2'] @ drawn['a1']


def ia3(adapter, name, module, weight, on_input):
    by = adapter.random(weight.shape[1 if on_input else 0])
    adapter.file[f'{name}.weight'] = by.half()
    adapter.file[f'{name}.on_input'] = torch.tensor(on_input)
    return weight * (by.reshape(1, -1, *[1] * (weight.dim() - 2)) if on_input else by.reshape(-1, *[1] * (weight.dim() - 1)))


def dora(adapter, name, module, weight, form):
    out, width, *kernel = weight.shape
    down, up = adapter.random(RANK, width, *kernel), adapter.random(out, RANK, *[1] * len(kernel))
    kept = 1 if form == 'inputs' else 0
    scale = networks.half_exact(adapter.random(weight.shape[kept]).abs() + 0.5)
    scale = scale.reshape([-1 if axis == kept else 1 for axis in range(weight.dim())])
    adapter.file.update({f'{name}.lora_up.weight': up.half(), f'{name}.lora_down.weight': down.half(),
                         f'{name}.alpha': torch.tensor(ALPHA).half(), f'{name}.' + ('lora_magnitude_vector' if form == 'peft' else 'dora_scale'): (scale.flatten() if form == 'peft' else scale).half()})
    merged = weight + (up.flatten(1) @ down.flatten(1)).reshape(weight.shape) * ALPHA / RANK
    norm = merged.square().sum([axis for axis in range(weight.dim()) if axis != kept], keepdim=True).sqrt()
    return merged * scale / norm - weight


def oft(adapter, name, module, weight, form):
    out, size = weight.shape[0], 4
    blocks = adapter.random(out // size, size, size)
    skew = blocks - blocks.transpose(1, 2)
    eye = torch.eye(size)
    rotation = torch.linalg.solve((eye - skew).transpose(1, 2), (eye + skew).transpose(1, 2)).transpose(1, 2)
    if form == 'rotation':
        rotation = networks.half_exact(rotation)
        adapter.file[f'{name}.oft_diag'] = rotation.half()
    else:
        adapter.file[f'{name}.oft_blocks'] = blocks.half()
    if form == 'limited':
        alpha = 0.25 * float(skew.norm()) / out
        alpha = float(torch.tensor(alpha).half())
        adapter.file[f'{name}.alpha'] = torch.tensor(alpha).half()
        skew = skew * (alpha * out + 1e-8) / (skew.norm() + 1e-8)
        rotation = torch.linalg.solve((eye - skew).transpose(1, 2), (eye + skew).transpose(1, 2)).transpose(1, 2)
    rescale = 1
    if form == 'rescaled':
        rescale = networks.half_exact(adapter.random(out).abs() + 0.5).reshape(-1, *[1] * (weight.dim() - 1))
        adapter.file[f'{name}.rescale'] = rescale.half()
    flat = weight.reshape(out // size, size, -1)
    # Outputs are mixed as a row times the rotation.
    turned = torch.einsum('knm,kni->kmi', rotation, flat).reshape(weight.shape)
    return rescale * turned - weight


@torch.no_grad()
def main():
    parts, *_ = networks.family('sd1')
    unet, tensors = parts['unet'], {}
    weights = {name: module.weight.double() for name, module in unet.named_modules() if hasattr(module, 'weight')}
    shapes = shapes_of(unet)
    matrices = attention_of(shapes)[:6]
    convs = [name for name in shapes if name.endswith('conv1') and '.resnets.' in name][:3]
    kinds = {
        'glora': [(m, glora, ()) for m in matrices],
        'ia3': [(m, ia3, (k % 2 == 0,)) for k, m in enumerate(matrices + convs)],
        'dora': [(m, dora, (('inputs', 'outputs', 'peft')[k % 3],)) for k, m in enumerate(matrices + convs)],
        'oft': [(m, oft, (('plain', 'rotation', 'limited', 'rescaled')[k % 4],)) for k, m in enumerate(matrices + convs)],
    }
    for seed, (kind, layers) in enumerate(kinds.items()):
        adapter = Adapter(seeded(401 + seed)).of(shapes)
        for module, make, options in layers:
            delta = make(adapter, kohya('lora_unet_', module), module, weights[module].float(), *options)
            tensors[f'{kind}.delta.unet.{module}'] = delta
        write_tensors(f'adapter-{kind}', adapter.file)
    write_tensors('adapters-of-weights', tensors)
    print(len(tensors), 'tensors')


if __name__ == '__main__':
    main()
