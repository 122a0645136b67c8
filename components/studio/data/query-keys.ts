export const jobsKey = ['jobs'];
export const picturesKey = ['pictures'];
export const galleryKey = ['gallery'];
export const checkpointsKey = ['checkpoints'];
export const modelsKey = ['models'];
export const usageKey = ['usage'];
/** Asked again with all that is asked of models. */
export const promptNamesKey = [...modelsKey, 'promptNames'];
export const optionsKey = ['options'];
export const queueKey = ['queue'];
export const stylesKey = ['styles'];
