import frame from './frame.json';
import pngInfo from './png-info.json';
import ui from './ui.json';

export const ja = { frame, ui, pngInfo };
