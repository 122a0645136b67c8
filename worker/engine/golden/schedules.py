"""Noise schedules of the web UI's list, for the SD 1.x / 2.x / SDXL alphas (scaled linear, 1000 steps)."""
import numpy as np
import torch
from scipy import stats

from kdiffusion import external, sampling


def alphas_cumprod():
    """(1000,) float32 of the float64 product; betas are linear in their square roots, 0.00085 to 0.012."""
    betas = np.linspace(0.00085 ** 0.5, 0.012 ** 0.5, 1000, dtype=np.float64) ** 2
    return torch.tensor(np.cumprod(1.0 - betas), dtype=torch.float32)


def zero_terminal_snr(alphas):
    """Lin et al. (2023): sqrt(alphas) shifted and scaled so that the last is 0, then kept just above it."""
    root = alphas.sqrt()
    first, last = root[0].clone(), root[-1].clone()
    rescaled = ((root - last) * first / (first - last)) ** 2
    rescaled[-1] = 4.8973451890853435e-08
    return rescaled


class Discrete(external.DiscreteSchedule):
    """sigma(t) of a trained model, log-linear between the 1000 steps, not quantised."""

    def __init__(self, alphas=None):
        alphas = alphas_cumprod() if alphas is None else alphas
        super().__init__(((1 - alphas) / alphas) ** 0.5, quantize=False)


AYS = {
    'sd': [14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029],
    'sdxl': [14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.380, 0.234, 0.113, 0.029],
}


def _with_zero(sigmas):
    return torch.cat([torch.as_tensor(sigmas, dtype=torch.float32), torch.zeros(1)])


def _at_times(model, times):
    return _with_zero(torch.stack([model.t_to_sigma(t) for t in times]))


def _ends(model):
    """Times of the largest and smallest sigma, through sigma_to_t as float32 (not exactly 999 and 0)."""
    return (model.sigma_to_t(torch.tensor(model.sigma_max.item())), model.sigma_to_t(torch.tensor(model.sigma_min.item())))


def uniform(n, model, low, high, family):
    return model.get_sigmas(n)


def karras(n, model, low, high, family):
    return sampling.get_sigmas_karras(n, low, high, rho=7.0)


def exponential(n, model, low, high, family):
    return sampling.get_sigmas_exponential(n, low, high)


def polyexponential(n, model, low, high, family):
    return sampling.get_sigmas_polyexponential(n, low, high, rho=1.0)


def sgm_uniform(n, model, low, high, family):
    return _at_times(model, torch.linspace(*_ends(model), n + 1)[:-1])


def kl_optimal(n, model, low, high, family):
    """n + 1 values from sigma_max to sigma_min: the only schedule that does not end in 0."""
    part = torch.arange(n + 1) / n
    return torch.tan(part * torch.arctan(torch.tensor(low)) + (1.0 - part) * torch.arctan(torch.tensor(high)))


def align_your_steps(n, model, low, high, family):
    """The published 11 values, or their log interpolated at n places; the model's own sigma range is not used."""
    table = AYS[family]
    if n == len(table):
        return _with_zero(table)
    places = np.linspace(0, 1, n)  # counted from the small end, so a single step gets the smallest sigma
    values = np.exp(np.interp(places, np.linspace(0, 1, len(table)), np.log(table[::-1])))[::-1]
    return _with_zero(torch.tensor(values.copy(), dtype=torch.float32))


def simple(n, model, low, high, family):
    """Every (1000/n)-th table entry from the top, the place truncated."""
    return _with_zero(torch.stack([model.sigmas[-1 - int(k * (len(model.sigmas) / n))] for k in range(n)]))


def normal(n, model, low, high, family):
    return _at_times(model, torch.linspace(*_ends(model), n))


def ddim(n, model, low, high, family):
    """Entries 1, 1 + k, 1 + 2k ... with k = 1000 // n: more than n of them where n does not divide 1000."""
    return _with_zero(model.sigmas[1::max(len(model.sigmas) // n, 1)].flip(0))


def beta(n, model, low, high, family):
    """Linear in sigma (not in time) between the ends, at quantiles of Beta(0.6, 0.6)."""
    places = stats.beta.ppf(1 - np.linspace(0, 1, n), 0.6, 0.6)
    return _with_zero(torch.tensor(low + places * (high - low), dtype=torch.float32))


def turbo(n, model, low, high, family):
    """Only in Forge: table entries round(1000 k / n) - 1 for k = n ... 1."""
    times = (torch.arange(1, n + 1) * (1000.0 / n) - 1).flip(0).round().long().clip(0, 999)
    return _with_zero(model.sigmas[times])


SCHEDULES = {f.__name__: f for f in (uniform, karras, exponential, polyexponential, sgm_uniform, kl_optimal,
                                     align_your_steps, simple, normal, ddim, beta, turbo)}


def sigmas(name, steps, discard=False, family='sd', model=None):
    """(steps + 1,) float32. `discard`: one more step is scheduled and the second-last sigma dropped."""
    model = model or Discrete()
    low, high = model.sigma_min.item(), model.sigma_max.item()
    values = SCHEDULES[name](steps + discard, model, low, high, family).float()
    return torch.cat([values[:-2], values[-1:]]) if discard else values
