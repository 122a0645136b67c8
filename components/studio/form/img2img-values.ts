/** What only Img2img asks. The picture and its mask are no values: they are attached when the form is sent. */
export interface Img2imgValues {
  /** 0 stretches, 1 crops, 2 fills up, 3 stretches the latent. */
  resizeMode: number;
}

export const IMG2IMG_DEFAULTS: Img2imgValues = { resizeMode: 0 };
