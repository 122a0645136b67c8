"""The closed-form model of the sampler vectors: no network, every sampler's error shows.

    denoised(x, sigma) = x s^2 / (sigma^2 + s^2) + a sin(b x / sqrt(sigma^2 + s^2))

is what a perfect network would answer for Gaussian data of deviation s, bent by a sine so that no sampler is exact on it.
"""
import torch

from schedules import alphas_cumprod

COND = {'s': 0.9, 'a': 0.25, 'b': 1.7}
UNCOND = {'s': 1.2, 'a': -0.15, 'b': 1.1}


def denoised(x, sigma, s, a, b):
    """x: (B, C, H, W) in units of sigma; sigma: a number or (B,)."""
    sigma = torch.as_tensor(sigma, dtype=x.dtype).reshape(-1, 1, 1, 1)
    spread = sigma ** 2 + s ** 2
    return x * s ** 2 / spread + a * torch.sin(b * x / spread.sqrt())


def denoiser(x, sigma, **_):
    """The signature k-diffusion calls."""
    return denoised(x, sigma, **COND)


def alpha_bar(t, alphas=None):
    """alphas_cumprod at a time between two trained steps: linear in its logarithm."""
    log_alphas = (alphas_cumprod() if alphas is None else alphas).double().log()
    t = min(max(float(t), 0.0), 999.0)
    low = min(int(t), 998)
    return float((log_alphas[low] + (t - low) * (log_alphas[low + 1] - log_alphas[low])).exp())


def epsilon(x, t, parameters=COND):
    """The noise the model sees in x = sqrt(alpha) x0 + sqrt(1 - alpha) noise, at time t in 0 ... 999."""
    alpha = alpha_bar(t)
    sigma = ((1 - alpha) / alpha) ** 0.5
    wide = x / alpha ** 0.5
    return (wide - denoised(wide, sigma, **parameters)) / sigma
