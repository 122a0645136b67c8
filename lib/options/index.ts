export { type GenerationOptions, generationOptions } from './generation-options';
export { IMG2IMG_OPTIONS, type Img2ImgOptions } from './img2img-options';
export { OPTIONS } from './option-table';
export { changeOptions, listOptions, UnknownCheckpoint, UnknownOption } from './options';
export { type StudioSettings, studioSettings } from './studio-settings';
