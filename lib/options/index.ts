export { type GenerationOptions, generationOptions } from './generation-options';
export { IMG2IMG_OPTIONS, type Img2ImgOptions } from './img2img-options';
export { changeOffered, listOffered, type OfferedOptions } from './offered-views';
export { OPTIONS } from './option-table';
export { changeOptions, listOptions, UnknownCheckpoint, UnknownOption } from './options';
export { startPage } from './start-page';
export { type StudioSettings, studioSettings } from './studio-settings';
