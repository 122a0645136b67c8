import { bool, type Coerce, float, int, str } from './coerce';
import { required } from './fields';

const RESIZE_MODES = [0, 1];

/** The number 0 or 1 itself. */
const resizeMode: Coerce<number> = (value) =>
  typeof value === 'number' && RESIZE_MODES.includes(value)
    ? { value }
    : {
        refusals: [
          {
            msg: 'unexpected value; permitted: 0, 1',
            type: 'value_error.const',
            ctx: { given: value, permitted: RESIZE_MODES },
          },
        ],
      };

interface Bounds {
  gt?: number;
  ge?: number;
  le?: number;
}

/** A number within bounds, refused in the words programs know. */
function within(coerce: Coerce<number>, bounds: Bounds): Coerce<number> {
  return (given) => {
    const coerced = coerce(given);
    if (!('value' in coerced)) return coerced;
    const { value } = coerced;
    const {
      gt = Number.NEGATIVE_INFINITY,
      ge = Number.NEGATIVE_INFINITY,
      le = Number.POSITIVE_INFINITY,
    } = bounds;
    const refused = (than: string, type: string, limit_value: number) => ({
      refusals: [
        {
          msg: `ensure this value is ${than} ${limit_value}`,
          type: `value_error.number.${type}`,
          ctx: { limit_value },
        },
      ],
    });
    if (!(value > gt)) return refused('greater than', 'not_gt', gt);
    if (!(value >= ge)) return refused('greater than or equal to', 'not_ge', ge);
    if (!(value <= le)) return refused('less than or equal to', 'not_le', le);
    return coerced;
  };
}

const share = within(float, { ge: 0, le: 1 });
const side = within(int, { ge: 1 });

/** What both extras endpoints are told (sdapi §6.1). */
export const EXTRAS_FIELDS = {
  resize_mode: required(resizeMode, 0),
  show_extras_results: required(bool, true),
  gfpgan_visibility: required(share, 0),
  codeformer_visibility: required(share, 0),
  codeformer_weight: required(share, 0),
  upscaling_resize: required(within(float, { gt: 0 }), 2),
  upscaling_resize_w: required(side, 512),
  upscaling_resize_h: required(side, 512),
  upscaling_crop: required(bool, true),
  upscaler_1: required(str, 'None'),
  upscaler_2: required(str, 'None'),
  extras_upscaler_2_visibility: required(share, 0),
  upscale_first: required(bool, false),
} as const;
