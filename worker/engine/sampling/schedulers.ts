export type SchedulerName = 'Automatic' | 'Uniform' | 'Karras' | 'Exponential';
