export type SamplerName = 'Euler' | 'Euler a' | 'DPM++ 2M' | 'DDIM';
