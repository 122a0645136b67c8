"""The package webuiapi as it is published: every call of its core, and what it gets where we offer nothing."""

import asyncio
import os
import threading
import time
import unittest
from urllib.parse import urlparse

import webuiapi
from PIL import Image, ImageDraw

ADDRESS = urlparse(os.environ["INTEROP_URL"])
SMALL = {"width": 64, "height": 64, "steps": 2}


def connect():
    return webuiapi.WebUIApi(
        host=ADDRESS.hostname,
        port=ADDRESS.port,
        username=os.environ["INTEROP_NAME"],
        password=os.environ["INTEROP_PASSWORD"],
    )


def picture(colour="red", size=(64, 64)):
    return Image.new("RGB", size, colour)


def half_mask():
    mask = Image.new("L", (64, 64), 0)
    ImageDraw.Draw(mask).rectangle((32, 0, 63, 63), fill=255)
    return mask


class Drawing(unittest.TestCase):
    def setUp(self):
        self.api = connect()
        self.addCleanup(self.api.session.close)

    def test_text(self):
        result = self.api.txt2img(
            prompt="a red barn",
            negative_prompt="blurry",
            seed=7,
            cfg_scale=6.5,
            batch_size=2,
            n_iter=2,
            **SMALL,
        )
        self.assertEqual([image.size for image in result.images], [(64, 64)] * 4)
        self.assertEqual(result.info["all_seeds"], [7, 8, 9, 10])
        self.assertEqual(result.parameters["cfg_scale"], 6.5)
        self.assertIn("Negative prompt: blurry", result.image.info["parameters"])

    def test_the_same_seed_is_the_same_picture(self):
        first, again = (self.api.txt2img(prompt="a barn", seed=3, **SMALL).image for _ in range(2))
        self.assertEqual(first.tobytes(), again.tobytes())
        varied = self.api.txt2img(prompt="a barn", seed=3, subseed=4, subseed_strength=0.5, **SMALL)
        self.assertNotEqual(first.tobytes(), varied.image.tobytes())
        self.assertEqual(varied.info["all_seeds"], [3])
        resized = self.api.txt2img(
            prompt="a barn", seed=3, seed_resize_from_w=128, seed_resize_from_h=64, **SMALL
        )
        self.assertNotEqual(first.tobytes(), resized.image.tobytes())

    def test_hires(self):
        for upscaler in (webuiapi.HiResUpscaler.Latent, webuiapi.HiResUpscaler.Lanczos, "Nearest"):
            result = self.api.txt2img(
                prompt="a barn",
                enable_hr=True,
                hr_scale=1.5,
                hr_upscaler=upscaler,
                hr_second_pass_steps=2,
                hr_prompt="a blue barn",
                denoising_strength=0.6,
                **SMALL,
            )
            self.assertEqual(result.image.size, (96, 96))
            self.assertIn("Hires prompt: a blue barn", result.info["infotexts"][0])
        resized = self.api.txt2img(enable_hr=True, hr_resize_x=128, hr_resize_y=96, **SMALL)
        self.assertEqual(resized.image.size, (128, 96))

    def test_styles(self):
        self.api.session.post(
            f"{os.environ['INTEROP_URL']}/api/prompt/styles",
            json={"name": "oil", "prompt": "oil painting of {prompt}", "negativePrompt": "photo"},
        ).raise_for_status()
        self.assertIn(
            {"name": "oil", "prompt": "oil painting of {prompt}", "negative_prompt": "photo"},
            self.api.get_prompt_styles(),
        )
        result = self.api.txt2img(prompt="a barn", styles=["oil", "no such style"], **SMALL)
        self.assertEqual(result.info["prompt"], "oil painting of a barn")
        self.assertEqual(result.info["negative_prompt"], "photo")

    def test_settings_of_one_request(self):
        settings = {"CLIP_stop_at_last_layers": 2, "sd_model_checkpoint": self.api.util_get_model_names()[0]}
        before = self.api.get_options()
        result = self.api.txt2img(prompt="a barn", override_settings=settings, **SMALL)
        self.assertEqual(result.info["clip_skip"], 2)
        self.assertIn("Clip skip: 2", result.info["infotexts"][0])
        self.assertEqual(self.api.get_options(), before)

    def test_every_sampler_and_schedule(self):
        for sampler in self.api.util_get_sampler_names():
            # UniPC's third order needs four.
            result = self.api.txt2img(prompt="a barn", sampler_name=sampler, **{**SMALL, "steps": 4})
            self.assertEqual(result.info["sampler_name"], sampler)
        for scheduler in self.api.util_get_scheduler_names():
            self.api.txt2img(prompt="a barn", scheduler=scheduler, **SMALL)

    def test_scripts(self):
        matrix = self.api.txt2img(
            prompt="a barn|in snow",
            script_name="prompt matrix",
            script_args=[False, False, "positive", "comma", 0],
            **SMALL,
        )
        self.assertEqual(matrix.info["index_of_first_image"], 1)
        self.assertEqual(matrix.info["all_prompts"][-2:], ["a barn", "a barn, in snow"])
        plot = self.api.txt2img(
            prompt="a barn",
            script_name="X/Y/Z plot",
            script_args=[4, "1-3", [], 0, "", [], 0, "", [], True, False, False, False, False, False, False, 0, False],
            **SMALL,
        )
        self.assertEqual(plot.info["all_prompts"], ["a barn"] * 3)
        self.assertEqual(set(self.api.get_scripts()), {"txt2img", "img2img"})

    def test_scripts_of_pictures(self):
        for name, args, size, count in [
            ("SD upscale", [None, 16, "Lanczos", 2], (128, 128), 1),
            ("Loopback", [2, 0.5, "Linear", "None"], (128, 64), 3),
            ("Outpainting mk2", [None, 64, 4, ["left"], 1.0, 0.05], (128, 64), 1),
            ("Poor man's outpainting", [64, 4, "fill", ["down"]], (64, 128), 1),
        ]:
            # Outpainting draws in tiles, which must be larger than what is added.
            tile = 128 if "utpainting" in name else 64
            result = self.api.img2img(
                images=[picture()],
                prompt="a barn",
                script_name=name,
                script_args=args,
                **{**SMALL, "width": tile, "height": tile},
            )
            self.assertEqual((name, result.image.size, len(result.images)), (name, size, count))

    def test_from_a_picture(self):
        result = self.api.img2img(
            images=[picture()], prompt="a barn", denoising_strength=0.5, seed=5, resize_mode=1, **SMALL
        )
        self.assertEqual(result.image.size, (64, 64))
        self.assertEqual(result.info["denoising_strength"], 0.5)
        self.assertIsNone(result.parameters["init_images"])
        told = self.api.img2img(images=[picture()], include_init_images=True, **SMALL)
        self.assertTrue(told.parameters["init_images"][0].startswith("data:image/png;base64,"))

    def test_inpainting(self):
        for fill in range(4):
            result = self.api.img2img(
                images=[picture()],
                mask_image=half_mask(),
                mask_blur=0,
                inpainting_fill=fill,
                inpaint_full_res=False,
                prompt="a barn",
                **SMALL,
            )
            self.assertEqual(result.image.convert("RGB").getpixel((8, 32)), (255, 0, 0))
        masked = self.api.img2img(
            images=[picture(size=(128, 128))],
            mask_image=half_mask().resize((128, 128)),
            inpaint_full_res=True,
            inpaint_full_res_padding=8,
            inpainting_mask_invert=1,
            prompt="a barn",
            **SMALL,
        )
        self.assertEqual(masked.image.size, (128, 128))

    def test_at_the_same_time(self):
        async def three():
            calls = [self.api.txt2img(prompt="a barn", seed=seed, use_async=True, **SMALL) for seed in (1, 2, 3)]
            return await asyncio.gather(*calls)

        results = asyncio.run(three())
        self.assertEqual([result.info["seed"] for result in results], [1, 2, 3])

    def test_files_are_kept_and_pictures_left_out(self):
        result = self.api.txt2img(prompt="a barn", send_images=False, save_images=True, **SMALL)
        self.assertEqual(result.images, [])
        self.assertEqual(len(result.info["infotexts"]), 1)

    def test_interrupt_and_progress(self):
        kept = []
        drawing = threading.Thread(
            target=lambda: kept.append(
                self.api.txt2img(prompt="a barn", width=256, height=256, steps=150, n_iter=8)
            )
        )
        drawing.start()
        other = connect()
        self.addCleanup(other.session.close)
        while other.get_progress()["progress"] == 0:
            time.sleep(0.05)
        state = other.get_progress()["state"]
        self.assertEqual(state["job_count"], 8)
        self.assertIsNone(other.skip())
        self.assertEqual(other.interrupt(), {})
        drawing.join()
        self.assertLess(len(kept[0].images), 8)
        self.assertEqual(len(kept[0].info["all_seeds"]), 8)
        other.util_wait_for_ready(check_interval=0.05)


class Pictures(unittest.TestCase):
    def setUp(self):
        self.api = connect()
        self.addCleanup(self.api.session.close)

    def test_enlarging(self):
        single = self.api.extra_single_image(picture(), upscaler_1=webuiapi.Upscaler.Lanczos, upscaling_resize=1.5)
        self.assertEqual(single.image.size, (96, 96))
        self.assertIn("Postprocess upscaler: Lanczos", single.info)
        cropped = self.api.extra_single_image(
            picture(),
            resize_mode=1,
            upscaling_resize_w=80,
            upscaling_resize_h=40,
            upscaler_1="Lanczos",
            upscaler_2="Nearest",
            extras_upscaler_2_visibility=0.5,
        )
        self.assertEqual(cropped.image.size, (80, 40))
        batch = self.api.extra_batch_images(
            [picture("red"), picture("blue")],
            name_list=["a.png", "b.png"],
            upscaler_1="Nearest",
            upscaling_resize=2,
        )
        self.assertEqual([image.size for image in batch.images], [(128, 128)] * 2)
        self.assertEqual(batch.images[1].convert("RGB").getpixel((9, 9)), (0, 0, 255))

    def test_what_a_picture_was_made_with(self):
        drawn = self.api.txt2img(prompt="a barn", seed=11, **SMALL)
        told = self.api.png_info(drawn.image)
        self.assertEqual(told.info, drawn.info["infotexts"][0])
        self.assertEqual(told.parameters["Seed"], "11")
        self.assertEqual(self.api.png_info(picture()).info, "")

    def test_describing_is_not_offered(self):
        with self.assertRaises(RuntimeError) as refused:
            self.api.interrogate(picture())
        self.assertEqual(refused.exception.args[0], 501)


class Lists(unittest.TestCase):
    def setUp(self):
        self.api = connect()
        self.addCleanup(self.api.session.close)

    def test_lists(self):
        api = self.api
        self.assertIn("Euler a", [sampler["name"] for sampler in api.get_samplers()])
        self.assertIn("karras", [scheduler["name"] for scheduler in api.get_schedulers()])
        self.assertEqual(api.get_upscalers()[0]["name"], "None")
        self.assertEqual(api.get_latent_upscale_modes()[0], {"name": "Latent"})
        for models in (api.get_sd_vae(), api.get_loras(), api.get_hypernetworks()):
            self.assertIsInstance(models, list)
        self.assertEqual((api.get_face_restorers(), api.get_realesrgan_models()), ([], []))
        self.assertEqual(set(api.get_embeddings()), {"loaded", "skipped"})
        self.assertEqual(set(api.get_memory()), {"ram", "cuda"})
        self.assertTrue(api.get_cmd_flags()["api"])
        self.assertIsNone(api.refresh_checkpoints())

    def test_options(self):
        options = self.api.get_options()
        self.assertIsNone(self.api.set_options(options))
        self.assertIsNone(self.api.set_options({"eta_noise_seed_delta": 31337}))
        self.assertEqual(self.api.get_options(), {**options, "eta_noise_seed_delta": 31337})
        self.assertIsNone(self.api.set_options({"eta_noise_seed_delta": 0}))

    def test_models(self):
        first = self.api.util_get_model_names()[0]
        self.api.util_set_model(first[:9])
        self.assertEqual(self.api.util_get_current_model(), first)
        self.api.util_set_model(first, find_closest=False)
        self.api.util_wait_for_ready(check_interval=0.05)

    def test_what_is_not_there(self):
        self.assertEqual(self.api.get_artists(), {"detail": "Not Found"})
        self.assertFalse(self.api.has_controlnet or self.api.has_adetailer or self.api.has_animatediff)
        self.assertEqual(self.api.custom_get("controlnet/version"), {"detail": "Not Found"})
        with self.assertRaises(KeyError):
            self.api.controlnet_model_list()
        with self.assertRaises(RuntimeError) as refused:
            self.api.controlnet_detect([picture()], module="canny")
        self.assertEqual(refused.exception.args[0], 404)
        with self.assertRaises(RuntimeError) as refused:
            unit = webuiapi.ControlNetUnit(image=picture(), module="canny", model="any")
            self.api.txt2img(prompt="a barn", controlnet_units=[unit], alwayson_scripts={}, **SMALL)
        self.assertEqual(refused.exception.args[0], 501)

    def test_wrong_password(self):
        stranger = webuiapi.WebUIApi(host=ADDRESS.hostname, port=ADDRESS.port, username="ann", password="wrong")
        self.addCleanup(stranger.session.close)
        with self.assertRaises(RuntimeError) as refused:
            stranger.txt2img(prompt="a barn", **SMALL)
        self.assertEqual(refused.exception.args[0], 401)
