"""samplers.safetensors / samplers.json: every sampler under every schedule on the closed-form model of model.py."""
import torch
import torchsde._brownian.brownian_interval as torchsde_interval
from torchsde import BrownianTree

import model
import schedules
import sigma_samplers
import timestep_samplers
from kdiffusion import sampling, with_noise
from noise import Philox
from vectors import floats, seeded, write_json, write_tensors

SHAPE = (1, 4, 2, 4)
STEPS = 10
# name: function, options of the web UI's list
K_SAMPLERS = {
    'Euler': (sampling.sample_euler, {}),
    'Euler a': (sampling.sample_euler_ancestral, {}),
    'LMS': (sampling.sample_lms, {}),
    'Heun': (sampling.sample_heun, {}),
    'DPM2': (sampling.sample_dpm_2, {'discard': True}),
    'DPM2 a': (sampling.sample_dpm_2_ancestral, {'discard': True}),
    'DPM++ 2S a': (sampling.sample_dpmpp_2s_ancestral, {}),
    'DPM++ 2M': (sampling.sample_dpmpp_2m, {}),
    'DPM++ SDE': (sampling.sample_dpmpp_sde, {'brownian': True}),
    'DPM++ 2M SDE': (sampling.sample_dpmpp_2m_sde, {'brownian': True}),
    'DPM++ 2M SDE Heun': (sampling.sample_dpmpp_2m_sde, {'brownian': True, 'solver_type': 'heun'}),
    'DPM++ 3M SDE': (sampling.sample_dpmpp_3m_sde, {'brownian': True, 'discard': True}),
    'Restart': (None, {}),
    'LCM': (None, {}),
}
# sampler, schedule, steps, arguments
VARIANTS = [
    ('Euler', 'karras', 10, {'s_churn': 4.0, 's_tmin': 0.1, 's_tmax': 8.0, 's_noise': 1.01}),
    ('Heun', 'karras', 10, {'s_churn': 100.0, 's_noise': 1.003}),
    ('DPM2', 'karras', 10, {'s_churn': 3.0, 's_tmin': 0.05, 's_tmax': 5.0, 's_noise': 0.99}),
    ('Euler a', 'uniform', 10, {'eta': 0.0}),
    ('Euler a', 'uniform', 10, {'eta': 0.5}),
    ('Euler a', 'karras', 10, {'eta': 1.0, 's_noise': 1.05}),
    ('DPM2 a', 'karras', 10, {'eta': 0.6, 's_noise': 1.02}),
    ('DPM++ 2S a', 'karras', 10, {'eta': 0.4, 's_noise': 0.98}),
    ('DPM++ SDE', 'karras', 10, {'eta': 0.5, 's_noise': 1.02}),
    ('DPM++ SDE', 'karras', 10, {'eta': 0.0}),
    ('DPM++ 2M SDE', 'exponential', 10, {'eta': 0.0}),
    ('DPM++ 2M SDE', 'karras', 10, {'eta': 0.7, 's_noise': 1.01}),
    ('DPM++ 2M SDE Heun', 'karras', 10, {'eta': 0.7}),
    ('DPM++ 3M SDE', 'exponential', 10, {'eta': 0.3, 's_noise': 1.01}),
    ('Restart', 'karras', 20, {}),
    ('Restart', 'uniform', 25, {'s_noise': 1.003}),
    ('Restart', 'karras', 40, {}),
    ('DPM++ 2M', 'karras', 1, {}), ('DPM++ 2M', 'karras', 2, {}), ('LMS', 'uniform', 3, {}), ('Heun', 'uniform', 1, {}),
    ('DPM++ 3M SDE', 'exponential', 3, {}),
]


def run_sigmas(name, sigmas, x, noise, **arguments):
    """States (x before every step, then the last) and the number of draws used."""
    function, options = K_SAMPLERS[name]
    source = with_noise(noise)
    draw = lambda: source.randn_like(x)
    if name == 'Restart':
        return sigma_samplers.restart(model.denoiser, x, sigmas, draw, **arguments), source.used
    if name == 'LCM':
        return sigma_samplers.lcm(model.denoiser, x, sigmas, draw), source.used
    if options.get('brownian'):
        arguments['noise_sampler'] = source.sampler
    if 'solver_type' in options:
        arguments['solver_type'] = options['solver_type']
    states = []
    last = function(model.denoiser, x, sigmas, callback=lambda step: states.append(step['x']), disable=True, **arguments)
    return states + [last], source.used


def run_range(name, low, high, x, noise, n=None, **arguments):
    """DPM fast and DPM adaptive know only the ends of the range."""
    source, states, infos = with_noise(noise), [x], []

    def step(info):
        (states if name == 'DPM adaptive' else before).append(info['x'])
        if name == 'DPM adaptive':
            infos.append({'sigma': float(info['sigma']), 'error': float(info['error']), 'h': float(info['h'])})
    before = []
    if name == 'DPM fast':
        last = sampling.sample_dpm_fast(model.denoiser, x, low, high, n, callback=step, disable=True, **arguments)
        return before + [last], source.used, None
    last, info = sampling.sample_dpm_adaptive(model.denoiser, x, low, high, callback=step, disable=True, return_info=True, **arguments)
    return states, source.used, {**info, 'tries': infos}


def label(name, schedule, steps, arguments):
    extra = ''.join(f' {k}={v:g}' for k, v in arguments.items())
    return f'{name} | {schedule} | {steps}{extra}'


def sigma_cases(tensors, cases, x0, noise):
    plain = [(name, schedule, STEPS, {}) for name in K_SAMPLERS for schedule in schedules.SCHEDULES]
    for name, schedule, steps, arguments in plain + VARIANTS:
        sigmas = schedules.sigmas(schedule, steps, K_SAMPLERS[name][1].get('discard', False))
        states, used = run_sigmas(name, sigmas, x0 * sigmas[0], noise, **arguments)
        key = label(name, schedule, steps, arguments)
        tensors[key] = torch.cat(states)
        assert torch.isfinite(tensors[key]).all(), key
        cases[key] = {'sampler': name, 'schedule': schedule, 'steps': steps, **arguments, 'draws': used}


def range_cases(tensors, cases, x0, noise):
    ends = schedules.Discrete()
    low, high = ends.sigma_min.item(), ends.sigma_max.item()
    runs = [('DPM fast', 10, low, high, {'eta': 1.0}), ('DPM fast', 9, low, high, {'eta': 1.0}), ('DPM fast', 11, low, high, {'eta': 0.0}),
            ('DPM fast', 6, 0.1, 5.0, {'eta': 0.5, 's_noise': 1.02}),
            ('DPM adaptive', None, low, high, {'eta': 1.0}), ('DPM adaptive', None, low, high, {'eta': 0.0}),
            ('DPM adaptive', None, 0.1, 5.0, {'eta': 0.0, 'order': 2})]
    for name, n, low, high, arguments in runs:
        states, used, info = run_range(name, low, high, x0 * high, noise, n, **arguments)
        key = label(name, f'{low:.4g} to {high:.4g}', n or 'adaptive', arguments)
        tensors[key] = torch.cat(states)
        cases[key] = {'sampler': name, 'steps': n, 'sigma_min': low, 'sigma_max': high, **arguments, 'draws': used, **({'info': info} if info else {})}


def lcm_cases(tensors, cases, x0, noise):
    for schedule in ('uniform', 'karras', 'sgm_uniform', 'simple', 'ddim'):
        for steps in (4, 8):
            wrapped = sigma_samplers.LcmModel(model.epsilon)
            sigmas = schedules.sigmas(schedule, steps, model=wrapped)
            source = with_noise(noise)
            key = f'LCM model | {schedule} | {steps}'
            tensors[key] = torch.cat(sigma_samplers.lcm(wrapped, x0 * sigmas[0], sigmas, lambda: source.randn_like(x0)))
            cases[key] = {'sampler': 'LCM', 'schedule': schedule, 'steps': steps, 'sigmas': floats(sigmas),
                          'times': [int(wrapped.sigma_to_t(s)) for s in sigmas[:-1]], 'draws': source.used}


def timestep_cases(tensors, cases, x0, noise):
    def add(key, states, used, **facts):
        tensors[key] = torch.cat([s.float() for s in states])
        cases[key] = {**facts, 'draws': used}

    def unipc(key, count, begin, **facts):
        asked = []
        add(key, timestep_samplers.unipc(model.epsilon, x0, count, begin, asked=asked), 0, **facts)
        tensors[f'{key} | asked'] = torch.cat([x.float() for x in asked])
    uncond = lambda x, t: model.epsilon(x, t, model.UNCOND)
    for steps in (5, 7, 10, 20, 25):
        times = timestep_samplers.timesteps(steps)
        for eta in (0.0, 0.7):
            source = with_noise(noise)
            draw = lambda: source.randn_like(x0)
            states = timestep_samplers.ddim(model.epsilon, x0, times, draw, eta)
            add(f'DDIM | {steps} eta={eta:g}', states, source.used, sampler='DDIM', steps=steps, timesteps=times, eta=eta)
            source = with_noise(noise)
            states = timestep_samplers.ddim_cfgpp(model.epsilon, uncond, x0, times, draw, 7.0, eta)
            add(f'DDIM CFG++ | {steps} eta={eta:g}', states, source.used, sampler='DDIM CFG++', steps=steps, timesteps=times, eta=eta, guidance=7.0)
        add(f'PLMS | {steps}', timestep_samplers.plms(model.epsilon, x0, times), 0, sampler='PLMS', steps=steps, timesteps=times)
        unipc(f'UniPC | {steps}', len(times), 1.0, sampler='UniPC', steps=steps, model_steps=len(times))
    for kept in (5, 10, 15):  # img2img at 20 steps: the first `kept` timesteps
        times = timestep_samplers.timesteps(20)[:kept]
        source = with_noise(noise)
        states = timestep_samplers.ddim(model.epsilon, x0, times, lambda: source.randn_like(x0), 0.0)
        add(f'DDIM img2img | {kept} of 20', states, source.used, sampler='DDIM', steps=20, timesteps=times, eta=0.0)
        add(f'PLMS img2img | {kept} of 20', timestep_samplers.plms(model.epsilon, x0, times), 0, sampler='PLMS', steps=20, timesteps=times)
        start = times[-1] / 1000 + 1 / 1000
        unipc(f'UniPC img2img | {kept} of 20', kept, start, sampler='UniPC', steps=20, model_steps=kept, start=start)


def brownian_cases(tensors, cases, seeds=(1234, 2 ** 31 + 5)):
    """Two pictures with torchsde's own trees, as the web UI seeds them: entropy = the picture's seed, ends = the smallest
    positive and the largest sigma of the schedule; noise of a node by torch's CPU generator or by Philox."""
    plain, calls = torchsde_interval._randn, []
    sources = {'CPU': plain, 'NV': lambda size, dtype, device, seed: torch.from_numpy(Philox(int(seed)).draw(size)).to(dtype)}
    x0 = seeded(77)(len(seeds), *SHAPE[1:])
    tensors['brownian.x0'] = x0
    for origin, randn in sources.items():
        torchsde_interval._randn = randn
        for name, schedule in (('DPM++ SDE', 'karras'), ('DPM++ 2M SDE', 'exponential'), ('DPM++ 2M SDE Heun', 'karras'), ('DPM++ 3M SDE', 'exponential')):
            function, options = K_SAMPLERS[name]
            sigmas = schedules.sigmas(schedule, STEPS, options.get('discard', False))
            tree = sampling.BrownianTreeNoiseSampler(x0, sigmas[sigmas > 0].min(), sigmas.max(), seed=list(seeds))
            calls, draws, states = [], [], []

            def noisy(sigma, sigma_next):
                calls.append([float(sigma), float(sigma_next)])
                draws.append(tree(sigma, sigma_next))
                return draws[-1]
            kept = {'solver_type': options['solver_type']} if 'solver_type' in options else {}
            last = function(model.denoiser, x0 * sigmas[0], sigmas, noise_sampler=noisy, disable=True, callback=lambda s: states.append(s['x']), **kept)
            key = f'brownian {origin} | {name} | {schedule} | {STEPS}'
            tensors[key] = torch.stack(states + [last])
            tensors[f'{key} | draws'] = torch.stack(draws)
            cases[key] = {'sampler': name, 'schedule': schedule, 'seeds': list(seeds), 'source': origin, 'ends': floats([sigmas[sigmas > 0].min(), sigmas.max()]), 'calls': calls}
    torchsde_interval._randn = plain
    tree = BrownianTree(torch.tensor(0.03), torch.zeros(5), torch.tensor(14.6), entropy=42)
    asked = [(0.03, 14.6), (0.03, 7.315), (7.315, 14.6), (1.0, 2.0), (2.0, 2.000001), (0.5, 1.0), (3.7, 9.1)]
    tensors['brownian.tree'] = torch.stack([tree(a, b) for a, b in asked])
    cases['brownian.tree'] = {'t0': 0.029999999329447746, 't1': 14.600000381469727, 'entropy': 42, 'size': [5], 'asked': asked}


def sigma_table():
    """{family: {schedule: {steps: sigmas}}}; `discard` for the samplers that drop the second-last."""
    table = {}
    for family in ('sd', 'sdxl'):
        names = schedules.SCHEDULES if family == 'sd' else ['align_your_steps']
        for name in names:
            for steps in (1, 2, 5, 7, 10, 11, 20, 25):
                for discard in (False, True):
                    try:
                        values = schedules.sigmas(name, steps, discard, family)
                    except (ZeroDivisionError, IndexError):
                        continue
                    table.setdefault(f'{family} {name}', {})[f'{steps}{" discard" if discard else ""}'] = floats(values)
    return table


def main():
    draw = seeded(20240601)
    x0, noise = draw(*SHAPE), draw(64, *SHAPE)
    tensors, cases = {'x0': x0, 'noise': noise}, {}
    with torch.no_grad():
        sigma_cases(tensors, cases, x0, noise)
        range_cases(tensors, cases, x0, noise)
        lcm_cases(tensors, cases, x0, noise)
        timestep_cases(tensors, cases, x0, noise)
        brownian_cases(tensors, cases)
    alphas = schedules.alphas_cumprod()
    tensors['alphas_cumprod'] = alphas
    tensors['alphas_cumprod.zero_terminal_snr'] = schedules.zero_terminal_snr(alphas)
    write_tensors('samplers', tensors)
    write_json('samplers', {
        'model': {'formula': 'denoised = x s^2/(sigma^2+s^2) + a sin(b x/sqrt(sigma^2+s^2))', 'cond': model.COND, 'uncond': model.UNCOND},
        'start': 'x0 * sigmas[0] for sigma samplers, x0 itself for timestep samplers',
        'states': 'rows: x before every step, then the last x (DPM adaptive: x0, then x after every try; UniPC, DDIM, PLMS, LCM: x0, then x after every step); `| asked` of UniPC: what the model is asked about at every step, before the corrector',
        'draws': 'noise[k] is the k-th draw', 'cases': cases, 'sigmas': sigma_table()})
    print(len(tensors), 'tensors', len(cases), 'cases')


if __name__ == '__main__':
    main()
