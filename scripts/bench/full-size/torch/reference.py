"""The networks of a single-file SD 1.5 checkpoint in PyTorch, float32, on the CPU: what the benchmark compares the engine with.

    python reference.py CHECKPOINT THREADS

Reads one JSON object a line and answers each with one: {"run": "unet" | "decoder", "inputs": FILE, "output": FILE} has the
inputs as safetensors, runs the network once, writes its output and says {"seconds": wall, "cpu": CPU time of all threads};
{"what": "versions"} is asked first of all. An answer {"error": text} says what went wrong.
"""
import json
import os
import sys
import time


def load(path, threads):
    import diffusers
    import torch
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint, convert_ldm_vae_checkpoint
    from safetensors.torch import load_file

    torch.set_num_threads(threads)
    # The default configurations are those of SD 1.x, but for the sizes given here.
    unet = UNet2DConditionModel(cross_attention_dim=768, attention_head_dim=8)
    vae = AutoencoderKL(block_out_channels=(128, 256, 512, 512), layers_per_block=2, latent_channels=4,
                        down_block_types=('DownEncoderBlock2D',) * 4, up_block_types=('UpDecoderBlock2D',) * 4)
    tensors = {name: value.float() for name, value in load_file(path).items() if not name.startswith('cond_stage_model.')}
    unet.load_state_dict(convert_ldm_unet_checkpoint(dict(tensors), dict(unet.config)))
    vae.load_state_dict(convert_ldm_vae_checkpoint(dict(tensors), dict(vae.config)))
    networks = {
        'unet': lambda x, timesteps, context: unet.eval()(x, timesteps, context).sample,
        'decoder': lambda z: vae.eval().decode(z).sample,
    }
    return networks, {'torch': torch.__version__, 'diffusers': diffusers.__version__}


def run(network, given, written):
    import torch
    from safetensors.torch import load_file, save_file

    tensors = load_file(given)
    with torch.inference_mode():
        wall, cpu = time.perf_counter(), os.times()
        output = network(**tensors)
        seconds, now = time.perf_counter() - wall, os.times()
    save_file({'output': output.contiguous()}, written)
    return {'seconds': seconds, 'cpu': now.user + now.system - cpu.user - cpu.system}


def answer(value):
    sys.stdout.write(json.dumps(value) + '\n')
    sys.stdout.flush()


def main():
    try:
        networks, versions = load(sys.argv[1], int(sys.argv[2]))
    except Exception as problem:
        answer({'error': f'{type(problem).__name__}: {problem}'})
        return
    answer(versions)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer(run(networks[asked['run']], asked['inputs'], asked['output']))
        except Exception as problem:
            answer({'error': f'{type(problem).__name__}: {problem}'})


main()
