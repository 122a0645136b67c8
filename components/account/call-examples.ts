interface Example {
  id: string;
  label: string;
  code: string;
}

/** What a program that calls the service says, ready to be run: a picture of a cat, saved as cat.png. */
export function callExamples(serviceUrl: string): Example[] {
  return [
    {
      id: 'curl',
      label: 'curl',
      code: `curl -s ${serviceUrl}/sdapi/v1/txt2img \\
  -H "Authorization: Bearer $ATELIER_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"prompt": "a cat", "steps": 20}' \\
  | sed 's/.*"images": *\\["\\([^"]*\\)".*/\\1/' | base64 -d > cat.png`,
    },
    {
      id: 'python',
      label: 'Python',
      code: `import base64, json, os, urllib.request

request = urllib.request.Request(
    "${serviceUrl}/sdapi/v1/txt2img",
    data=json.dumps({"prompt": "a cat", "steps": 20}).encode(),
    headers={
        "Authorization": "Bearer " + os.environ["ATELIER_TOKEN"],
        "Content-Type": "application/json",
    },
)
with urllib.request.urlopen(request) as response:
    picture = json.load(response)["images"][0]
with open("cat.png", "wb") as file:
    file.write(base64.b64decode(picture))`,
    },
    {
      id: 'javascript',
      label: 'JavaScript',
      code: `import { writeFile } from 'node:fs/promises';

const response = await fetch('${serviceUrl}/sdapi/v1/txt2img', {
  method: 'POST',
  headers: {
    authorization: \`Bearer \${process.env.ATELIER_TOKEN}\`,
    'content-type': 'application/json',
  },
  body: JSON.stringify({ prompt: 'a cat', steps: 20 }),
});
const { images } = await response.json();
await writeFile('cat.png', Buffer.from(images[0], 'base64'));`,
    },
  ];
}
