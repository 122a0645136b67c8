"""The sigma samplers that are not in k-diffusion: Restart and LCM."""
import torch

from kdiffusion import sampling
from schedules import Discrete, alphas_cumprod


def _heun(model, x, sigma, sigma_next):
    d = (x - model(x, sigma)) / sigma
    ahead = x + d * (sigma_next - sigma)
    if sigma_next == 0:
        return ahead
    return x + (d + (ahead - model(ahead, sigma_next)) / sigma_next) / 2 * (sigma_next - sigma)


def restart_plan(sigmas):
    """[(sigma, next)], Xu et al. (2023). From 20 steps on, the schedule is replaced by Karras over the same range with
    9 steps fewer (from 36 on: twice a quarter fewer), which are spent on going again from about 2.0 down to about 0.1."""
    steps = len(sigmas) - 1
    if steps < 20:
        return list(zip(sigmas[:-1], sigmas[1:]))
    again, times = (steps // 4, 2) if steps >= 36 else (9, 1)
    sigmas = sampling.get_sigmas_karras(steps - again * times, sigmas[-2].item(), sigmas[0].item())
    low, high = int((sigmas - 0.1).abs().argmin()), int((sigmas - 2).abs().argmin())
    plan = list(zip(sigmas[:low], sigmas[1:low + 1]))
    if high < low:
        ring = sampling.get_sigmas_karras(again + 1, sigmas[low].item(), sigmas[high].item())[:-1]
        plan += list(zip(ring[:-1], ring[1:])) * times
    return plan + list(zip(sigmas[low:-1], sigmas[low + 1:]))


def restart(model, x, sigmas, draw, s_noise=1.0):
    """Heun steps over the plan; noise is added wherever the plan goes up. States: x before each step, then the last."""
    states, reached = [], None
    for sigma, sigma_next in restart_plan(sigmas):
        if reached is not None and reached < sigma:
            x = x + draw() * s_noise * (sigma ** 2 - reached ** 2) ** 0.5
        states.append(x)
        x = _heun(model, x, sigma, sigma_next)
        reached = sigma_next
    return states + [x]


def lcm(model, x, sigmas, draw):
    """Luo et al. (2023): the denoised picture, noised again to the next sigma."""
    states = [x]
    for sigma, sigma_next in zip(sigmas[:-1], sigmas[1:]):
        x = model(x, sigma)
        if sigma_next > 0:
            x = x + sigma_next * draw()
        states.append(x)
    return states


class LcmModel(Discrete):
    """The 50 noise levels a latent consistency model was distilled on (t = 19, 39 ... 999) and its boundary scaling."""
    STRIDE = 20

    def __init__(self, epsilon):
        super().__init__(alphas_cumprod()[self.STRIDE - 1::self.STRIDE])
        self.epsilon = epsilon

    def sigma_to_t(self, sigma):
        """The nearest level in log sigma, as a time of 0 ... 999."""
        nearest = (sigma.log() - self.log_sigmas[:, None]).abs().argmin(0).view(sigma.shape)
        return nearest * self.STRIDE + self.STRIDE - 1

    def t_to_sigma(self, t):
        return super().t_to_sigma(((t - (self.STRIDE - 1)) / self.STRIDE).float().clamp(0, len(self.sigmas) - 1))

    def get_sigmas(self, n):
        ends = self.sigma_to_t(self.sigma_max), self.sigma_to_t(self.sigma_min)
        return torch.cat([self.t_to_sigma(torch.linspace(*[float(t) for t in ends], n)), torch.zeros(1)])

    def forward(self, x, sigma):
        """`sigma`: a 0-dim tensor. Time is nearest-level; scaled time 10 t, sigma_data 0.5."""
        t = int(self.sigma_to_t(sigma))
        x0 = x - sigma * self.epsilon(x / (sigma ** 2 + 1) ** 0.5, t)
        scaled = 10.0 * t
        c_skip, c_out = 0.25 / (scaled ** 2 + 0.25), scaled / (scaled ** 2 + 0.25) ** 0.5
        return c_out * x0 + c_skip * x
