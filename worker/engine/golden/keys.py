"""From Diffusers / transformers names to those of the original single files (CompVis LDM, OpenCLIP, Stability's SGM).

Every function returns {Diffusers name: [single-file name, operation ...]}; an operation says how the Diffusers tensor is
had from the single-file one: `squeeze` (drop two trailing 1s), `transpose`, `rows a b`.
"""
import torch

RESNET = {'norm1': 'in_layers.0', 'conv1': 'in_layers.2', 'time_emb_proj': 'emb_layers.1', 'norm2': 'out_layers.0', 'conv2': 'out_layers.3', 'conv_shortcut': 'skip_connection'}
UNET_ENDS = {'time_embedding.linear_1': 'time_embed.0', 'time_embedding.linear_2': 'time_embed.2', 'conv_in': 'input_blocks.0.0', 'conv_norm_out': 'out.0',
             'conv_out': 'out.2', 'add_embedding.linear_1': 'label_emb.0.0', 'add_embedding.linear_2': 'label_emb.0.2'}


def unet_module(name, layers, has_attention):
    """`down_blocks.1.resnets.0` and the like -> (LDM module, what is left of the name)."""
    parts = name.split('.')
    if parts[0] == 'mid_block':
        place = {'resnets.0': 0, 'attentions.0': 1, 'resnets.1': 2}['.'.join(parts[1:3])]
        return f'middle_block.{place}', parts[1], '.'.join(parts[3:])
    down, block, kind, at = parts[0] == 'down_blocks', int(parts[1]), parts[2], int(parts[3])
    first = block * (layers + 1) + (1 if down else 0)
    stack = 'input_blocks' if down else 'output_blocks'
    if kind == 'downsamplers':
        return f'{stack}.{first + layers}.0', kind, parts[-1]
    if kind == 'upsamplers':
        return f'{stack}.{first + layers}.{2 if has_attention(block) else 1}', kind, parts[-1]
    return f'{stack}.{first + at}.{0 if kind == "resnets" else 1}', kind, '.'.join(parts[4:])


def unet(names, layers):
    attended = {int(n.split('.')[1]) for n in names if n.startswith('up_blocks') and '.attentions.' in n}
    result = {}
    for name in names:
        stem, leaf = name.rsplit('.', 1)
        if stem in UNET_ENDS:
            target = f'{UNET_ENDS[stem]}.{leaf}'
        else:
            module, kind, rest = unet_module(name, layers, attended.__contains__)
            if kind == 'resnets':
                rest = f'{RESNET[rest.rsplit(".", 1)[0]]}.{leaf}'
            rest = {'downsamplers': f'op.{leaf}', 'upsamplers': f'conv.{leaf}'}.get(kind, rest)
            target = f'{module}.{rest}'
        result[name] = [f'model.diffusion_model.{target}']
    return result


def vae(names, levels):
    attention = {'group_norm': 'norm', 'to_q': 'q', 'to_k': 'k', 'to_v': 'v', 'to_out.0': 'proj_out'}
    result = {}
    for name in names:
        target, operations = name.replace('conv_norm_out', 'norm_out').replace('conv_shortcut', 'nin_shortcut'), []
        parts = target.split('.')
        if parts[1] == 'mid_block':
            if parts[2] == 'resnets':
                target = f'{parts[0]}.mid.block_{int(parts[3]) + 1}.{".".join(parts[4:])}'
            else:
                part = '.'.join(parts[4:-1])
                target = f'{parts[0]}.mid.attn_1.{attention[part]}.{parts[-1]}'
                operations = ['squeeze'] if part != 'group_norm' and parts[-1] == 'weight' else []
        elif parts[1] in ('down_blocks', 'up_blocks'):
            level = int(parts[2]) if parts[1] == 'down_blocks' else levels - 1 - int(parts[2])
            kind = {'resnets': f'block.{parts[4]}', 'downsamplers': 'downsample', 'upsamplers': 'upsample'}[parts[3]]
            target = f'{parts[0]}.{parts[1][:-7]}.{level}.{kind}.{".".join(parts[5:])}'
        result[name] = [f'first_stage_model.{target}', *operations]
    return result


def clip_text(names, prefix):
    return {name: [f'{prefix}{name}'] for name in names}


def open_clip(names, prefix, width):
    """The same tower under OpenCLIP's names: q, k and v in one matrix, the projection transposed."""
    ends = {'embeddings.token_embedding.weight': 'token_embedding.weight', 'embeddings.position_embedding.weight': 'positional_embedding',
            'final_layer_norm.weight': 'ln_final.weight', 'final_layer_norm.bias': 'ln_final.bias'}
    inner = {'layer_norm1': 'ln_1', 'layer_norm2': 'ln_2', 'mlp.fc1': 'mlp.c_fc', 'mlp.fc2': 'mlp.c_proj', 'self_attn.out_proj': 'attn.out_proj'}
    result = {}
    for name in names:
        if name == 'text_projection.weight':
            result[name] = [f'{prefix}text_projection', 'transpose']
            continue
        short = name.removeprefix('text_model.')
        if short in ends:
            result[name] = [prefix + ends[short]]
            continue
        _, _, layer, *rest, leaf = short.split('.')
        part, block = '.'.join(rest), f'{prefix}transformer.resblocks.{layer}.'
        if part in inner:
            result[name] = [f'{block}{inner[part]}.{leaf}']
        else:
            row = ('q_proj', 'k_proj', 'v_proj').index(rest[-1]) * width
            result[name] = [f'{block}attn.in_proj_{leaf}', f'rows {row} {row + width}']
    return result


def single_file(component, mapping):
    """The single-file tensors of a Diffusers state dict under such a mapping."""
    result, stacked = {}, {}
    for name, (target, *operations) in mapping.items():
        tensor = component[name]
        if 'squeeze' in operations:
            tensor = tensor[:, :, None, None]
        if 'transpose' in operations:
            tensor = tensor.T
        rows = [o for o in operations if o.startswith('rows')]
        if rows:
            stacked.setdefault(target, {})[int(rows[0].split()[1])] = tensor
        else:
            result[target] = tensor
    for target, pieces in stacked.items():
        result[target] = torch.cat([pieces[at] for at in sorted(pieces)])
    return result
