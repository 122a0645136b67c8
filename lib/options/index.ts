export { type GenerationOptions, generationOptions, optionsOfGeneration } from './generation-options';
export { IMG2IMG_OPTIONS, type Img2ImgOptions } from './img2img-options';
export { changeOffered, listOffered, type OfferedOptions } from './offered-views';
export { OPTIONS } from './option-table';
export { changeOptions, listOptions, UnknownCheckpoint, UnknownOption } from './options';
export { startPage } from './start-page';
export { type StoredOptions, storedOptions } from './stored-options';
export { type StudioSettings, studioSettings } from './studio-settings';
