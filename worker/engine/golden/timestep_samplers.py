"""DDIM, DDIM with CFG++, PLMS and UniPC as the web UI runs them: on timesteps, x = sqrt(alpha) x0 + sqrt(1 - alpha) noise.

All scalars are float64, tensors float32. A sampler returns the states: x at the start and after every step.
"""
import numpy as np

from schedules import alphas_cumprod


def timesteps(steps):
    """1, 1 + k, 1 + 2k ... <= 999 with k = 1000 // steps: `steps` of them only where steps divides 1000."""
    return [min(t + 1, 999) for t in range(0, 1000, 1000 // steps)]


def _pairs(times):
    """(alpha, next alpha, time) from the last time down to the second: the first one gets no step of its own."""
    alphas = alphas_cumprod().double()
    return [(float(alphas[times[i]]), float(alphas[times[i - 1]]), times[i]) for i in range(len(times) - 1, 0, -1)]


def _move(x, direction, eps, alpha, alpha_next, sigma=0.0, noise=0.0):
    """Predicts x0 from `eps`, then goes to alpha_next along `direction`."""
    x0 = (x - (1 - alpha) ** 0.5 * eps) / alpha ** 0.5
    return alpha_next ** 0.5 * x0 + (1 - alpha_next - sigma ** 2) ** 0.5 * direction + sigma * noise


def _ddim_sigma(alpha, alpha_next, eta):
    return eta * ((1 - alpha_next) / (1 - alpha) * (1 - alpha / alpha_next)) ** 0.5


def ddim(model, x, times, draw, eta=0.0):
    """Song et al. (2020). A draw is taken at every step, also when eta is 0."""
    states = [x]
    for alpha, alpha_next, t in _pairs(times):
        eps = model(x, t)
        x = _move(x, eps, eps, alpha, alpha_next, _ddim_sigma(alpha, alpha_next, eta), draw())
        states.append(x)
    return states


def ddim_cfgpp(cond, uncond, x, times, draw, guidance, eta=0.0):
    """Chung et al. (2024): guidance / 12.5, and the direction of the unconditional noise."""
    states = [x]
    for alpha, alpha_next, t in _pairs(times):
        without = uncond(x, t)
        eps = without + guidance / 12.5 * (cond(x, t) - without)
        x = _move(x, without, eps, alpha, alpha_next, _ddim_sigma(alpha, alpha_next, eta), draw())
        states.append(x)
    return states


ADAMS_BASHFORTH = {2: (3 / 2, -1 / 2), 3: (23 / 12, -16 / 12, 5 / 12), 4: (55 / 24, -59 / 24, 37 / 24, -9 / 24)}


def plms(model, x, times):
    """Liu et al. (2022): the first step averages with the noise at its own end, later ones use up to 4 past values."""
    states, past = [x], []
    for alpha, alpha_next, t in _pairs(times):
        eps = model(x, t)
        past = [eps, *past][:4]
        if len(past) == 1:
            ahead = model(_move(x, eps, eps, alpha, alpha_next), times[times.index(t) - 1])
            blend = (eps + ahead) / 2
        else:
            blend = sum(c * e for c, e in zip(ADAMS_BASHFORTH[len(past)], past))
        x = _move(x, blend, blend, alpha, alpha_next)
        states.append(x)
    return states


class ContinuousVP:
    """log alpha and lambda at t in (0, 1]: linear in log alpha between t = k / 1000."""

    def __init__(self):
        self.times = np.linspace(0.0, 1.0, 1001)[1:]
        self.log_alphas = 0.5 * np.log(alphas_cumprod().double().numpy())

    def log_alpha(self, t):
        return float(np.interp(t, self.times, self.log_alphas))

    def sigma(self, t):
        return (1 - np.exp(2 * self.log_alpha(t))) ** 0.5

    def lamda(self, t):
        return self.log_alpha(t) - np.log(self.sigma(t))


def unipc(model, x, steps, start=1.0, order=3, asked=None):
    """Zhao et al. (2023), multistep, B1(h), predicting x0, uniform in time, lower order at the end, no last corrector.
    `asked` collects what the model is asked about: the predictor's x at every step, before it is corrected."""
    vp = ContinuousVP()
    times = np.linspace(start, 1e-3, steps + 1)

    def predict(x, t):
        if asked is not None:
            asked.append(x)
        eps = model(x, (t - 1e-3) * 1000)
        return (x - vp.sigma(t) * eps) / np.exp(vp.log_alpha(t))

    states, known = [x], [(vp.lamda(times[0]), predict(x, times[0]))]
    for i in range(1, steps + 1):
        p = i if i < order else min(order, steps + 1 - i)
        t, t0 = times[i], times[i - 1]
        lamda0, m0 = known[-1]
        h = vp.lamda(t) - lamda0
        r = [(known[-1 - k][0] - lamda0) / h for k in range(1, p)] + [1.0]
        D = [(known[-1 - k][1] - m0) / r[k - 1] for k in range(1, p)]
        phi, factorial, b = np.expm1(-h) / -h - 1, 1, []
        for k in range(1, p + 1):
            b.append(phi * factorial / -h)
            factorial *= k + 1
            phi = phi / -h - 1 / factorial
        R = np.array([[rk ** k for rk in r] for k in range(p)])
        alpha = np.exp(vp.log_alpha(t))
        base = float(vp.sigma(t) / vp.sigma(t0)) * x - float(alpha * np.expm1(-h)) * m0
        ahead = [] if p == 1 else [0.5] if p == 2 else np.linalg.solve(R[:-1, :-1], b[:-1])
        x = base + float(alpha * h) * sum((float(c) * d for c, d in zip(ahead, D)), 0.0 * m0)
        if i < steps:
            m = predict(x, t)
            behind = [0.5] if p == 1 else np.linalg.solve(R, b)
            x = base + float(alpha * h) * sum((float(c) * d for c, d in zip(behind, [*D, m - m0])), 0.0 * m0)
            known.append((vp.lamda(t), m))
        states.append(x)
    return states
