import sharp from 'sharp';

const FORMATS = ['Png', 'Jpeg', 'Webp', 'Nsgif', 'Tiff', 'Heif'];
const SOURCES = ['Buffer', 'File'];

// The process can decode nothing else: no SVG, no PDF, no video, whatever libvips is built with.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: FORMATS.flatMap((format) => SOURCES.map((source) => `VipsForeignLoad${format}${source}`)),
});

/** The image library with few decoders. What reads pictures takes it from here. */
export { sharp };
