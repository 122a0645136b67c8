export const jobsKey = ['jobs'];
export const picturesKey = ['pictures'];
export const checkpointsKey = ['checkpoints'];
export const usageKey = ['usage'];
