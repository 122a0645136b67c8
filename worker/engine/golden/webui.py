"""Modules of a checkout of the reference web UI (1.10), loaded alone: what they import from the rest of it is hollow."""
import argparse
import importlib.util
import sys
from pathlib import Path
from unittest.mock import MagicMock


class Hollow(MagicMock):
    Script = object


def argument():
    parser = argparse.ArgumentParser()
    parser.add_argument('--webui', required=True, type=Path, help='checkout of AUTOMATIC1111/stable-diffusion-webui, 1.10.1')
    parser.add_argument('--vocabulary', type=Path, help='bpe_simple_vocab_16e6.txt.gz of openai/CLIP')
    return parser.parse_args()


def load(root, path):
    """The module at `path` below `root`, e.g. modules/prompt_parser.py."""
    for name in ('modules', 'modules.shared', 'modules.errors', 'modules.scripts', 'modules.script_callbacks', 'networks'):
        sys.modules.setdefault(name, Hollow())
    spec = importlib.util.spec_from_file_location(path.replace('/', '_').removesuffix('.py'), root / path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
