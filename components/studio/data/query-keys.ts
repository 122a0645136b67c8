export const jobsKey = ['jobs'];
export const picturesKey = ['pictures'];
export const checkpointsKey = ['checkpoints'];
export const modelsKey = ['models'];
export const usageKey = ['usage'];
