export type { Txt2ImgRequest } from './request';
