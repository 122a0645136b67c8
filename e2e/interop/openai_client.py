"""The package openai as it is published: the calls that are about pictures."""

import base64
import io
import os
import unittest

import openai
from PIL import Image

EXTRA = {"steps": 2, "seed": 7}


def opened(answer):
    return [Image.open(io.BytesIO(base64.b64decode(image.b64_json))) for image in answer.data]


def as_file(picture, name):
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return (name, buffer.getvalue(), "image/png")


class Images(unittest.TestCase):
    def setUp(self):
        self.client = openai.OpenAI(
            api_key=os.environ["INTEROP_TOKEN"], base_url=f"{os.environ['INTEROP_URL']}/v1", max_retries=0
        )
        self.addCleanup(self.client.close)

    def test_generations(self):
        answer = self.client.images.generate(
            prompt="a red barn",
            model="dall-e-3",
            n=2,
            size="64x64",
            response_format="b64_json",
            extra_body=EXTRA,
        )
        self.assertEqual([image.size for image in opened(answer)], [(64, 64)] * 2)

    def test_edits(self):
        hole = Image.new("RGBA", (64, 64), (255, 0, 0, 255))
        hole.paste((0, 0, 0, 0), (32, 0, 64, 64))
        answer = self.client.images.edit(
            image=as_file(Image.new("RGB", (64, 64), "red"), "red.png"),
            mask=as_file(hole, "mask.png"),
            prompt="a barn",
            size="64x64",
            extra_body=EXTRA,
        )
        (edited,) = opened(answer)
        self.assertEqual(edited.convert("RGB").getpixel((4, 32)), (255, 0, 0))

    def test_errors_are_theirs(self):
        with self.assertRaises(openai.BadRequestError) as refused:
            self.client.images.generate(prompt="a barn", n=11, size="64x64")
        self.assertEqual(refused.exception.param, "n")
        stranger = openai.OpenAI(api_key="wrong", base_url=self.client.base_url, max_retries=0)
        self.addCleanup(stranger.close)
        with self.assertRaises(openai.AuthenticationError):
            stranger.images.generate(prompt="a barn", size="64x64")
