export { type GenerationOptions, generationOptions } from './generation-options';
export { changeOptions, listOptions, UnknownCheckpoint, UnknownOption } from './options';
