"""Writes golden vectors: tensors as safetensors beside a JSON that says what each of them is."""
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

HERE = Path(__file__).parent


def write_json(name, content):
    """One entry a line: readable diffs without the bulk of full indentation."""
    def lines(value, depth):
        inner = ' ' * (depth + 1)
        if isinstance(value, dict) and depth < 2:
            rows = [f'{inner}{json.dumps(k, ensure_ascii=False)}: {lines(v, depth + 1)}' for k, v in value.items()]
            return '{\n' + ',\n'.join(rows) + '\n' + ' ' * depth + '}'
        if isinstance(value, list) and depth < 2 and value and isinstance(value[0], (dict, list)):
            return '[\n' + ',\n'.join(inner + lines(v, depth + 1) for v in value) + '\n' + ' ' * depth + ']'
        return json.dumps(value, ensure_ascii=False)
    (HERE / f'{name}.json').write_text(lines(content, 0) + '\n')


def write_tensors(name, tensors, metadata=None):
    """`tensors`: name -> torch tensor, stored with the type they have. `metadata`: header strings."""
    ready = {key: value.detach().contiguous().clone() for key, value in tensors.items()}
    save_file(ready, str(HERE / f'{name}.safetensors'), metadata={k: str(v) for k, v in (metadata or {}).items()} or None)


def seeded(seed):
    """`draw(*shape)` -> float32 normal numbers from one CPU generator."""
    generator = torch.Generator().manual_seed(seed)
    return lambda *shape: torch.randn(*shape, generator=generator)


def floats(values):
    """Any sequence of numbers -> Python floats that survive a float32 round trip."""
    return [float(v) for v in values]
