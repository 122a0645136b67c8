"""pixels.safetensors / pixels.json: what happens to pictures and latents outside the networks.

References: Pillow (Lanczos, bicubic, Gaussian blur), OpenCV (mask blur, LAB), scikit-image (histogram matching), blendmodes
(luminosity), torch (latent resizing).
"""
import cv2
import numpy as np
import torch
import torch.nn.functional as F
from blendmodes.blend import BlendType, blendLayers
from PIL import Image, ImageFilter, ImageOps
from skimage import exposure

from vectors import seeded, write_json, write_tensors

LATENT_MODES = {
    'Latent': ('bilinear', False), 'Latent (antialiased)': ('bilinear', True), 'Latent (bicubic)': ('bicubic', False),
    'Latent (bicubic antialiased)': ('bicubic', True), 'Latent (nearest)': ('nearest', False), 'Latent (nearest-exact)': ('nearest-exact', False),
}


def resized_latent(latent, height, width, mode='Latent'):
    name, antialias = LATENT_MODES[mode]
    return F.interpolate(latent, size=(height, width), mode=name, antialias=antialias)


def picture(height, width, seed=0):
    """uint8 RGB: soft colours, two hard shapes and a little grain."""
    y, x = np.mgrid[0:height, 0:width] / max(height, width)
    base = np.stack([0.5 + 0.4 * np.sin(5 * x + 2 * y + seed), 0.5 + 0.4 * np.cos(4 * y - 3 * x), 0.6 * x + 0.3 * y], -1)
    base[(x - 0.4) ** 2 + (y - 0.35) ** 2 < 0.04] = (0.9, 0.2, 0.1)
    base[int(height * 0.6):int(height * 0.85), int(width * 0.55):int(width * 0.8)] = (0.1, 0.3, 0.9)
    grain = np.random.RandomState(seed).rand(height, width, 1) * 0.06
    return (np.clip(base + grain, 0, 1) * 255).astype(np.uint8)


def stretched(image, width, height):
    return image.resize((width, height), Image.LANCZOS)


def covering(image, width, height):
    """Resize mode 1: scaled to cover, centred, cut."""
    wide = width / height > image.width / image.height
    w, h = (width, image.height * width // image.width) if wide else (image.width * height // image.height, height)
    result = Image.new('RGB', (width, height))
    result.paste(stretched(image, w, h), (width // 2 - w // 2, height // 2 - h // 2))
    return result


def fitting(image, width, height):
    """Resize mode 2: scaled to fit, centred. A border is Pillow's bicubic of an empty box at the edge, that is
    9/8 of the outermost row or column less 1/8 of the next; where the rest is odd, the last one stays black."""
    wide = width / height >= image.width / image.height
    w, h = (image.width * height // image.height, height) if wide else (width, image.height * width // image.width)
    small, left, top = stretched(image, w, h), width // 2 - w // 2, height // 2 - h // 2
    result = Image.new('RGB', (width, height))
    result.paste(small, (left, top))
    if left > 0 and wide:
        for edge, at in ((0, 0), (w, left + w)):
            result.paste(small.resize((left, height), box=(edge, 0, edge, h)), (at, 0))
    if top > 0 and not wide:
        for edge, at in ((0, 0), (h, top + h)):
            result.paste(small.resize((width, top), box=(0, edge, w, edge)), (0, at))
    return result


def upscaled(image, width, height, resample):
    """The web UI's upscalers "Lanczos" and "Nearest": evenly, unless the next lower multiple of 8 is reached already."""
    scale = max(width / image.width, height / image.height)
    whole = [int(side * scale // 8 * 8) for side in image.size]
    if image.width < whole[0] or image.height < whole[1]:
        image = image.resize((int(image.width * scale), int(image.height * scale)), resample)
    return stretched(stretched(image, *whole), width, height)


RESIZE = {0: stretched, 1: covering, 2: fitting}


def mask_blur(mask, blur_x, blur_y):
    """uint8 (H, W); OpenCV's Gaussian of 2 int(2.5 b + 0.5) + 1 taps, along x, rounded, then along y; mirrored at the edge."""
    for blur, horizontal in ((blur_x, True), (blur_y, False)):
        if blur > 0:
            taps = 2 * int(2.5 * blur + 0.5) + 1
            mask = cv2.GaussianBlur(mask, (taps, 1) if horizontal else (1, taps), blur)
    return mask


def filled(image, mask):
    """Masked content "fill": the kept pixels (premultiplied by their alpha) blurred ever less, laid over one another."""
    kept = Image.new('RGBa', image.size)
    kept.paste(image.convert('RGBA').convert('RGBa'), mask=ImageOps.invert(mask))
    result = Image.new('RGBA', image.size)
    for radius in (256, 64, 16, 16, 4, 4, 4, 4, 2, 2, 0):
        result.alpha_composite(kept.filter(ImageFilter.GaussianBlur(radius)).convert('RGBA'))
    return result.convert('RGB')


def latent_mask(mask, width, height, rounded=True):
    """(height, width) float32, 1 = repaint: Pillow's bicubic on RGB, over 255, rounded to even halves."""
    small = np.asarray(mask.convert('RGB').resize((width, height)), np.float32)[..., 0] / 255
    return np.around(small) if rounded else small


def region(mask, padding, width, height):
    """Inpaint only masked: (x1, y1, x2, y2) around the mask, padded, grown to the shape of width x height."""
    box = mask.getbbox()
    if not box:
        return None
    limit = mask.size
    low = [max(box[i] - padding, 0) for i in (0, 1)]
    high = [min(box[i + 2] + padding, limit[i]) for i in (0, 1)]
    ratio = width / height
    axis = 1 if (high[0] - low[0]) / (high[1] - low[1]) > ratio else 0
    other = high[1 - axis] - low[1 - axis]
    grow = int((other / ratio if axis else other * ratio) - (high[axis] - low[axis]))
    low[axis] -= grow // 2
    high[axis] += grow - grow // 2
    if high[axis] >= limit[axis]:
        low[axis], high[axis] = low[axis] - (high[axis] - limit[axis]), limit[axis]
    if low[axis] < 0:
        low[axis], high[axis] = 0, high[axis] - low[axis]
    high[axis] = min(high[axis], limit[axis])
    return low[0], low[1], high[0], high[1]


def overlay(original, mask):
    """RGBA of what stays: pasted under the inverted mask."""
    kept = Image.new('RGBa', original.size)
    kept.paste(original.convert('RGBA').convert('RGBa'), mask=ImageOps.invert(mask))
    return kept.convert('RGBA')


def with_overlay(result, over, place=None):
    """`place`: (x, y, width, height) of the result inside the overlay."""
    if place:
        x, y, w, h = place
        wide = Image.new('RGBA', over.size)
        wide.paste(covering(result, w, h), (x, y))
        result = wide
    result = result.convert('RGBA')
    result.alpha_composite(over)
    return result.convert('RGB')


def colour_corrected(image, target):
    """LAB histograms of `target` (8 bit), then the luminosity of `image` itself."""
    lab = [cv2.cvtColor(np.asarray(i), cv2.COLOR_RGB2LAB) for i in (image, target)]
    matched = exposure.match_histograms(*lab, channel_axis=2)
    matched = Image.fromarray(cv2.cvtColor(matched.astype(np.uint8), cv2.COLOR_LAB2RGB).astype('uint8'))
    return blendLayers(matched, image, BlendType.LUMINOSITY).convert('RGB')


def array(image):
    return torch.from_numpy(np.asarray(image).copy())


def main():
    tensors, cases = {}, {}
    latent = seeded(61)(1, 4, 6, 5)
    tensors['latent'] = latent
    for mode in LATENT_MODES:
        for height, width in ((12, 10), (9, 8), (6, 11), (4, 3), (7, 5)):
            tensors[f'latent | {mode} | {height}x{width}'] = resized_latent(latent, height, width, mode)
    source = Image.fromarray(picture(30, 42))
    tensors['picture'] = array(source)
    for mode, function in RESIZE.items():
        for width, height in ((24, 24), (64, 40), (40, 64), (17, 51), (42, 30)):
            tensors[f'resize mode {mode} | {width}x{height}'] = array(function(source, width, height))
    tensors['resize grey | 16x16'] = array(stretched(source.convert('L'), 16, 16))
    tensors['resize nearest | 57x41'] = array(source.resize((57, 41), Image.NEAREST))
    for name, resample in (('Lanczos', Image.LANCZOS), ('Nearest', Image.NEAREST)):
        for width, height in ((57, 41), (43, 31), (84, 60)):
            tensors[f'upscale {name} | {width}x{height}'] = array(upscaled(source, width, height, resample))
    tensors['resize bicubic | 16x16'] = array(source.resize((16, 16)))
    mask = np.zeros((48, 56), np.uint8)
    mask[10:22, 15:30], mask[40:48, 50:56], mask[30, 5] = 255, 200, 255
    tensors['mask'] = torch.from_numpy(mask)
    for x, y in ((4, 4), (1, 0), (0, 9), (12, 3), (30, 30)):
        tensors[f'mask blur {x} {y}'] = torch.from_numpy(mask_blur(mask, x, y))
    blurred = Image.fromarray(mask_blur(mask, 4, 4))
    for rounded in (True, False):
        tensors[f'latent mask 7x6 rounded={rounded}'.lower()] = torch.from_numpy(latent_mask(blurred, 7, 6, rounded))
    photo = Image.fromarray(picture(48, 56, 3))
    tensors['photo'] = array(photo)
    tensors['fill'] = array(filled(photo, blurred))
    tensors['overlay'] = array(overlay(photo, blurred))
    tensors['with overlay'] = array(with_overlay(Image.fromarray(picture(48, 56, 5)), overlay(photo, blurred)))
    tensors['with overlay placed'] = array(with_overlay(Image.fromarray(picture(32, 32, 5)), overlay(photo, blurred), (10, 8, 24, 20)))
    image, target = Image.fromarray(picture(40, 36, 7)), Image.fromarray((picture(44, 30, 9) * 0.6 + 40).astype(np.uint8))
    tensors['colour image'], tensors['colour target'] = array(image), array(target)
    tensors['colour corrected'] = array(colour_corrected(image, target))
    tensors['colour lab'] = torch.from_numpy(cv2.cvtColor(np.asarray(image), cv2.COLOR_RGB2LAB))
    regions = []
    for box in ((10, 10, 20, 14), (0, 0, 5, 40), (90, 50, 100, 60), (30, 5, 35, 75), (0, 0, 100, 80), (99, 79, 100, 80)):
        for padding, width, height in ((0, 64, 64), (32, 64, 64), (8, 128, 64), (4, 64, 128)):
            shape = Image.new('L', (100, 80))
            shape.paste(255, box)
            regions.append({'mask': box, 'padding': padding, 'size': [width, height], 'region': region(shape, padding, width, height)})
    cases['regions (picture 100 x 80)'] = regions
    cases['names'] = 'sizes are WxH for pictures, HxW for latents; pictures are uint8 (H, W, 3)'
    write_tensors('pixels', tensors)
    write_json('pixels', cases)
    print(len(tensors), 'tensors')


if __name__ == '__main__':
    main()
