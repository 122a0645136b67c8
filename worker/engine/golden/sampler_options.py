"""Options of schedules and of UniPC, on the closed-form model: the web UI's own UniPC, k-diffusion's and our own schedules."""
import numpy as np
import torch
from scipy import stats

import model
import schedules
import webui
from kdiffusion import sampling
from vectors import floats, seeded, write_json

LOW, HIGH, STEPS = 0.1, 10.0, 7


class NarrowEnds(schedules.Discrete):
    """The trained levels, asked for between other ends."""

    sigma_min = property(lambda self: torch.tensor(LOW))
    sigma_max = property(lambda self: torch.tensor(HIGH))


def levels():
    """(label, options, sigmas)"""
    ends = {'sigmaMin': LOW, 'sigmaMax': HIGH}
    narrow = NarrowEnds()
    for name, label in (('exponential', 'Exponential'), ('sgm_uniform', 'SGM Uniform'), ('kl_optimal', 'KL Optimal'), ('normal', 'Normal')):
        yield label, ends, schedules.SCHEDULES[name](STEPS, narrow, LOW, HIGH, 'sd')
    for name, label in (('uniform', 'Uniform'), ('simple', 'Simple'), ('ddim', 'DDIM'), ('align_your_steps', 'Align Your Steps')):
        yield label, ends, schedules.sigmas(name, STEPS)
    yield 'Karras', {**ends, 'rho': 5}, sampling.get_sigmas_karras(STEPS, LOW, HIGH, rho=5.0)
    yield 'Polyexponential', {**ends, 'rho': 2}, sampling.get_sigmas_polyexponential(STEPS, LOW, HIGH, rho=2.0)
    places = stats.beta.ppf(1 - np.linspace(0, 1, STEPS), 0.8, 0.5)
    yield 'Beta', {**ends, 'betaAlpha': 0.8, 'betaBeta': 0.5}, [*(LOW + places * (HIGH - LOW)), 0.0]


def unipc(module, x, variant, order, skip_type, lower_order_final):
    """The last latent of the web UI's UniPC, in units of sqrt(alpha) x0 + sqrt(1 - alpha) noise."""
    class Solver(module.UniPC):
        def model(self, x, t):
            return model.epsilon(x, (float(t.reshape(-1)[0]) - 1 / 1000) * 1000)

    noise_schedule = module.NoiseScheduleVP('discrete', alphas_cumprod=schedules.alphas_cumprod())
    solver = Solver(None, noise_schedule, predict_x0=True, thresholding=False, variant=variant)
    solver.after_update = None
    return solver.sample(x, steps=10, skip_type=skip_type, method='multistep', order=order, lower_order_final=lower_order_final)


def main():
    module = webui.load(webui.argument().webui, 'modules/models/diffusion/uni_pc/uni_pc.py')
    x = seeded(5)(1, 4, 2, 3)
    cases = [('bh1', 3, 'time_uniform', True), ('bh2', 3, 'time_uniform', True), ('bh2', 2, 'time_uniform', False),
             ('bh1', 1, 'time_uniform', True), ('bh1', 4, 'time_uniform', False), ('bh1', 3, 'time_quadratic', True),
             ('bh1', 3, 'logSNR', True), ('vary_coeff', 1, 'time_uniform', True), ('vary_coeff', 2, 'time_uniform', True),
             ('vary_coeff', 3, 'logSNR', True)]
    write_json('sampler-options', {
        'levels': [{'schedule': label, 'steps': STEPS, 'options': options, 'sigmas': floats(sigmas)} for label, options, sigmas in levels()],
        'unipc': {'x': floats(x.flatten()), 'steps': 10, 'cases': [
            {'variant': v, 'order': o, 'skip': s, 'lowersOrder': low, 'last': floats(unipc(module, x, v, o, s, low).flatten())}
            for v, o, s, low in cases]},
    })


if __name__ == '__main__':
    main()
