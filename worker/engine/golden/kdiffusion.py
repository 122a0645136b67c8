"""k-diffusion's samplers without the packages its __init__ pulls in for training (clip, wandb, torchvision ...)."""
import importlib
import importlib.util
import sys
import types


def _load():
    if importlib.util.find_spec('torchvision') is None:  # only its image conversions are asked for, never called here
        names = ['torchvision', 'torchvision.transforms', 'torchvision.transforms.functional']
        modules = [types.ModuleType(name) for name in names]
        for outer, inner in zip(modules, modules[1:]):
            setattr(outer, inner.__name__.rsplit('.', 1)[1], inner)
        sys.modules.update(zip(names, modules))
    package = types.ModuleType('k_diffusion')
    package.__path__ = list(importlib.util.find_spec('k_diffusion').submodule_search_locations)
    sys.modules['k_diffusion'] = package
    return importlib.import_module('k_diffusion.sampling'), importlib.import_module('k_diffusion.external')


sampling, external = _load()


class GivenNoise:
    """Stands in for `torch` inside k-diffusion: randn_like hands out the stored draws in order."""

    def __init__(self, draws):
        self.draws, self.used = draws, 0

    def __getattr__(self, name):
        return getattr(importlib.import_module('torch'), name)

    def randn_like(self, x):
        draw = self.draws[self.used]
        self.used += 1
        return draw

    def sampler(self, sigma, sigma_next):
        return self.randn_like(None)


def with_noise(draws):
    """Makes k-diffusion draw from `draws`; returns the counter."""
    source = GivenNoise(draws)
    sampling.torch = source
    return source
