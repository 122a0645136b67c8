"""networks-refiner.safetensors / networks-refiner-golden.safetensors: a tiny UNet of random weights shaped as SDXL's refiner:
four levels of which the inner two attend, the same depth everywhere, one context, and five numbers instead of six in the
size conditioning (height, width, top, left, aesthetic score). Texts are those of SDXL's second tower in networks-sdxl-golden.
"""
import torch
from diffusers import UNet2DConditionModel
from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint

import keys
import networks
from vectors import seeded, write_tensors

REFINER = dict(block_out_channels=(8, 16, 16, 16), layers_per_block=1, cross_attention_dim=48, attention_head_dim=(1, 2, 2, 2), use_linear_projection=True,
               transformer_layers_per_block=2, addition_embed_type='text_time', addition_time_embed_dim=256, projection_class_embeddings_input_dim=48 + 5 * 256,
               down_block_types=('DownBlock2D', 'CrossAttnDownBlock2D', 'CrossAttnDownBlock2D', 'DownBlock2D'),
               up_block_types=('UpBlock2D', 'CrossAttnUpBlock2D', 'CrossAttnUpBlock2D', 'UpBlock2D'))


@torch.no_grad()
def main():
    draw = seeded(44)
    model = UNet2DConditionModel(in_channels=4, norm_num_groups=2, **REFINER)
    unet = networks.like_the_web_ui(networks.small_groups(networks.randomise(model, draw)))
    mapping = keys.unet(networks.plain(unet), REFINER['layers_per_block'])
    single = keys.single_file(networks.plain(unet), mapping)
    networks.checked(mapping, unet, convert_ldm_unet_checkpoint, unet.config, single)
    _, _, golden, _, _ = networks.family('sdxl')
    sizes = torch.tensor([[1024.0, 768.0, 0.0, 16.0, 6.0], [512.0, 640.0, 8.0, 0.0, 2.5]])
    added = networks.sdxl_added(golden['text.1.pooled'][:2], sizes)
    tensors = {'sizes': sizes}
    networks.unet_vectors(tensors, unet, golden['text.1.penultimate'], draw, added=added)
    write_tensors('networks-refiner', networks.stored(single))
    write_tensors('networks-refiner-golden', tensors)
    print(len(single), 'weights', len(tensors), 'tensors')


if __name__ == '__main__':
    main()
