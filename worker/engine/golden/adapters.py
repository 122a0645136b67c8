"""adapter-*.safetensors and adapters.safetensors / .json: LoRA and its kin, hypernetworks, textual inversion on the tiny networks.

Every adapter is a file a loader can read; adapters.safetensors holds the weight differences it stands for at weight 1 and the
outputs of the changed networks on the inputs of networks-*-golden. Deltas are written out from the definitions:
    LoRA   up down                      (matrices, conv: down has the kernel, up is 1 x 1)
    LoCon  sum over ranks of up[o, p] mid[p, q, h, w] down[q, i]
    LoHa   (a1 b1) * (a2 b2), factors of a convolution with t: sum of t[p, q, h, w] a[p, o] b[q, i]
    LoKr   kron(w1, w2), either factor itself a product
times alpha / rank where the file has both, times the weight of the tag.
"""
import copy

import torch

import networks
from vectors import seeded, write_json, write_tensors

RANK, ALPHA = 4, 2.0


class Adapter:
    """Collects a file's tensors and the delta of every module it touches."""

    def __init__(self, draw):
        self.draw, self.file, self.deltas = draw, {}, {}

    def random(self, *shape, scale=0.3):
        return networks.half_exact(self.draw(*shape) * scale)

    def keep(self, name, delta, module, parts, alpha=ALPHA, rank=RANK):
        """`name`: the module's name in the file; alpha None: no alpha key, scale 1."""
        for part, value in parts.items():
            self.file[f'{name}.{part}'] = value.half()
        if alpha is not None:
            self.file[f'{name}.alpha'] = torch.tensor(alpha)
        scale = alpha / rank if alpha is not None and rank else 1.0
        self.deltas[module] = (delta * scale).reshape(self.shapes[module])

    def of(self, shapes):
        self.shapes = shapes
        return self


def shapes_of(model):
    return {name.removesuffix('.weight'): tuple(p.shape) for name, p in model.named_parameters() if name.endswith('.weight') and p.dim() in (2, 4)}


def kohya(prefix, module):
    return prefix + module.replace('.', '_')


def lora(adapter, name, module, alpha=ALPHA, rank=RANK, parts=('lora_up.weight', 'lora_down.weight')):
    out, into, *kernel = adapter.shapes[module]
    up, down = adapter.random(out, rank, *[1] * len(kernel)), adapter.random(rank, into, *kernel)
    adapter.keep(name, up.flatten(1) @ down.flatten(1), module, {parts[0]: up, parts[1]: down}, alpha, rank)


def locon_mid(adapter, name, module):
    out, into, h, w = adapter.shapes[module]
    up, mid, down = adapter.random(out, RANK, 1, 1), adapter.random(RANK, RANK, h, w), adapter.random(RANK, into, 1, 1)
    delta = torch.einsum('op,pqhw,qi->oihw', up.flatten(1), mid, down.flatten(1))
    adapter.keep(name, delta, module, {'lora_up.weight': up, 'lora_mid.weight': mid, 'lora_down.weight': down})


def loha(adapter, name, module, tucker=False):
    out, into, *kernel = adapter.shapes[module]
    parts, factors = {}, []
    for n in ('1', '2'):
        if tucker:
            a, b, t = adapter.random(RANK, out), adapter.random(RANK, into), adapter.random(RANK, RANK, *kernel)
            parts.update({f'hada_t{n}': t})
            factors.append(torch.einsum('pqhw,po,qi->oihw', t, a, b))
        else:
            width = into * (kernel[0] * kernel[1] if kernel else 1)
            a, b = adapter.random(out, RANK), adapter.random(RANK, width)
            factors.append(a @ b)
        parts.update({f'hada_w{n}_a': a, f'hada_w{n}_b': b})
    adapter.keep(name, factors[0] * factors[1], module, parts)


def lokr(adapter, name, module, form):
    """`form`: which factors are products: 'full', 'w2', 'w1 w2', 'w2 tucker' (only convolutions)."""
    out, into, *kernel = adapter.shapes[module]
    parts = {}
    if 'w1' in form:
        parts['lokr_w1_a'], parts['lokr_w1_b'] = adapter.random(2, RANK), adapter.random(RANK, 2)
        w1 = parts['lokr_w1_a'] @ parts['lokr_w1_b']
    else:
        w1 = parts['lokr_w1'] = adapter.random(2, 2)
    if 'tucker' in form:
        a, b, t = adapter.random(RANK, out // 2), adapter.random(RANK, into // 2), adapter.random(RANK, RANK, *kernel)
        parts.update(lokr_w2_a=a, lokr_w2_b=b, lokr_t2=t)
        w2 = torch.einsum('pqhw,po,qi->oihw', t, a, b)
    elif 'w2' in form:
        width = into // 2 * (kernel[0] * kernel[1] if kernel else 1)
        parts['lokr_w2_a'], parts['lokr_w2_b'] = adapter.random(out // 2, RANK), adapter.random(RANK, width)
        w2 = (parts['lokr_w2_a'] @ parts['lokr_w2_b']).reshape(out // 2, into // 2, *kernel)
    else:
        w2 = parts['lokr_w2'] = adapter.random(out // 2, into // 2, *kernel)
    delta = torch.kron(w1.reshape(2, 2, *[1] * len(kernel)), w2.contiguous())
    adapter.keep(name, delta, module, parts, rank=None if form == 'full' else RANK)


def attention_of(shapes, ends=('to_q', 'to_k', 'to_v', 'to_out.0')):
    return [m for m in shapes if '.attentions.' in m and m.endswith(ends)]


def text_linear(shapes):
    return [m for m in shapes if '.encoder.layers.' in m]


def sd1_adapters(unet_shapes, text_shapes):
    """{file name: (unet Adapter, text Adapter or None)}"""
    def pair(seed):
        draw = seeded(seed)
        return Adapter(draw).of(unet_shapes), Adapter(draw).of(text_shapes)
    made = {}
    unet, text = made['lora'] = pair(101)
    for m in [m for m in unet_shapes if '.attentions.' in m]:  # proj_in and proj_out are 1 x 1 convolutions here
        lora(unet, kohya('lora_unet_', m), m)
    for m in text_linear(text_shapes):
        lora(text, kohya('lora_te_', m), m, rank=2)
    unet, text = made['locon'] = pair(102)
    for m in unet_shapes:
        if len(unet_shapes[m]) == 4 and '.attentions.' not in m:
            if unet_shapes[m][2] == 3 and m.endswith('conv1'):
                locon_mid(unet, kohya('lora_unet_', m), m)
            else:
                lora(unet, kohya('lora_unet_', m), m, alpha=None if m.endswith('conv2') else 1.0)
        elif 'time_emb_proj' in m:
            lora(unet, kohya('lora_unet_', m), m)
    unet, text = made['peft'] = pair(103)
    for m in attention_of(unet_shapes):
        lora(unet, f'unet.{m}', m, alpha=None, parts=('lora_B.weight', 'lora_A.weight'))
    for m in text_linear(text_shapes)[:6]:
        lora(text, f'text_encoder.{m}', m, alpha=None, parts=('lora_B.weight', 'lora_A.weight'))
    unet, text = made['diffusers-old'] = pair(104)
    for m in attention_of(unet_shapes):
        stem, end = m.rsplit('.attn', 1)
        number, projection = end.split('.', 1)
        lora(unet, f'unet.{stem}.attn{number}.processor.{projection.removesuffix(".0")}_lora', m, alpha=None, parts=('up.weight', 'down.weight'))
    unet, text = made['loha'] = pair(105)
    for m in attention_of(unet_shapes):
        loha(unet, kohya('lora_unet_', m), m)
    for m in [m for m in unet_shapes if m.endswith(('conv1', 'conv2'))]:
        loha(unet, kohya('lora_unet_', m), m, tucker=m.endswith('conv1'))
    for m in text_linear(text_shapes)[:4]:
        loha(text, kohya('lora_te_', m), m)
    unet, text = made['lokr'] = pair(106)
    for i, m in enumerate(attention_of(unet_shapes)):
        lokr(unet, kohya('lora_unet_', m), m, ('full', 'w2', 'w1 w2')[i % 3])
    for i, m in enumerate([m for m in unet_shapes if m.endswith(('conv1', 'conv2')) and '.resnets.' in m]):
        lokr(unet, kohya('lora_unet_', m), m, ('w2 tucker', 'w2', 'full', 'w1 w2 tucker')[i % 4])
    for m in text_linear(text_shapes)[:4]:
        lokr(text, kohya('lora_te_', m), m, 'w2')
    return made


@torch.no_grad()
def changed(model, *weighted):
    """A copy of the model with `weight * delta` of every (Adapter, weight) added."""
    result = networks.like_the_web_ui(copy.deepcopy(model)) if hasattr(model, 'conv_in') else copy.deepcopy(model)
    modules = dict(result.named_modules())
    for adapter, weight in weighted:
        for name, delta in adapter.deltas.items():
            modules[name].weight += weight * delta
    return result


def encode(text, ids):
    return text(ids).last_hidden_state


def denoise(unet, x, context, added=None):
    return unet(x, torch.tensor([981.0, 21.0]), context, **({'added_cond_kwargs': added} if added else {})).sample


def sd1(tensors, facts):
    parts, _, golden, _, _ = networks.family('sd1')
    unet, text = parts['unet'], parts['text_encoder']
    ids, x = golden['text.ids'], golden['unet.square.x']
    made = sd1_adapters(shapes_of(unet), shapes_of(text))

    def outputs(key, weights):
        context = encode(changed(text, *[(made[n][1], te) for n, te, _ in weights]), ids)
        tensors[f'{key}.text'] = context[:2]
        tensors[f'{key}.unet'] = denoise(changed(unet, *[(made[n][0], w) for n, _, w in weights]), x, context[:2])
        facts['sd1'][key] = [{'adapter': n, 'te': te, 'unet': w} for n, te, w in weights]
    for name, (of_unet, of_text) in made.items():
        write_tensors(f'adapter-{name}', {**of_unet.file, **of_text.file})
        chosen = list(of_unet.deltas)[:6] + list(of_text.deltas)[:3] if name != 'lokr' else list(of_unet.deltas)[:16]
        for module in chosen:
            place = 'unet' if module in of_unet.deltas else 'text'
            tensors[f'{name}.delta.{place}.{module}'] = (of_unet if place == 'unet' else of_text).deltas[module]
        outputs(name, [(name, 1.0, 1.0)])
    outputs('lora half', [('lora', 0.5, 0.8)])
    outputs('lora and loha', [('lora', 0.5, 0.8), ('loha', 1.2, -0.6)])
    outputs('all', [(n, 0.4, 0.3) for n in made])
    hypernetwork(tensors, facts, unet, x, golden['text.clip_skip1'][:2])
    inversion(tensors, facts, text)


HYPERNETWORK = {'layer_structure': [1, 2, 1], 'activation_func': 'relu', 'add_layer_norm': False, 'activate_output': False}


def hypernetwork(tensors, facts, unet, x, context):
    """x + weight * layers(x) in front of to_k (module 0) and to_v (module 1), chosen by the width of what goes in: the
    channels in self-attention, the context's width in cross-attention."""
    adapter, stacks = Adapter(seeded(201)), {}
    for width in (32, 8, 16):
        for which in (0, 1):
            layers = [adapter.random(width * 2, width), adapter.random(width * 2), adapter.random(width, width * 2), adapter.random(width)]
            for place, name in zip(layers, ('linear.0.weight', 'linear.0.bias', 'linear.2.weight', 'linear.2.bias')):
                adapter.file[f'{width}.{which}.{name}'] = place.half()
            stacks[width, which] = layers
    weight, model = 0.7, networks.like_the_web_ui(copy.deepcopy(unet))

    def hook(which):
        def before(module, inputs):
            w0, b0, w1, b1 = stacks[inputs[0].shape[-1], which]
            return (inputs[0] + weight * (torch.relu(inputs[0] @ w0.T + b0) @ w1.T + b1),)
        return before
    for name, module in model.named_modules():
        if name.endswith(('to_k', 'to_v')):
            module.register_forward_pre_hook(hook(0 if name.endswith('to_k') else 1))
    write_tensors('adapter-hypernetwork', adapter.file, {k: str(v).lower() if isinstance(v, bool) else v for k, v in HYPERNETWORK.items()})
    tensors['hypernetwork.unet'] = denoise(model, x, context)
    facts['hypernetwork'] = {'weight': weight, 'context': 'text.clip_skip1 rows 0 and 1 of networks-sd1-golden', **HYPERNETWORK, 'keys': 'WIDTH.{0 for k, 1 for v}.linear.{0, 2}.{weight, bias}'}


def inversion(tensors, facts, text):
    """Two vectors stand at places 4 and 5 (start token counted) of the first prompt; positions are added afterwards."""
    draw = seeded(202)
    vectors = networks.half_exact(draw(2, 32) * 0.5)
    ids = networks.prompts(networks.END)[:1].clone()
    ids[0, 4:6] = 0
    table = text.text_model.embeddings.token_embedding
    handle = table.register_forward_hook(lambda module, inputs, out: torch.cat([out[:, :4], vectors[None], out[:, 6:]], 1))
    tensors['inversion.ids'], tensors['inversion.text'] = ids, encode(text, ids)
    handle.remove()
    write_tensors('adapter-inversion', {'emb_params': vectors})
    facts['inversion'] = {'place': 4, 'vectors': 2, 'keys': 'emb_params (SD 1, 2); clip_l and clip_g (SDXL)'}


def later_families(tensors, facts):
    """kohya files for SD 2 (OpenCLIP tower, whose q, k, v share one matrix) and SDXL (two towers, LDM block names)."""
    for name, towers in (('sd2', {'text_encoder': 'lora_te_'}), ('sdxl', {'text_encoder': 'lora_te1_', 'text_encoder_2': 'lora_te2_'})):
        parts, _, golden, maps, _ = networks.family(name)
        draw, files = seeded(301 if name == 'sd2' else 302), {}
        unet = Adapter(draw).of(shapes_of(parts['unet']))
        for m in attention_of(unet.shapes, ('to_q', 'to_k', 'to_v', 'to_out.0', 'proj_in')):
            ldm = maps['unet'][f'{m}.weight'][0].removeprefix('model.diffusion_model.').removesuffix('.weight')
            lora(unet, kohya('lora_unet_', ldm if name == 'sdxl' else m), m)
        files.update(unet.file)
        texts = {}
        for part, prefix in towers.items():
            tower = texts[part] = Adapter(draw).of(shapes_of(parts[part]))
            for m in text_linear(tower.shapes):
                lora(tower, kohya(prefix, m), m, rank=2)
            files.update(tower.file)
        write_tensors(f'adapter-{name}', files)
        hidden = {part: changed(parts[part], (adapter, 0.8))(ids, output_hidden_states=True)
                  for (part, adapter), ids in zip(texts.items(), [golden['text.open.ids']] if name == 'sd2' else [golden['text.0.ids'], golden['text.1.ids']])}
        if name == 'sd2':
            context, added = parts['text_encoder'].text_model.final_layer_norm(hidden['text_encoder'].hidden_states[-2])[:2], None
        else:
            context = torch.cat([h.hidden_states[-2] for h in hidden.values()], -1)[:2]
            tensors[f'{name}.pooled'] = hidden['text_encoder_2'].text_embeds[:2]
            added = networks.sdxl_added(tensors[f'{name}.pooled'], golden['sizes'])
        tensors[f'{name}.text'] = context
        tensors[f'{name}.unet'] = denoise(changed(parts['unet'], (unet, 0.5)), golden['unet.square.x'], context, added)
        facts[name] = {'adapter': f'adapter-{name}', 'te': 0.8, 'unet': 0.5}


@torch.no_grad()
def main():
    tensors, facts = {}, {'inputs': 'unet.square.x at t 981 and 21 and text ids of networks-*-golden; the changed text encoder gives the context (rows 0 and 1)',
                          'delta': 'weight difference at weight 1 under the module\'s Diffusers name', 'sd1': {}}
    sd1(tensors, facts)
    later_families(tensors, facts)
    write_tensors('adapters', tensors)
    write_json('adapters', facts)
    print(len(tensors), 'tensors')


if __name__ == '__main__':
    main()
