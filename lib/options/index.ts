export { type GenerationOptions, generationOptions } from './generation-options';
export { OPTIONS } from './option-table';
export { changeOptions, listOptions, UnknownCheckpoint, UnknownOption } from './options';
